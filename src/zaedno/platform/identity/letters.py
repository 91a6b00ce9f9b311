"""The letters this room writes, each in the language of its reader."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.platform.people.models import Person


def mail_code(ctx: Ctx, person: Person, address: str, lang: str, digits: str) -> None:
    """Six digits, in the language of the page on which they were asked for."""
    with override(lang):
        body = _(
            "Your code: %(digits)s\n\n"
            "Write it on the page where you were asked for it. It works once and for 30 minutes, "
            "and then what you wrote is sent.\n\n"
            "No account is made of it. If you did not ask for a code, do nothing."
        )
        subject = _("%(digits)s is your code") % {"digits": digits}
        write_letter(
            ctx,
            to=person.email or address,
            lang=lang,
            kind="identity.code",
            subject=subject,
            body=body % {"digits": digits},
        )
