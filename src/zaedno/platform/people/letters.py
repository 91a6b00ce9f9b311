"""The letters this room writes, each in the language of its reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.models import Person, Representation, Role

PAGES = {"confirm": "people:confirm", "enter": "people:enter", "reset": "people:choose_password"}


def _address(ctx: Ctx, url_name: str, *args: object) -> str:
    return absolute(ctx.city, reverse(url_name, args=args))


def _send(ctx: Ctx, person: Person, kind: str, subject: str, body: str) -> None:
    write_letter(
        ctx, to=person.email, lang=person.lang, kind=f"people.{kind}", subject=subject, body=body
    )


def mail_link(ctx: Ctx, person: Person, purpose: str, token: str) -> None:
    """A link to confirm the address, to sign in, or to choose a new password."""
    with override(person.lang):
        address = _address(ctx, PAGES[purpose], token)
        subject, body = {"confirm": _confirm, "enter": _enter, "reset": _reset}[purpose](address)
        _send(ctx, person, purpose, subject, body)


def _confirm(address: str) -> tuple[str, str]:
    body = _(
        "Somebody, we hope you, asked for an account with this address.\n\n"
        "Open this page to confirm it:\n%(address)s\n\n"
        "The link works once and for seven days. If it was not you, do nothing: "
        "without confirmation the address is deleted after 30 days."
    )
    return _("Confirm your address"), body % {"address": address}


def _enter(address: str) -> tuple[str, str]:
    body = _(
        "Open this page to sign in:\n%(address)s\n\n"
        "The link works once and for 30 minutes. If you did not ask for it, do nothing: "
        "nobody can sign in without this letter."
    )
    return _("Your link for signing in"), body % {"address": address}


def _reset(address: str) -> tuple[str, str]:
    body = _(
        "Open this page to choose a new password:\n%(address)s\n\n"
        "The link works once and for two hours. If you did not ask for it, do nothing: "
        "your password stays as it is."
    )
    return _("Choose a new password"), body % {"address": address}


def mail_invitation(ctx: Ctx, person: Person, role: str, token: str) -> None:
    """You were given a role; somebody without an account confirms the address on the way."""
    with override(person.lang):
        purpose = "confirm" if token else ""
        address = _address(ctx, PAGES[purpose], token) if token else _address(ctx, "people:me")
        body = _(
            "The role “%(role)s” in the city %(city)s was given to you.\n\n"
            "Open this page to begin:\n%(address)s"
        )
        facts = {"role": Role.Name(role).label, "city": ctx.city, "address": address}
        _send(ctx, person, "invitation", _("You have a new role"), body % facts)


def mail_claim_decided(ctx: Ctx, claim: Representation) -> None:
    """The answer to a claim, with the reason when it is no."""
    person = claim.person
    with override(person.lang):
        facts = {"organisation": claim.organisation, "reason": claim.reason}
        if claim.state == Representation.State.CONFIRMED:
            subject = _("You now speak for %(organisation)s") % facts
            body = _(
                "The coordinator confirmed that you speak for %(organisation)s. "
                "You will be asked to confirm the commitments of the organisation."
            )
        else:
            subject = _("Your claim was not confirmed")
            body = _(
                "The coordinator did not confirm that you speak for %(organisation)s.\n\n"
                "The reason: %(reason)s"
            )
        body = f"{body % facts}\n\n{_address(ctx, 'people:me')}"
        _send(ctx, person, "claim_decided", subject, body)
