"""Who may join, appoint, speak for an organisation, and when a mailed link still opens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.people.tokens import MailedLink

WRONG_PASSWORD = _("The current password is not right.")
SIGN_IN_FIRST = _("Sign in first.")
LETTERS_AN_HOUR = 5
LETTER_VERBS = ("people.register", "people.ask_link", "identity.ask_code")
STAFF = ("coordinator", "operator")
REGISTRARS = ("coordinator", "facilitator", "editor")
# Whoever decides about the city's work does not also keep its journal and its machine.
APART = frozenset({"coordinator", "operator"})
GIVEN_BY_OPERATOR_ONLY = frozenset({"coordinator", "operator"})


def link_opens(
    link: MailedLink | None, *, purpose: str, city_id: int, stamp: str, now: datetime
) -> Verdict:
    """A link opens for what it was written for, in its own city, once, in time."""
    if link is None or link.purpose != purpose or link.city_id != city_id:
        return deny(_("This link is not valid here. Ask for a new one."))
    if link.until <= now.timestamp():
        return deny(_("This link has expired. Ask for a new one."))
    if link.stamp != stamp:
        return deny(_("This link has already been used. Ask for a new one."))
    return allow()


def may_write_again(letters_last_hour: int) -> bool:
    return letters_last_hour < LETTERS_AN_HOUR


def may_see_people(viewer: Viewer) -> Verdict:
    if viewer.has(*STAFF):
        return allow()
    return forbid(_("Only a coordinator or an operator sees people and their roles."))


def may_appoint(viewer: Viewer, role: str, held: Collection[str] = ()) -> Verdict:
    """`held` are the roles the person already has in the city."""
    return first_refusal(may_see_people(viewer), may_give(viewer, role), fits(role, held))


def may_give(viewer: Viewer, role: str) -> Verdict:
    if role in GIVEN_BY_OPERATOR_ONLY and not viewer.has("operator"):
        return forbid(_("Only an operator appoints coordinators and operators."))
    return allow()


def fits(role: str, held: Collection[str]) -> Verdict:
    if role in held:
        return deny(_("This person already has the role."))
    if role in APART and APART & set(held):
        return deny(
            _(
                "Coordinator and operator are two people: one decides, the other keeps "
                "the system and the journal."
            )
        )
    return allow()


def may_end_role(viewer: Viewer, role: str, *, own: bool, others_with_it: int) -> Verdict:
    """Anybody may lay down a role; the last operator only when there is another one."""
    if not own:
        verdict = first_refusal(may_see_people(viewer), may_give(viewer, role))
        if not verdict:
            return verdict
    if role == "operator" and others_with_it == 0:
        return deny(_("The city needs at least one operator. Appoint another one first."))
    return allow()


def may_register_organisation(viewer: Viewer) -> Verdict:
    if viewer.has(*REGISTRARS):
        return allow()
    return forbid(_("Organisations are registered by a coordinator, a facilitator or an editor."))


def may_claim(viewer: Viewer, open_state: str) -> Verdict:
    """`open_state` is the state of the person's own open claim, if there is one."""
    if not viewer.signed_in:
        return forbid(_("Sign in to say that you speak for this organisation."))
    if open_state == "claimed":
        return deny(_("Your claim is waiting for the coordinator."))
    if open_state == "confirmed":
        return deny(_("You already speak for this organisation."))
    return allow()


def may_see_claims(viewer: Viewer) -> Verdict:
    if viewer.has("coordinator"):
        return allow()
    return forbid(_("Claims are decided by the coordinator."))


def may_decide_claim(viewer: Viewer, state: str, *, confirm: bool, reason: str) -> Verdict:
    if not may_see_claims(viewer):
        return may_see_claims(viewer)
    if state != "claimed":
        return deny(_("This claim has already been decided."))
    if not confirm and not reason.strip():
        return deny(_("Write the reason; the person who claimed reads it."))
    return allow()


def may_end_representation(viewer: Viewer, *, own: bool, state: str) -> Verdict:
    if not own and not viewer.has("coordinator"):
        return forbid(_("Only the representative or a coordinator may end this."))
    if state not in ("claimed", "confirmed"):
        return deny(_("This has already ended."))
    return allow()


def may_erase(viewer: Viewer, *, last_operator: bool) -> Verdict:
    if not viewer.signed_in:
        return forbid(_("Sign in to erase your account."))
    if last_operator:
        return deny(_("The city needs at least one operator. Appoint another one first."))
    return allow()
