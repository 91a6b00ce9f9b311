"""Loads the demo's report: a draft about both workshops, open for objections for some days."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.features.reports import actions


def load(demo: DemoLoad) -> None:
    section = demo.section("report")
    as_of = When.parse(demo.data.need("commitments_as_of")).first
    with demo.at(as_of, "10:00"):
        made = actions.start(
            demo.ctx("coordinator"),
            title=section.texts("title"),
            as_of=as_of,
            events=[demo.pk("workshops.workshop", ident) for ident in section.need("inputs")],
            assessment_id=demo.made.get(("maturity.assessment", "ASM1"), ("", ""))[1],
            mark="illustrative",
        )
        actions.write(
            demo.ctx("editor"),
            pk=made.pk,
            summary=section.texts("summary"),
            method=Texts(),
            next_steps=Texts(),
        )
    demo.remember(section.need("id"), made)
    draft = demo.section("living", "report_draft")
    with demo.at(demo.day(int(draft.need("published_in_days"))), "10:00"):
        until = When.day(demo.day(int(draft.need("objections_until_in_days"))))
        actions.open_draft(demo.ctx("coordinator"), pk=made.pk, until=until)
