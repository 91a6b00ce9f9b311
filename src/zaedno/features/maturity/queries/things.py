"""Our things as other rooms see them, and what happened to them, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.answers import Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.models.findings import Objection
from zaedno.features.maturity.queries.assessments import assessments
from zaedno.features.maturity.queries.evidence import evidence_rows
from zaedno.features.maturity.queries.results import spoken, standing


def _day(moment: object) -> When:
    return When.day(timezone.localdate(moment))  # type: ignore[arg-type]


def _ids(idents: Iterable[str]) -> list[int]:
    return [int(ident) for ident in idents if str(ident).isdigit()]


def read_assessments(viewer: Viewer, idents: Iterable[str]) -> dict[str, Thing]:
    rows = assessments(viewer).filter(pk__in=_ids(idents))
    return {str(row.pk): _assessment(viewer, row) for row in rows}


def _assessment(viewer: Viewer, row: Assessment) -> Thing:
    title, lang = Texts(row.title).best(viewer.lang)
    summary = ""
    if row.public:
        whole = standing(viewer, row).result.overall
        known = spoken(viewer, whole)
        summary = _("%(score)s of 5, interval %(low)s to %(high)s.") % known
    return Thing(
        kind="maturity.assessment",
        id=str(row.pk),
        title=title,
        lang=lang,
        url=reverse("maturity:assessment", args=[row.pk]),
        summary=summary,
        status=row.state,
        status_word=Assessment.State(row.state).label,
        tone=row.tone,
        receipt=row.receipt,
        date=When.day(row.assessed_on),
        mark=row.mark,
    )


def read_indicators(viewer: Viewer, idents: Iterable[str]) -> dict[str, Thing]:
    """Ids are like "7-D3.3": an indicator as one assessment sees it."""
    asked = [ident.partition("-") for ident in idents]
    wanted = {int(pk) for pk, dash, _code in asked if dash and pk.isdigit()}
    rows = {row.pk: row for row in assessments(viewer).filter(pk__in=wanted)}
    found = {}
    for pk, _dash, code in asked:
        row = rows.get(int(pk)) if pk.isdigit() else None
        if row is not None and code in row.framework.model.indicators:
            found[f"{pk}-{code}"] = _indicator(viewer, row, code)
    return found


def _indicator(viewer: Viewer, row: Assessment, code: str) -> Thing:
    name, lang = Texts(row.framework.model.indicators[code][1].name).best(viewer.lang)
    summary = ""
    if row.public:
        one = standing(viewer, row).result.indicators[code]
        known = spoken(viewer, one)
        summary = _("%(score)s of 5, interval %(low)s to %(high)s.") % known
        if one.score is None:
            summary = _("Not assessed.")
    return Thing(
        kind="maturity.indicator",
        id=f"{row.pk}-{code}",
        title=f"{code} {name}",
        lang=lang,
        url=reverse("maturity:indicator", args=[row.pk, code]),
        summary=summary,
        status=row.state,
        status_word=Assessment.State(row.state).label,
        tone=row.tone,
        date=When.day(row.assessed_on),
        mark=row.mark,
    )


def read_evidence(viewer: Viewer, idents: Iterable[str]) -> dict[str, Thing]:
    found = {}
    for item in evidence_rows(viewer).filter(pk__in=_ids(idents)):
        title, lang = Texts(item.title).best(viewer.lang)
        found[str(item.pk)] = Thing(
            kind="maturity.evidence",
            id=str(item.pk),
            title=f"{item.code} {title}",
            lang=lang,
            url=reverse("maturity:evidence", args=[item.pk]),
            summary=str(Texts(item.about).best(viewer.lang)[0]),
            status=item.state,
            status_word=Evidence.State(item.state).label,
            tone=item.tone,
            receipt=item.receipt,
            date=item.date,
            mark=item.mark,
        )
    return found


def read_objections(viewer: Viewer, idents: Iterable[str]) -> dict[str, Thing]:
    rows = Objection.objects.filter(city_id=viewer.city.pk, pk__in=_ids(idents))
    found = {}
    for one in rows:
        text, lang = Texts(one.text).best(viewer.lang)
        found[str(one.pk)] = Thing(
            kind="maturity.objection",
            id=str(one.pk),
            title=_("Objection %(receipt)s") % {"receipt": one.receipt},
            lang=lang,
            url=reverse("maturity:objections", args=[one.assessment_id]) + f"#o{one.pk}",
            summary=text,
            status=one.state,
            status_word=Objection.State(one.state).label,
            tone=one.tone,
            receipt=one.receipt,
            date=_day(one.filed_at),
            mark=one.mark,
        )
    return found


def assessment_stories(viewer: Viewer, idents: Iterable[str]) -> dict[str, list[Step]]:
    rows = assessments(viewer).filter(pk__in=_ids(idents))
    return {str(row.pk): _told(viewer, row) for row in rows}


def _told(viewer: Viewer, row: Assessment) -> list[Step]:
    title = Texts(row.title).best(viewer.lang)[0]
    url, invented = reverse("maturity:assessment", args=[row.pk]), row.illustrative
    began = _("An assessment of the city began: “%(title)s”.") % {"title": title}
    steps = [Step(_day(row.started_at), began, "result", url, order=60, illustrative=invented)]
    if row.published_at:
        whole = standing(viewer, row).result.overall
        text = _("The draft became public: %(score)s of 5, interval %(low)s to %(high)s.") % spoken(
            viewer, whole
        )
        steps.append(
            Step(_day(row.published_at), text, "result", url, order=61, illustrative=invented)
        )
    if row.frozen_at:
        text = _("The assessment was frozen; a correction makes a new version.")
        steps.append(
            Step(_day(row.frozen_at), text, "result", url, order=62, illustrative=invented)
        )
    return steps


def evidence_stories(viewer: Viewer, idents: Iterable[str]) -> dict[str, list[Step]]:
    told = {}
    for item in evidence_rows(viewer).filter(pk__in=_ids(idents)):
        row = item.assessment
        indicator = row.framework.model.indicators[item.indicator][1]
        known = {
            "code": item.code,
            "indicator": item.indicator,
            "name": Texts(indicator.name).best(viewer.lang)[0],
            "grade": item.grade,
        }
        url = reverse("maturity:evidence", args=[item.pk])
        text = _("It became evidence %(code)s for indicator %(indicator)s “%(name)s”.") % known
        steps = [
            Step(_day(item.filed_at), text, "result", url, order=55, illustrative=row.illustrative)
        ]
        if item.graded_at and item.state == Evidence.State.ACCEPTED:
            text = _("The reviewer accepted the evidence with grade %(grade)s.") % known
            steps.append(
                Step(
                    _day(item.graded_at),
                    text,
                    "result",
                    url,
                    order=56,
                    illustrative=row.illustrative,
                )
            )
        told[str(item.pk)] = steps
    return told
