"""What experts were asked and what they said, one by one and summed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.valuation import Valuation
from zaedno.features.proposals.rules.proposal import ANSWERING
from zaedno.features.proposals.rules.valuation import EXPERTS
from zaedno.platform.people.queries import role_holders


@dataclass(frozen=True)
class Summary:
    """The valuations of one proposal in a line."""

    asked: int
    given: int
    words: list[tuple[str, int]]
    least: Decimal | None
    most: Decimal | None


def experts(viewer: Viewer) -> list[tuple[int, str]]:
    """Whom the coordinator may ask: people with a role of the city, each once."""
    found: dict[int, str] = {}
    for one in role_holders(viewer).filter(until__isnull=True, role__in=EXPERTS):
        found.setdefault(one.person_id, f"{one.person} ({one.get_role_display()})")
    return sorted(found.items(), key=lambda pair: pair[1])


def valuations(viewer: Viewer, row: Proposal) -> list[Valuation]:
    """All for who answers, one's own for an expert, the public ones for everybody."""
    found = Valuation.objects.filter(city_id=viewer.city.pk, proposal=row)
    if not viewer.has(*ANSWERING):
        own: Any = getattr(viewer.person, "pk", None)
        found = found.filter(Q(public=True, given_at__isnull=False) | Q(person_id=own))
    return list(found.select_related("person"))


def mine(viewer: Viewer, row: Proposal) -> Valuation | None:
    if viewer.person is None:
        return None
    found = Valuation.objects.filter(city_id=viewer.city.pk, proposal=row)
    return found.filter(person_id=viewer.person.pk).first()


def held(viewer: Viewer, row: Proposal) -> Valuation:
    found = Valuation.objects.select_for_update().filter(city_id=viewer.city.pk, proposal=row)
    person: Any = getattr(viewer.person, "pk", None)
    one = found.filter(person_id=person).first()
    if one is None:
        raise Http404
    return one


def owed(viewer: Viewer) -> QuerySet[Valuation]:
    """Those asked and not given, while the proposal waits for its answer."""
    found = Valuation.objects.filter(city_id=viewer.city.pk, given_at__isnull=True)
    waits = Q(proposal__state=Proposal.State.PUBLISHED, proposal__answered_at__isnull=True)
    return found.filter(waits).select_related("proposal", "person").order_by("due", "pk")


def to_remind(viewer: Viewer, before: date) -> QuerySet[Valuation]:
    return owed(viewer).filter(due__lte=before, reminded_at__isnull=True)


def summaries(viewer: Viewer, ids: Iterable[int]) -> dict[int, Summary]:
    """For the staff page: one query for all its rows."""
    words = {
        f"n_{word}": Count("pk", filter=Q(feasible=word)) for word in Valuation.Feasible.values
    }
    found = Valuation.objects.filter(city_id=viewer.city.pk, proposal_id__in=list(ids))
    rows: Any = found.values("proposal_id").annotate(
        asked=Count("pk"),
        given=Count("pk", filter=Q(given_at__isnull=False)),
        least=Min("cost"),
        most=Max("cost"),
        **words,
    )
    return {
        row["proposal_id"]: Summary(
            row["asked"],
            row["given"],
            [
                (str(label), row[f"n_{word}"])
                for word, label in Valuation.Feasible.choices
                if row[f"n_{word}"]
            ],
            row["least"],
            row["most"],
        )
        for row in rows.order_by("proposal_id")
    }
