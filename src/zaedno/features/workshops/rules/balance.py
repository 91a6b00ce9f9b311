"""The balance check: how many organisations of each kind were wanted, invited, accepted, came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.roles import as_planner


@dataclass(frozen=True)
class KindCount:
    """The counts of one kind of organisation; `came` is unknown until the event is over."""

    kind_id: int
    code: str
    name: str
    wanted: int = 0
    invited: int = 0
    accepted: int = 0
    came: int | None = None
    people: int | None = None
    mark: str = ""

    @property
    def here(self) -> int:
        """Who came, or before the event who accepted."""
        return self.accepted if self.came is None else self.came

    @property
    def missing(self) -> bool:
        return self.wanted > 0 and self.here == 0

    @property
    def short(self) -> int:
        return max(0, self.wanted - self.here)


# Bulgarian says "no" in the gender of the noun, so each kind has its own sentence.
NONE_OF_KIND = {
    "municipal": _("There is not a single municipal body"),
    "business_association": _("There is not a single business or employers' association"),
    "cluster": _("There is not a single cluster"),
    "company": _("There is not a single company"),
    "ngo": _("There is not a single non-governmental organisation"),
    "innovation_hub": _("There is not a single innovation hub or science park"),
    "finance": _("There is not a single financing institution"),
    "programme": _("There is nobody from a European programme"),
    "citizens": _("There is not a single citizen"),
    "universities": _("There is not a single university or research organisation"),
    "district_administrations": _("There is not a single district administration"),
    "residents": _("There is not a single residents' association"),
    "youth": _("There is not a single youth organisation"),
    "disability_organisations": _("There is not a single organisation of people with disabilities"),
    "media": _("There is not a single media outlet"),
}


def none_of(count: KindCount) -> str:
    """The sentence that names a kind with nobody; a city's own kinds get a general one."""
    if count.code in NONE_OF_KIND:
        return str(NONE_OF_KIND[count.code])
    return gettext("There is nobody of the kind “%(kind)s”") % {"kind": count.name}


def who_was_missing(counts: Sequence[KindCount]) -> str:
    """One sentence: of a single kind its own one, of several their names in a row."""
    absent = missing(counts)
    if len(absent) < 2:
        return "".join(f"{none_of(count)}." for count in absent)
    named = "; ".join(f"{count.name[:1].lower()}{count.name[1:]}" for count in absent)
    return gettext("Without anybody there: %(kinds)s.") % {"kinds": named}


def missing(counts: Sequence[KindCount]) -> list[KindCount]:
    return [count for count in counts if count.missing]


def may_invite(viewer: Viewer, *, state: str, count: int) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow()
        if state == "planned"
        else deny(gettext("The workshop has begun; it is too late for invitations.")),
        allow() if count else deny(gettext("Choose at least one organisation to invite.")),
    )


def may_answer_invitation(*, mine: bool, state: str) -> Verdict:
    return first_refusal(
        allow()
        if mine
        else forbid(gettext("Only a representative of the organisation answers its invitation.")),
        allow()
        if state in ("planned", "live")
        else deny(gettext("The workshop is over; the invitation can no longer be answered.")),
    )
