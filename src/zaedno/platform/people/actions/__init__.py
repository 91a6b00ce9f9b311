"""Joining and leaving, roles, organisations and who speaks for them."""

from zaedno.platform.people.actions.accounts import (
    admit,
    ask_link,
    change_password,
    enter,
    erase,
    forget_unconfirmed,
    register,
    rename,
    reset_password,
    verify,
)
from zaedno.platform.people.actions.claims import claim, decide_claim, end_representation
from zaedno.platform.people.actions.organisations import (
    define_kind,
    end_membership,
    join,
    register_organisation,
    rename_organisation,
    revise_organisation,
)
from zaedno.platform.people.actions.roles import appoint, invite, leave_role

__all__ = [
    "admit",
    "appoint",
    "ask_link",
    "change_password",
    "claim",
    "decide_claim",
    "define_kind",
    "end_membership",
    "end_representation",
    "enter",
    "erase",
    "forget_unconfirmed",
    "invite",
    "join",
    "leave_role",
    "register",
    "register_organisation",
    "rename",
    "rename_organisation",
    "reset_password",
    "revise_organisation",
    "verify",
]
