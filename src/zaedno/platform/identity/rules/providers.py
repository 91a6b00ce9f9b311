"""Who sets up providers, whom they open an account for, and when a link may go. Pure."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.rules import ACCOUNT, MISSING, may_be_verified, may_set

PROVIDER = "provider"

# What came of it, for the person; `name` is the provider's.
SAID: dict[str, Sentence] = {
    "outage": gettext_lazy(
        "%(name)s does not answer now. Nothing is lost: try again later or take another way."
    ),
    "wrong": gettext_lazy(
        "What %(name)s answered does not hold, so nothing was done. Try again or take another "
        "way; the coordinator sees what is wrong."
    ),
    "denied": gettext_lazy(
        "You did not agree at %(name)s, or it did not let you in. Nothing was done. Try again or "
        "take another way."
    ),
    "missing": gettext_lazy(
        "%(name)s did not tell what the city has to know (%(claim)s). Agree to it there, or take "
        "another way."
    ),
    "elsewhere": gettext_lazy(
        "%(name)s does not say that you live in this city. If you do, take another way or come to "
        "the desk."
    ),
    "expired": gettext_lazy(
        "This took too long, or it was begun in another browser. Begin once more here."
    ),
    "changed": gettext_lazy(
        "Meanwhile somebody else is signed in in this browser. Begin once more."
    ),
}

SET_UP_ALREADY = gettext_lazy("This provider is set up already with the same client id.")


def serves(sign_in: bool, residents: bool, use: str) -> Verdict:
    """Whether a provider is there for this: to sign in and be linked, or to be verified."""
    if residents if use == "resident" else sign_in:
        return allow()
    return deny(_("The city does not use this provider for that now."))


def may_go(viewer: Viewer, use: str, *, sign_in: bool, residents: bool) -> Verdict:
    """Whether this reader may set out for a provider; somebody who is not known at all can be
    verified by one that also opens accounts."""
    return first_refusal(serves(sign_in, residents, use), _may_go(viewer, use, sign_in))


def _may_go(viewer: Viewer, use: str, sign_in: bool) -> Verdict:
    if viewer.clerk is not None:
        return forbid(_("This is not done for somebody else at the counter."))
    if use == "link" and not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    if use == "sign-in" and viewer.signed_in:
        return deny(_("You are signed in already."))
    if use == "resident" and not sign_in:
        return may_be_verified(viewer, PROVIDER, [PROVIDER])
    return allow()


def may_enter(active: bool) -> Verdict:
    return allow() if active else deny(_("This account is closed."))


def may_join(viewer: Viewer, *, guest_has_account: bool) -> Verdict:
    """A new account. An address that was only confirmed joins no account that is there already."""
    if viewer.signed_in:
        return deny(_("You are signed in already."))
    if guest_has_account:
        return deny(
            _("There is an account with the address that you confirmed. Sign in, then link it.")
        )
    return allow()


def may_add_address(viewer: Viewer, *, has: bool) -> Verdict:
    if not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    return deny(_("Your account has an address already.")) if has else allow()


def is_free_address(free: bool) -> Verdict:
    if free:
        return allow()
    return deny(
        _("Somebody is known here by this address already. Sign in with it and link there.")
    )


def may_link(viewer: Viewer, *, owner: int | None, has_one: bool) -> Verdict:
    """`owner` is the account that the provider opens already."""
    if not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    own = getattr(viewer.person, "pk", None)
    if owner is not None and owner != own:
        return deny(
            _("It opens another account already. Sign in with it and unlink it there first.")
        )
    if has_one and owner is None:
        return deny(_("Your account is linked already with somebody else there. Unlink it first."))
    return allow()


def may_unlink(viewer: Viewer, *, has_address: bool, others: int) -> Verdict:
    """Nobody locks themselves out."""
    if not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    if has_address or others:
        return allow()
    return deny(_("This is your only way in. Add an e-mail address or another provider first."))


def may_change(
    viewer: Viewer, *, same_people: bool, same_marks: bool, linked: int, verified: int
) -> Verdict:
    """Links stand on issuer and client; verifications on what a person is known by."""
    if not (ours := may_set(viewer)):
        return ours
    if linked and not same_people:
        return deny(
            _("Accounts are linked with this issuer. Set up another provider for a new address.")
        )
    if verified and not same_marks:
        return deny(
            _(
                "Residents are verified by what this provider tells of them. Names for number, "
                "date of birth, post code and family name can change only before that."
            )
        )
    return allow()


def may_serve_residents(asks: Collection[str]) -> Verdict:
    if asks:
        return allow()
    return deny(_("Say first, under “Verified residents”, what a person is known by."))


def may_drop(viewer: Viewer, *, linked: int) -> Verdict:
    if not (ours := may_set(viewer)):
        return ours
    if linked:
        return deny(
            _("Accounts are linked with it. Switch it off instead; their owners can unlink it.")
        )
    return allow()


def may_prove(viewer: Viewer, *, on: bool, resident: bool) -> Verdict:
    return first_refusal(
        may_be_verified(viewer, PROVIDER, [PROVIDER] if on else []),
        allow() if resident else deny(_("The provider does not say that you live here.")),
    )
