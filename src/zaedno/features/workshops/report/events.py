"""What events say in the report on maturity: who was there and who was missing, the evaluation,
where the plan left its template, what comes next."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.report import (
    Block,
    Bullets,
    Cell,
    Note,
    Paragraph,
    ReportScope,
    ReportSection,
    Run,
    SubHeading,
    Table,
)
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import balance, deviations, events, people
from zaedno.features.workshops.queries import results as result_rows
from zaedno.features.workshops.report.evaluation import evaluated
from zaedno.features.workshops.rules.balance import KindCount, missing, none_of

ORDER = 20


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    found = events.chosen(viewer, scope.event_ids())
    if not found:
        return []
    parts = [_made(viewer, found), _people(viewer, found), evaluated(viewer, found)]
    return [part for part in [*parts, _annex(viewer, found)] if part.blocks]


def _made(viewer: Viewer, found: list[Workshop]) -> ReportSection:
    """Each meeting with its three dates: they are never mixed."""
    rows: list[list[Run]] = [
        [
            _link(event, "workshop"),
            str(event.get_kind_display()),
            event.planned.show(viewer.lang) if event.planned else "–",
            event.held.show(viewer.lang) if event.held else "–",
            str(event.get_format_display()),
        ]
        for event in found
    ]
    headers = [_("Event"), _("Kind"), _("Planned"), _("Held"), _("Format")]
    blocks: list[Block] = [Table(_("The events this report rests on"), headers, rows)]
    frozen = [line for event in found if (line := _frozen(viewer, event))]
    if frozen:
        blocks.append(Bullets(frozen))
    return ReportSection("how_it_was_made", blocks=blocks, order=ORDER)


def _frozen(viewer: Viewer, event: Workshop) -> list[str | Cell]:
    version = result_rows.versions(viewer, event).first()
    if version is None:
        return []
    said = _("“%(event)s”: result, version %(number)d, %(state)s; SHA-256 %(hash)s…") % {
        "event": event.title,
        "number": version.number,
        "state": version.get_state_display(),
        "hash": version.snapshot.sha256[:16],
    }
    return [Cell(said, reverse("workshops:results", args=[event.slug]) + "#versions")]


def _people(viewer: Viewer, found: list[Workshop]) -> ReportSection:
    blocks: list[Block] = []
    for event in found:
        counts = balance.counts(viewer, event)
        if counts:
            blocks += [SubHeading(str(event.title), f"who-{event.slug}")]
            blocks += _who(viewer, event, counts)
    illustrative = any(event.illustrative for event in found) or any(
        count.mark == "illustrative" for event in found for count in balance.counts(viewer, event)
    )
    return ReportSection(
        "participants_and_who_was_missing",
        blocks=blocks,
        order=ORDER,
        illustrative=illustrative,
    )


def _who(viewer: Viewer, event: Workshop, counts: list[KindCount]) -> list[Block]:
    url = reverse("workshops:results", args=[event.slug]) + "#who"
    came = sum(count.came or 0 for count in counts)
    persons = sum(count.people or 0 for count in counts)
    organisations = ngettext("%(n)d organisation", "%(n)d organisations", came) % {"n": came}
    heads = ngettext("%(n)d person", "%(n)d people", persons) % {"n": persons}
    blocks: list[Block] = [
        Paragraph([_("Took part: "), Cell(organisations, url), ", ", Cell(heads, url), "."]),
        Table(
            _("Organisations wanted, invited, accepted and come, by kind"),
            [_("Kind of organisation"), _("Wanted"), _("Invited"), _("Accepted"), _("Came")],
            [_row(count, url) for count in counts],
            numeric=(1, 2, 3, 4),
        ),
    ]
    absent = missing(counts)
    if absent:
        blocks.append(Note(_("Who was missing:")))
        blocks.append(Bullets([f"{none_of(count)}." for count in absent]))
    named = [str(row.organisation.name) for row in people.thanked(viewer, event)]
    if named:
        blocks.append(Paragraph(_("Organisations that are named: %(names)s.") % _names(named)))
    return blocks


def _names(named: list[str]) -> dict[str, str]:
    return {"names": "; ".join(named)}


def _row(count: KindCount, url: str) -> list[str | Cell]:
    numbers = [count.wanted, count.invited, count.accepted]
    came = "–" if count.came is None else str(count.came)
    return [count.name, *(Cell(str(n), url) for n in numbers), Cell(came, url)]


def _annex(viewer: Viewer, found: list[Workshop]) -> ReportSection:
    """Deviations from the template: what the method says and what was done."""
    blocks: list[Block] = []
    for event in found:
        template = deviations.template_of(viewer, event)
        if template is None:
            continue
        apart = deviations.everything(viewer, event)
        name = {"event": event.title, "template": template.title, "version": template.version}
        said = _("“%(event)s” and the template “%(template)s” %(version)s") % name
        blocks.append(SubHeading(said, f"deviations-{event.slug}"))
        if apart:
            blocks.append(Bullets([deviation.sentence for deviation in apart]))
        else:
            blocks.append(Paragraph(_("Plan and meeting follow the template without a change.")))
    return ReportSection("annexes", blocks=blocks, order=ORDER)


def _link(event: Workshop, name: str) -> Cell:
    return Cell(str(event.title), reverse(f"workshops:{name}", args=[event.slug]))
