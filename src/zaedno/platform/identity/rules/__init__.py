"""What each stage may ask of a person, and when a way of being verified is open. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.partial_dates import show_moment
from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer

READ, EMAIL, ACCOUNT, RESIDENT = "everybody", "email", "account", "resident"
ORGANISATION = "organisation"
LIST, LETTER, DESK = "list", "letter", "desk"
CODE_LIVES, CODE_TRIES = timedelta(minutes=30), 5
ACTING_LIVES = timedelta(minutes=30)
LETTER_LIVES = timedelta(days=30)
LETTERS_AT_ONCE = 200  # in one file: two seconds, in a process beside the pages
TRIES_A_DAY = 5
GUEST_HOURS = 24
KEPT_DAYS = 7
SETTING, CLERKS = ("coordinator",), ("clerk", "coordinator")

MISSING: dict[str, Sentence] = {
    EMAIL: gettext_lazy("Confirm an e-mail address first. You need no account."),
    ACCOUNT: gettext_lazy("Sign in first: this needs an account."),
    RESIDENT: gettext_lazy("This is for residents of the city. Show first that you live here."),
    ORGANISATION: gettext_lazy("Only confirmed representatives of organisations do this."),
}
# How somebody stands, and what it means for a door that only verified residents pass.
NOT_YET: dict[str, Sentence] = {
    "missing": MISSING[RESIDENT],
    "pending": gettext_lazy("Your letter is on its way. Enter its code, then go on here."),
    "expired": gettext_lazy("Your verification has expired. Show once more that you live here."),
    "refused": gettext_lazy("Your verification was withdrawn. Read why, and verify again."),
}


@dataclass(frozen=True)
class Standing:
    """What is known of a person in a city: verified, pending, expired, refused or missing."""

    state: str = "missing"
    reason: str = ""
    district_id: int | None = None
    born_from: int | None = None
    born_to: int | None = None
    groups: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Only:
    """Whom a stage is for, narrower than its level; the words are in the reader's language."""

    districts: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    youngest: int | None = None
    oldest: int | None = None
    district_words: str = ""
    group_words: str = ""

    @property
    def age_words(self) -> str:
        return _ages(self) if self.youngest is not None or self.oldest is not None else ""

    @property
    def asks_residence(self) -> bool:
        return bool(self.districts) or self.youngest is not None or self.oldest is not None

    def __bool__(self) -> bool:
        return self.asks_residence or bool(self.groups)


ANYBODY, UNKNOWN = Only(), Standing()


def may(
    viewer: Viewer, who: str, only: Only = ANYBODY, standing: Standing = UNKNOWN, year: int = 0
) -> Verdict:
    """The one rule of all stages: whether this person is known well enough for `who`.

    A stage for a district or an age is for verified residents, whatever else it says.
    """
    if who == READ and not only:
        return allow()
    verdict = _reaches(viewer, who, standing)
    if only.groups:
        verdict = verdict.and_then(_in_group(viewer, only, standing))
    if only.asks_residence or who == RESIDENT:
        verdict = first_refusal(
            verdict, _is_resident(viewer, standing), _of_district(only, standing),
            _of_age(only, standing, year),
        )  # fmt: skip
    return verdict


def _reaches(viewer: Viewer, who: str, standing: Standing) -> Verdict:
    if who in (EMAIL, RESIDENT):
        return allow() if viewer.somebody else forbid(MISSING[who], who)
    if who == READ:
        return allow()
    if not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    if who == ORGANISATION and not viewer.represents:
        return forbid(MISSING[ORGANISATION])
    return allow()


def _is_resident(viewer: Viewer, standing: Standing) -> Verdict:
    if standing.state == "verified":
        return allow()
    if viewer.somebody is None:
        return forbid(MISSING[RESIDENT], RESIDENT)
    return forbid(NOT_YET[standing.state], RESIDENT)


def _in_group(viewer: Viewer, only: Only, standing: Standing) -> Verdict:
    if only.groups & standing.groups:
        return allow()
    if viewer.somebody is None:
        said = _("This is for: %(groups)s. Confirm the address by which the city knows you.")
        return forbid(said % {"groups": only.group_words}, EMAIL)
    said = _("This is for: %(groups)s. The city does not know your address as one of them.")
    return forbid(said % {"groups": only.group_words})


def _of_district(only: Only, standing: Standing) -> Verdict:
    if not only.districts or standing.district_id in only.districts:
        return allow()
    if standing.district_id is None:
        said = _("This is for residents of %(districts)s. Your district is not known: verify anew.")
        return forbid(said % {"districts": only.district_words}, RESIDENT)
    said = _("This is for residents of %(districts)s. You are verified for another district.")
    return forbid(said % {"districts": only.district_words})


def _of_age(only: Only, standing: Standing, year: int) -> Verdict:
    """By the year of birth. Of a band both ends must fit: nobody is let in on a guess."""
    if only.youngest is None and only.oldest is None:
        return allow()
    words = _ages(only)
    if standing.born_from is None or standing.born_to is None:
        said = _("This is for people %(ages)s. Your year of birth is not known: verify anew.")
        return forbid(said % {"ages": words}, RESIDENT)
    oldest, youngest = year - standing.born_from, year - standing.born_to
    low = only.youngest if only.youngest is not None else 0
    high = only.oldest if only.oldest is not None else 200
    if low <= youngest and oldest <= high:
        return allow()
    if oldest < low or youngest > high:
        return forbid(_("This is for people %(ages)s.") % {"ages": words})
    said = _("This is for people %(ages)s. What is kept of your age does not tell: ask the desk.")
    return forbid(said % {"ages": words})


