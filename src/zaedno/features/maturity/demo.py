"""The sample assessment of the demo file, the cities beside it, and the living objections."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.demo import DemoError, DemoLoad, Row
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.features.maturity.actions import (
    closing,
    evidence,
    frameworks,
    gaps,
    objections,
    running,
)
from zaedno.features.maturity.models.assessment import Assessment, Framework
from zaedno.platform.people.models import Organisation
from zaedno.platform.people.queries.organisations import organisation

GROUPS = ("admin", "stakeholders", "reviewer")
SEATS = {
    "coordinator": "admin",
    "participant": "stakeholders",
    "org": "stakeholders",
    "reviewer": "reviewer",
}
PUBLISHED_AFTER = timedelta(days=14)


def load(demo: DemoLoad) -> None:
    section = demo.section("assessment_demo")
    day = section.need("assessed_on")
    with demo.at(day - timedelta(days=10)):
        framework = _framework(demo)
        row = _start(demo, section, framework)
        demo.remember(section.need("id"), row)
        for role, group in SEATS.items():
            person = demo.ctx(role).person
            running.invite(
                demo.ctx("coordinator"), assessment=row, person=person, group=group, letter=False
            )
    with demo.at(day):
        _evidence(demo, row)
        _answers(demo, section, row)
        _plans(demo, section, row)
        closing.hand_over(demo.ctx("coordinator"), assessment=row)
    with demo.at(day + PUBLISHED_AFTER):
        closing.publish(demo.ctx("coordinator"), assessment=row)
        _peers(demo)


def _framework(demo: DemoLoad) -> Framework:
    """The version of the file must be the one that ships: golden values hold for it alone."""
    section = demo.section("maturity_framework")
    framework = frameworks.adopt_framework(demo.ctx("coordinator"))
    if (framework.code, framework.version) != (section.need("id"), str(section.need("version"))):
        raise section.fail("version", _("is not the framework that ships with the house"))
    demo.remember(section["id"], framework)
    return framework


def _start(demo: DemoLoad, section: Row, framework: Framework) -> Assessment:
    day: date = section["assessed_on"]
    events = _there(demo, "workshops.workshop", section.get("events") or [])
    month = When.parse(f"{day:%Y-%m}")
    title = Texts({lang: f"{name}, {month.show(lang)}" for lang, name in framework.name.items()})
    return running.start(
        demo.ctx("coordinator"),
        framework=framework,
        title=title,
        scope=demo.section("meta").texts("disclaimer"),
        opens_on=day - timedelta(days=10),
        closes_on=day,
        assessed_on=day,
        events=events,
        mark=section.mark,
    )


def _there(demo: DemoLoad, kind: str, idents: list[str]) -> list[tuple[str, str]]:
    """The things another room made; a room that is absent leaves no hole."""
    if not any(known == kind for known, _ident in demo.made):
        return []
    return [demo.ref(kind, ident) for ident in idents]


def _evidence(demo: DemoLoad, row: Assessment) -> None:
    for item in demo.rows("assessment_demo", "evidence_items"):
        made = _file(demo, row, item)
        demo.remember(item.need("id"), made)
        if made.grade != item.need("grade"):
            raise item.fail("grade", _("is not the grade of this type of evidence"))
        if made.state != made.State.ACCEPTED:
            evidence.grade_evidence(
                demo.ctx("reviewer"), evidence=made, accept=True, grade=made.grade
            )


def _file(demo: DemoLoad, row: Assessment, item: Row) -> Any:
    when = item.when("date")
    if when is None:
        raise item.fail("date", _("is missing"))
    sources = _there(demo, "documents.paragraph", _list(item, "paragraph"))
    sources += _there(demo, "workshops.cluster", _list(item, "cluster"))
    sources += _there(demo, "workshops.note", item.get("notes") or [])
    if not sources:
        sources = _there(demo, "workshops.workshop", _list(item, "event"))
    try:
        return evidence.file_evidence(
            demo.ctx(item.need("filed_by")),
            assessment=row,
            indicator=item.need("indicator"),
            type=item.need("type"),
            title=item.texts(),
            date=when,
            about=item.texts("sample_note") if item.get("sample") else None,
            sources=sources,
            code=item.need("id"),
            sample=bool(item.get("sample")),
            mark=item.mark,
        )
    except Refused as refused:
        raise item.fail("indicator", str(refused.verdict.reason)) from refused


def _list(item: Row, name: str) -> list[str]:
    return [item[name]] if item.get(name) else []


def _answers(demo: DemoLoad, section: Row, row: Assessment) -> None:
    """Groups of invented people: their medians, with the number of members."""
    sizes = section.need("respondents")
    rows = [
        {"indicator": code, "group": group, "value": given[group], "n": sizes[group]}
        for code, given in section.need("answers").items()
        for group in GROUPS
        if given.get(group) is not None
    ]
    try:
        running.import_answers(
            demo.ctx("coordinator"), assessment=row, rows=rows, mark="illustrative"
        )
    except Refused as refused:
        raise section.fail("answers", str(refused.verdict.reason)) from refused


def _plans(demo: DemoLoad, section: Row, row: Assessment) -> None:
    clusters: dict[str, list[str]] = {}
    for item in demo.rows("assessment_demo", "evidence_items"):
        clusters.setdefault(item["indicator"], []).extend(_list(item, "cluster"))
    for code, given in section["answers"].items():
        if "target" not in given:
            continue
        factor: Row = given.need("vote_factor")
        voted = _named_clusters(demo, factor)
        known = {*clusters.get(code, []), *voted}
        solutions = [s for s in demo.rows("solutions") if s.get("cluster") in known]
        try:
            gaps.plan_gap(
                demo.ctx(factor.need("entered_by")),
                assessment=row,
                indicator=code,
                target=given["target"],
                effort=given.need("effort"),
                vote_factor=Decimal(str(factor.need("value"))),
                vote_reason=factor.texts("reason"),
                owner=_owner(demo, solutions),
                groups=_there(demo, "workshops.cluster", voted),
                mark=given.mark,
            )
        except Refused as refused:
            raise given.fail("vote_factor", str(refused.verdict.reason)) from refused
        for ref in _there(demo, "needs.solution", [s["id"] for s in solutions]):
            gaps.tie_gap(demo.ctx("facilitator"), assessment=row, indicator=code, remedy=ref)


def _named_clusters(demo: DemoLoad, factor: Row) -> list[str]:
    """The groups of notes that the reason names: their votes were read for the factor."""
    reason = factor.texts("reason")["bg"]
    return [row["id"] for row in demo.rows("clusters") if f"„{row.texts()['bg']}“" in reason]


def _owner(demo: DemoLoad, solutions: list[Row]) -> Organisation | None:
    """Whoever leads the first promise made for the solution; invented words, sample names only."""
    wanted = {row["id"] for row in solutions}
    for promise in [*demo.rows("commitments"), *demo.rows("living", "commitments")]:
        lead = str(promise.get("lead_organisation") or "")
        if promise.get("solution") in wanted and lead.startswith("sample-"):
            return organisation(demo.ctx("coordinator").viewer, lead)
    return None


def _peers(demo: DemoLoad) -> None:
    section = demo.section("comparison_demo")
    for row in demo.rows("comparison_demo", "cities"):
        framework = row.get("framework") or section.need("framework")
        whole: Row = row.need("overall")
        gaps.record_peer(
            demo.ctx("coordinator"),
            code=row.need("id"),
            name=row.texts("name"),
            framework=(framework["id"], str(framework["version"])),
            score=Decimal(str(whole.need("score"))),
            half_width=Decimal(str(whole.need("half_width"))),
            dimensions=dict(row.get("dimensions") or {}),
            mark=row.mark,
        )


def load_living(demo: DemoLoad) -> None:
    """Another round of objections, dated from the day of loading."""
    draft = demo.section("living", "report_draft")
    row = Assessment(pk=demo.pk("maturity.assessment", demo.section("assessment_demo")["id"]))
    with demo.at(demo.day(draft.need("published_in_days"))):
        until = demo.day(draft.need("objections_until_in_days"))
        closing.open_objections(demo.ctx("coordinator"), assessment=row, until=until)
    for item in demo.rows("living", "report_draft", "objections"):
        _objection(demo, row, item)


def _objection(demo: DemoLoad, row: Assessment, item: Row) -> None:
    viewer = demo.ctx("coordinator").viewer
    speaker = organisation(viewer, item["organisation"]) if item.get("organisation") else None
    if item.get("organisation") and speaker is None:
        raise item.fail("organisation", _("names no organisation of this file"))
    with demo.at(demo.day(item.need("filed_in_days"))):
        try:
            made = objections.file_objection(
                demo.ctx(),
                assessment=row,
                section=item.need("on_section"),
                indicator=item.get("on_indicator", ""),
                text=item.texts(),
                organisation=speaker,
                mark=item.mark,
            )
        except Refused as refused:
            raise item.fail("on_section", str(refused.verdict.reason)) from refused
    demo.remember(item.need("id"), made)
    reply = item.get("answer")
    if not reply:
        return
    if not isinstance(reply, Row):
        raise DemoError(item.line, "answer", _("is not a record with fields"))
    with demo.at(demo.day(reply.need("in_days"))):
        objections.answer_objection(
            demo.ctx(reply.need("by_role")), objection=made, text=reply.texts()
        )
