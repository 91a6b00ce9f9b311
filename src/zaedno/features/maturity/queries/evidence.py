"""Evidence, the things it stands on, plans and objections."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.answers import Answer, Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.models.findings import GapPlan, Objection
from zaedno.platform.links.models import Link
from zaedno.platform.people.models import Organisation

Ref = tuple[str, str]


def evidence_rows(viewer: Viewer) -> QuerySet[Evidence]:
    return Evidence.objects.filter(city_id=viewer.city.pk).select_related("assessment__framework")


def evidence(viewer: Viewer, pk: int) -> Evidence:
    found = evidence_rows(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def evidence_for(viewer: Viewer, row: Assessment, indicator: str = "") -> list[Evidence]:
    rows = evidence_rows(viewer).filter(assessment=row)
    return list(rows.filter(indicator=indicator) if indicator else rows)


def stands_on(viewer: Viewer, rows: list[Evidence]) -> dict[int, list[Ref]]:
    """The (kind, id) that each piece of evidence cites, in one query."""
    ties = Link.objects.filter(
        city_id=viewer.city.pk,
        target_kind="maturity.evidence",
        target_id__in=[str(row.pk) for row in rows],
        ended_at__isnull=True,
    ).order_by("id")
    found: dict[int, list[Ref]] = {row.pk: [] for row in rows}
    for tie in ties:
        found[int(tie.target_id)].append((tie.source_kind, tie.source_id))
    return found


def sources(viewer: Viewer, rows: list[Evidence]) -> dict[int, list[Thing]]:
    """What each piece of evidence stands on: paragraphs, groups of notes, notes."""
    cited = stands_on(viewer, rows)
    seen = registry.things(viewer, [ref for refs in cited.values() for ref in refs])
    return {pk: [seen[ref] for ref in refs if ref in seen] for pk, refs in cited.items()}


def groups_voted(viewer: Viewer, row: Assessment, indicator: str) -> list[Thing]:
    """The groups of notes whose votes were read for the vote factor."""
    ties = Link.objects.filter(
        city_id=viewer.city.pk,
        target_kind="maturity.indicator",
        target_id=f"{row.pk}-{indicator}",
        ended_at__isnull=True,
    ).exclude(source_kind="maturity.evidence")
    refs = [(tie.source_kind, tie.source_id) for tie in ties.order_by("id")]
    seen = registry.things(viewer, refs)
    return [seen[ref] for ref in refs if ref in seen]


def plans(viewer: Viewer, row: Assessment) -> dict[str, GapPlan]:
    rows = GapPlan.objects.filter(city_id=viewer.city.pk, assessment=row).select_related("owner")
    return {plan.indicator: plan for plan in rows}


def remedies(viewer: Viewer, row: Assessment, indicators: list[str]) -> dict[str, list[Thing]]:
    """What is meant to close each gap: things tied to the indicator as its followers."""
    keys = {f"{row.pk}-{ident}": ident for ident in indicators}
    ties = Link.objects.filter(
        city_id=viewer.city.pk,
        source_kind="maturity.indicator",
        source_id__in=list(keys),
        ended_at__isnull=True,
    ).order_by("id")
    refs = [(keys[t.source_id], (t.target_kind, t.target_id)) for t in ties]
    seen = registry.things(viewer, [ref for _i, ref in refs])
    found: dict[str, list[Thing]] = {ident: [] for ident in indicators}
    for ident, ref in refs:
        if ref in seen and not ref[0].startswith("maturity."):
            found[ident].append(seen[ref])
    return found


def suggestions(viewer: Viewer, row: Assessment, indicator: str) -> list[Thing]:
    """Things that grew out of what the indicator's evidence stands on: likely remedies."""
    own = evidence_rows(viewer).filter(assessment=row, indicator=indicator)
    ids = [str(pk) for pk in own.values_list("pk", flat=True)]
    frontier: set[Ref] = set(
        Link.objects.filter(
            target_kind="maturity.evidence", target_id__in=ids, ended_at__isnull=True
        ).values_list("source_kind", "source_id")
    )
    met = set(frontier)
    for _step in range(3):
        frontier = _after(viewer, frontier) - met
        met |= frontier
    reached = [ref for ref in sorted(met) if ref[0] in REMEDIES]
    tied = {(t.kind, t.id) for t in remedies(viewer, row, [indicator])[indicator]}
    seen = registry.things(viewer, [ref for ref in reached if ref not in tied])
    return sorted(seen.values(), key=lambda thing: (thing.kind, thing.title))


REMEDIES = (
    "needs.solution",
    "commitments.commitment",
    "indicators.indicator",
    "decisions.act",
    "partnerships.engagementmodel",
)


def _after(viewer: Viewer, refs: set[Ref]) -> set[Ref]:
    kinds = {kind for kind, _ident in refs}
    ids = {ident for _kind, ident in refs}
    ties = Link.objects.filter(
        city_id=viewer.city.pk,
        source_kind__in=kinds,
        source_id__in=ids,
        ended_at__isnull=True,
    ).values_list("source_kind", "source_id", "target_kind", "target_id")
    return {(kind, ident) for s_kind, s_id, kind, ident in ties if (s_kind, s_id) in refs}


def objections(viewer: Viewer, row: Assessment) -> list[Objection]:
    """All objections, in the order in which they came; no person's name is shown."""
    rows = Objection.objects.filter(city_id=viewer.city.pk, assessment=row)
    return list(rows.select_related("organisation"))


def objection(viewer: Viewer, pk: int) -> Objection:
    rows = Objection.objects.filter(city_id=viewer.city.pk).select_related("assessment", "person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def my_answers(viewer: Viewer, row: Assessment) -> dict[str, Answer]:
    if viewer.person is None:
        return {}
    mine = Answer.objects.filter(assessment=row, respondent__person_id=viewer.person.pk)
    return {answer.indicator: answer for answer in mine.prefetch_related("evidence")}


def reasons(viewer: Viewer, row: Assessment, indicator: str) -> list[Answer]:
    """Published reasons: why it does not apply, why an answer changed. Only the group is shown."""
    rows = Answer.objects.filter(
        city_id=viewer.city.pk, assessment=row, indicator=indicator
    ).select_related("respondent")
    return [a for a in rows.order_by("answered_at") if a.reason or a.change_reason]


def organisations(viewer: Viewer) -> list[tuple[int, str]]:
    rows = Organisation.objects.filter(city_id=viewer.city.pk)
    return sorted(((o.pk, str(o.name)) for o in rows), key=lambda pair: pair[1].casefold())
