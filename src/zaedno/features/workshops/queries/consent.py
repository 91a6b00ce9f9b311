"""Consent rounds as this viewer sees them; counts under five are not shown, objections are."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.consent import ConsentRound, Objection, Stand
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries.polls import kind_names
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import consent as rules
from zaedno.features.workshops.rules.boards import may_lead
from zaedno.features.workshops.rules.polls import large_enough
from zaedno.features.workshops.rules.side_by_side import SideBySide, beside, named


@dataclass(frozen=True)
class ConsentPanel:
    round: ConsentRound
    stand: str
    objections: list[Objection]
    values: list[tuple[str, str]]
    may: dict[str, Verdict] = field(default_factory=dict)
    side: SideBySide | None = None

    @property
    def open(self) -> int:
        """Objections that nobody answered yet."""
        return sum(o.answered_at is None for o in self.objections)

    @property
    def counted(self) -> bool:
        return self.round.agree is not None and large_enough(self.round.answered)

    @property
    def version(self) -> str:
        told = f"{len(self.objections)}.{self.open}"
        return f"{self.round.pk}.{self.round.state}.{self.stand}.{told}"


def rounds(viewer: Viewer) -> QuerySet[ConsentRound]:
    found = ConsentRound.objects.filter(city_id=viewer.city.pk)
    return found.select_related("workshop", "later").prefetch_related("objections")


def round_(viewer: Viewer, pk: int) -> ConsentRound:
    return get_object_or_404(rounds(viewer), pk=pk)


def objection(viewer: Viewer, pk: int) -> Objection:
    found = Objection.objects.filter(round__city_id=viewer.city.pk)
    return get_object_or_404(found.select_related("round__workshop"), pk=pk)


def of_workshop(viewer: Viewer, workshop: Workshop) -> list[ConsentRound]:
    return list(rounds(viewer).filter(workshop=workshop))


def open_rounds(viewer: Viewer, workshop: Workshop) -> list[ConsentRound]:
    return list(rounds(viewer).filter(workshop=workshop, state=ConsentRound.State.OPEN))


def by_kind(viewer: Viewer, round: ConsentRound) -> SideBySide | None:
    """The kinds of organisations beside each other, once the round is counted."""
    if len(round.groups) < 2 or not large_enough(round.answered):
        return None
    names = kind_names(viewer)
    heads = [(named(names, kind), sum(counts.values())) for kind, counts in round.groups.items()]
    rows = beside([(str(v), label) for v, label in Stand.Value.choices], round.groups.values())
    objecting = [named(names, kind) for kind, c in round.groups.items() if c[Stand.Value.OBJECT]]
    split = 0 < len(objecting) < len(round.groups)
    said = _("Of the kinds shown, only these object: %(kinds)s.")
    return SideBySide(
        heads, rows, said % {"kinds": ", ".join(map(str, objecting))} if split else ""
    )


def panel(viewer: Viewer, round: ConsentRound) -> ConsentPanel:
    me = who(viewer, round.workshop)
    mine = Stand.objects.none()
    if me is not None and round.state == ConsentRound.State.OPEN:
        mine = Stand.objects.filter(round=round, token=token_of("consent", round.pk, me.key))
    objections = list(round.objections.all())
    unanswered = sum(o.answered_at is None for o in objections)
    state = round.state
    return ConsentPanel(
        round=round,
        stand=mine.values_list("value", flat=True).first() or "",
        objections=objections,
        side=by_kind(viewer, round),
        values=[(str(value), str(label)) for value, label in Stand.Value.choices],
        may={
            "stand": rules.may_stand(viewer, state, me is not None),
            "lead": may_lead(viewer),
            "close": rules.may_close(viewer, state),
            "adopt": rules.may_adopt(viewer, state, unanswered),
            "drop": rules.may_drop(viewer, state),
            "again": rules.may_ask_again(viewer, state, hasattr(round, "later")),
        },
    )
