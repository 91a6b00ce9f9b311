"""The letters this room writes, each in the language of its reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.platform.cities.addresses import absolute
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


def mail_revoked(ctx: Ctx, person: Person, reason: str) -> None:
    """Why a verification ended, and what can be done about it."""
    with override(person.lang):
        body = _(
            "Your verification as a resident was withdrawn.\n\n"
            "The reason: %(reason)s\n\n"
            "If this is not right, come to the desk or verify again:\n%(address)s"
        )
        address = absolute(ctx.city, reverse("identity:mine"))
        write_letter(
            ctx,
            to=person.email,
            lang=person.lang,
            kind="identity.revoked",
            subject=_("Your verification was withdrawn"),
            body=body % {"reason": reason, "address": address},
        )


def mail_acting(ctx: Ctx, person: Person, receipt: str) -> None:
    """Nobody is acted for without hearing of it."""
    with override(person.lang):
        body = _(
            "A clerk of %(city)s is acting for you at the counter, for at most 30 minutes.\n\n"
            "The number of your receipt: %(receipt)s\n\n"
            "If you are not at the counter now, tell the city at once."
        )
        write_letter(
            ctx,
            to=person.email,
            lang=person.lang,
            kind="identity.acting",
            subject=_("A clerk is acting for you"),
            body=body % {"city": ctx.city, "receipt": receipt},
        )