def _ages(only: Only) -> str:
    facts = {"from": only.youngest, "to": only.oldest}
    if only.oldest is None:
        return _("of %(from)s years or more") % facts
    if only.youngest is None:
        return _("of at most %(to)s years") % facts
    return _("between %(from)s and %(to)s years") % facts


def may_ask_code(letters_last_hour: int, most: int) -> Verdict:
    if letters_last_hour < most:
        return allow()
    return deny(_("Five letters went to this address within an hour. Look there, or wait a while."))


@dataclass(frozen=True)
class CodeFacts:
    until: datetime | None
    tries: int
    used: bool


def code_opens(code: CodeFacts | None, now: datetime) -> Verdict:
    """For the six digits of an e-mail and for the code of a printed letter."""
    if code is None or code.used:
        return deny(_("This code has been used. Ask for a new one."))
    if code.until is None or code.until <= now:
        return deny(_("This code has expired. Ask for a new one."))
    if code.tries >= CODE_TRIES:
        return deny(_("Too many wrong codes. Ask for a new one."))
    return allow()


def may_be_verified(viewer: Viewer, way: str, ways: Collection[str]) -> Verdict:
    if viewer.somebody is None:
        return forbid(MISSING[EMAIL], EMAIL)
    return is_on(way, ways)


def is_on(way: str, ways: Collection[str]) -> Verdict:
    return allow() if way in ways else deny(_("The city does not verify in this way now."))


def may_try(count: int, since: datetime | None, now: datetime) -> Verdict:
    """Five tries in a day, so that nobody tries the list through."""
    if since is None or count < TRIES_A_DAY or since + timedelta(days=1) <= now:
        return allow()
    said = _("Five tries did not fit. Try again after %(when)s, or come to the desk.")
    return deny(said % {"when": show_moment(since + timedelta(days=1))})


def may_print(*, waiting: int, wanted: int) -> Verdict:
    """Each letter goes out once, also when two clerks press at the same moment."""
    if waiting < wanted:
        return deny(_("Somebody else printed letters or gave one up meanwhile. Press once more."))
    return allow()


def may_ask_letter(on_its_way: bool) -> Verdict:
    if on_its_way:
        return deny(_("A letter is on its way already. Give it up first if its address is wrong."))
    return allow()


# What came of a proof; the words lead on.
SAID: dict[str, Sentence] = {
    "unknown": gettext_lazy(
        "The city's list has nobody with exactly these data. Look for typing mistakes, take "
        "another way, or ask at the desk."
    ),
    "taken": gettext_lazy(
        "Somebody with these data is verified already, under another account. One person is one "
        "account. If it was not you, come to the desk."
    ),
    "erased": gettext_lazy(
        "Somebody with these data was verified under an account that has been erased. Until that "
        "verification would have ended, nobody is verified with them again: one person votes once."
    ),
    "other": gettext_lazy(
        "Your account is verified already with other data. If they have changed, come to the desk."
    ),
    "wrong": gettext_lazy("This is not the code of your letter."),
}


def may_set(viewer: Viewer) -> Verdict:
    if viewer.has(*SETTING):
        return allow()
    return forbid(_("How residents are verified is set by the coordinator."))


def may_serve(viewer: Viewer) -> Verdict:
    """At the counter and in the post room."""
    if viewer.has(*CLERKS):
        return allow()
    return forbid(_("This is for the clerks at the counter."))


def may_change_asks(now: Collection[str], wanted: Collection[str], *, in_use: bool) -> Verdict:
    """Fingerprints fit only the fields they were made of."""
    if not wanted:
        return deny(_("Choose at least one thing by which a person is known."))
    if in_use and set(now) != set(wanted):
        return deny(
            _("A list or verified people stand on these fields. They can change only before those.")
        )
    return allow()


def may_act_for(viewer: Viewer) -> Verdict:
    if viewer.clerk is not None:
        return deny(_("You act for somebody already. End that first."))
    return may_serve(viewer)


def is_another(person_id: int, clerk_id: int) -> Verdict:
    if person_id != clerk_id:
        return allow()
    return deny(_("Nobody acts for themselves at the counter."))


def may_end_acting(viewer: Viewer, clerk_id: int, *, ended: bool) -> Verdict:
    own = viewer.person is not None and viewer.person.pk == clerk_id
    if not own and viewer.clerk is None:
        return forbid(_("Only the clerk who began ends this."))
    return deny(_("This has ended already.")) if ended else allow()


def may_revoke(viewer: Viewer, *, ended: bool, reason: str) -> Verdict:
    if not (ours := may_serve(viewer)):
        return ours
    if ended:
        return deny(_("This verification has ended already."))
    if not reason.strip():
        return deny(_("Write the reason; the person reads it."))
    return allow()
