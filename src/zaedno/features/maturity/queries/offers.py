"""What the home page, the staff's list and the city's timeline hear from us."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import clock
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.things import Card, Task, Thing, TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.features.maturity import rules
from zaedno.features.maturity.models.answers import Evidence
from zaedno.features.maturity.models.assessment import Assessment, Respondent
from zaedno.features.maturity.models.findings import Objection
from zaedno.features.maturity.queries.assessments import assessments, latest
from zaedno.features.maturity.queries.results import spoken, standing
from zaedno.features.maturity.queries.things import read_assessments, read_indicators


def home_cards(viewer: Viewer) -> list[Card]:
    rows = assessments(viewer).filter(corrected_by__isnull=True)[:6]
    return [_card(viewer, row) for row in rows]


def _card(viewer: Viewer, row: Assessment) -> Card:
    title, lang = Texts(row.title).best(viewer.lang)
    url = reverse("maturity:assessment", args=[row.pk])
    common = {"title": title, "lang": lang, "mark": row.mark}
    today = clock.today()
    if not row.public:
        return Card(
            "coming",
            url=url,
            what=_("The groups answer and the reviewer checks the evidence."),
            for_whom=_("Invited members of the three groups"),
            until=When.day(row.closes_on).show(viewer.lang),
            next=_("Then the draft becomes public for objections."),
            sort=row.closes_on.isoformat(),
            **common,
        )
    whole = standing(viewer, row).result.overall
    known = spoken(viewer, whole)
    what = _("Score %(score)s of 5, interval %(low)s to %(high)s.") % known
    if row.state == rules.PUBLISHED and row.objections_until and row.objections_until >= today:
        return Card(
            "open",
            url=reverse("maturity:objections", args=[row.pk]),
            what=what,
            for_whom=_("Everybody who lives or works here"),
            until=When.day(row.objections_until).show(viewer.lang),
            next=_("Each objection is answered, or printed as open."),
            sort=row.objections_until.isoformat(),
            action=_("Read and object"),
            **common,
        )
    return Card(
        "became",
        url=url,
        what=what,
        for_whom=_("Everybody who lives or works here"),
        next=_("Every number opens down to its evidence."),
        sort=f"-{row.assessed_on.isoformat()}",
        **common,
    )


def staff_tasks(viewer: Viewer) -> list[Task]:
    return [*_mine_to_answer(viewer), *_to_grade(viewer), *_to_answer(viewer)]


def _mine_to_answer(viewer: Viewer) -> list[Task]:
    if viewer.person is None:
        return []
    rows = Respondent.objects.filter(
        city_id=viewer.city.pk,
        person_id=viewer.person.pk,
        assessment__state__in=[rules.SELF, rules.PEER],
    ).select_related("assessment__framework")
    tasks = []
    for one in rows.annotate(done=Count("answers")):
        row = one.assessment
        left = len(row.framework.model.indicators) - one.done
        if left > 0:
            text = ngettext("Answer %(n)d indicator", "Answer %(n)d indicators", left)
            tasks.append(
                Task(
                    text % {"n": left},
                    reverse("maturity:answering", args=[row.pk]),
                    since=one.added_at,
                    due=row.closes_on,
                    late=row.closes_on < clock.today(),
                )
            )
    return tasks


def _to_grade(viewer: Viewer) -> list[Task]:
    if not viewer.has(rules.REVIEWER):
        return []
    rows = Evidence.objects.filter(city_id=viewer.city.pk, state=Evidence.State.FILED)
    return [
        Task(
            _("Grade evidence %(code)s") % {"code": item.code},
            reverse("maturity:evidence", args=[item.pk]),
            since=item.filed_at,
        )
        for item in rows.exclude(assessment__state=rules.FROZEN).order_by("filed_at")[:50]
    ]


def _to_answer(viewer: Viewer) -> list[Task]:
    if not viewer.has(*rules.RUNS):
        return []
    rows = Objection.objects.filter(Q(city_id=viewer.city.pk), state=Objection.State.OPEN)
    return [
        Task(
            _("Answer objection %(receipt)s") % {"receipt": one.receipt},
            reverse("maturity:objections", args=[one.assessment_id]) + f"#o{one.pk}",
            since=one.filed_at,
            due=one.assessment.objections_until,
        )
        for one in rows.select_related("assessment").order_by("filed_at")[:50]
    ]


def timeline(viewer: Viewer) -> list[TimelineEntry]:
    rows = assessments(viewer).filter(state__in=[rules.PUBLISHED, rules.FROZEN])
    return [
        TimelineEntry(
            date=When.day(row.assessed_on),
            title=Texts(row.title).best(viewer.lang)[0],
            lane="local",
            url=reverse("maturity:assessment", args=[row.pk]),
            mark=row.mark,
        )
        for row in rows
    ]


def search_documents(viewer: Viewer) -> list[Thing]:
    """Assessments, and the indicators of the latest public one: they are asked for by name."""
    idents = [str(pk) for pk in assessments(viewer).values_list("pk", flat=True)]
    found = list(read_assessments(viewer, idents).values())
    newest = latest(viewer)
    if newest is None:
        return found
    codes = [f"{newest.pk}-{code}" for code in newest.framework.model.indicators]
    return found + list(read_indicators(viewer, codes).values())
