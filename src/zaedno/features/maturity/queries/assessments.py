"""Assessments, frameworks, who answers, and the facts that the rules ask for."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.features.maturity import rules
from zaedno.features.maturity.models.answers import Answer, SummarisedAnswer
from zaedno.features.maturity.models.assessment import Assessment, Framework, Group, Respondent
from zaedno.features.maturity.models.findings import Objection
from zaedno.platform.people.models import Person, Role


def frameworks(viewer: Viewer) -> QuerySet[Framework]:
    return Framework.objects.filter(city_id=viewer.city.pk).annotate(
        uses=Count("assessments", distinct=True)
    )


def framework(viewer: Viewer, pk: int) -> Framework:
    found = frameworks(viewer).select_related("copied_from").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def assessments(viewer: Viewer) -> QuerySet[Assessment]:
    """That an assessment is under way is public from its first day; its results are not."""
    return Assessment.objects.filter(city_id=viewer.city.pk).select_related("framework", "city")


def assessment(viewer: Viewer, pk: int) -> Assessment:
    rows = assessments(viewer).select_related("corrects", "corrected_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def latest(viewer: Viewer) -> Assessment | None:
    """The assessment that other pages speak of: the newest one that is public."""
    rows = assessments(viewer).filter(state__in=[rules.PUBLISHED, rules.FROZEN])
    return rows.filter(corrected_by__isnull=True).first()


def facts_for(viewer: Viewer, row: Assessment) -> rules.Facts:
    """One query for who the viewer is here, one for what they answered."""
    mine = respondent_of(viewer, row)
    answered: frozenset[str] = frozenset()
    if mine is not None:
        answered = frozenset(
            Answer.objects.filter(respondent=mine).values_list("indicator", flat=True)
        )
    return rules.facts_of(
        viewer,
        row.state,
        group=mine.group if mine else "",
        answered=answered,
        asked=len(row.framework.model.indicators),
        opens_on=row.opens_on,
        objections_until=row.objections_until,
        today=clock.today(),
    )


def respondent_of(viewer: Viewer, row: Assessment) -> Respondent | None:
    if viewer.person is None:
        return None
    return Respondent.objects.filter(assessment=row, person_id=viewer.person.pk).first()


def respondents(viewer: Viewer, row: Assessment) -> QuerySet[Respondent]:
    """Who answers and how far they are; for the coordinator's page only."""
    return (
        Respondent.objects.filter(assessment=row, city_id=viewer.city.pk)
        .select_related("person")
        .annotate(done=Count("answers"))
        .order_by("group", "id")
    )


def group_sizes(viewer: Viewer, row: Assessment) -> dict[str, int]:
    """How many answered in each group: people here, plus the largest n of a summary."""
    sizes: dict[str, int] = dict.fromkeys(Group.values, 0)
    people = Respondent.objects.filter(assessment=row, answers__isnull=False)
    for group, n in people.values_list("group").annotate(n=Count("pk", distinct=True)):
        sizes[group] += n
    summaries = SummarisedAnswer.objects.filter(assessment=row).values_list("group", "n")
    largest: dict[str, int] = {}
    for group, n in summaries:
        largest[group] = max(largest.get(group, 0), n)
    for group, n in largest.items():
        if not (group == Group.REVIEWER and sizes[group]):
            sizes[group] += n
    return sizes


def invitable(viewer: Viewer, row: Assessment) -> list[tuple[int, str]]:
    """People with a role in the city who do not answer yet, by name and role."""
    taken = Respondent.objects.filter(assessment=row).values("person_id")
    roles = (
        Role.objects.filter(city_id=viewer.city.pk, until__isnull=True)
        .exclude(person_id__in=taken)
        .filter(~Q(person__state="left"))
        .select_related("person")
        .order_by("role", "person_id")
    )
    named: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for role in roles:
        named.setdefault(role.person_id, []).append(str(role.get_role_display()))
        names[role.person_id] = str(role.person)
    return [(pk, f"{names[pk]} ({', '.join(words)})") for pk, words in named.items()]


def has_answers(viewer: Viewer, row: Assessment) -> bool:
    return (
        Answer.objects.filter(assessment=row, state=Answer.State.LEVEL).exists()
        or SummarisedAnswer.objects.filter(assessment=row).exists()
    )


def open_objections(viewer: Viewer, row: Assessment) -> int:
    rows = Objection.objects.filter(city_id=viewer.city.pk, assessment=row)
    return rows.filter(state=Objection.State.OPEN).count()


def respondent(viewer: Viewer, row: Assessment, pk: int) -> Respondent:
    found = respondents(viewer, row).select_related("assessment").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person(viewer: Viewer, pk: int) -> Person:
    """Somebody with a role in this city."""
    held = Role.objects.filter(city_id=viewer.city.pk, person_id=pk, until__isnull=True)
    found = held.select_related("person").first()
    if found is None:
        raise Http404
    return found.person
