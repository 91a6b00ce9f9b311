"""What maturity gives to the report: profile, gaps, uncertainty and objections."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.chart_strokes import number
from zaedno.core.charts import intervals
from zaedno.core.fields import Texts
from zaedno.core.report import (
    Block,
    Bullets,
    Cell,
    Chart,
    Note,
    Paragraph,
    Quote,
    ReportScope,
    ReportSection,
    SubHeading,
    Table,
)
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries import evidence as shown
from zaedno.features.maturity.queries import pages
from zaedno.features.maturity.queries.results import spoken, standing

TOP = 10


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    """Of the assessment named in the scope, else of the city's latest public one."""
    row = _assessment(viewer, scope)
    if row is None:
        return []
    made = [
        ReportSection("summary", blocks=_summary(viewer, row), order=40),
        ReportSection("maturity_profile", blocks=_profile(viewer, row)),
        ReportSection("gaps", blocks=_gaps(viewer, row)),
        ReportSection("uncertainty_and_objections", blocks=_uncertainty(viewer, row)),
        ReportSection("annexes", blocks=_annex(viewer, row), order=60),
    ]
    if not row.illustrative:
        return made
    return [ReportSection(s.id, "", s.blocks, s.order, illustrative=True) for s in made]


def _assessment(viewer: Viewer, scope: ReportScope) -> Assessment | None:
    if scope.assessment is None:
        return queries.latest(viewer)
    row = queries.assessments(viewer).filter(pk=scope.assessment[1]).first()
    return row if row is not None and row.public else None


def _page(row: Assessment, anchor: str = "") -> str:
    return reverse("maturity:assessment", args=[row.pk]) + (f"#{anchor}" if anchor else "")


def _summary(viewer: Viewer, row: Assessment) -> list[Block]:
    result = standing(viewer, row).result
    whole = result.overall
    if whole.score is None:
        return [Note(_("Too little was assessed to give an overall score."))]
    known = {**spoken(viewer, whole), "band": str(pages.band_name(viewer, row, whole.band))}
    said = _("Overall maturity lies between %(low)s and %(high)s of 5 (“%(band)s”). Score: ")
    first = pages.gaps(viewer, row, most=3)
    blocks: list[Block] = [
        Paragraph([said % known, Cell(known["score"], _page(row, "overall")), "."])
    ]
    if first:
        blocks.append(Paragraph(_("The most urgent gaps:")))
        blocks.append(Bullets([_gap_words(gap) for gap in first]))
    return blocks


def _gap_words(gap: pages.GapLine) -> list[str | Cell]:
    known = {"gap": number(gap.line.score.gap, 2)}
    said = _(": %(gap)s levels below its target") % known
    return [Cell(f"{gap.line.code} {gap.line.name}", gap.line.url), said]


def _profile(viewer: Viewer, row: Assessment) -> list[Block]:
    """Index and overall never stand without interval and profile."""
    result = standing(viewer, row).result
    whole = result.overall
    chart = pages.profile(viewer, row, watermark=_("DEMO DATA") if row.illustrative else "")
    table = Table(str(chart.title), _heads(), _profile_rows(viewer, row), (1, 2, 3, 5))
    alt = _("Eight bars on a scale from 1 to 5, one per dimension, and one for the whole.")
    blocks: list[Block] = [
        Paragraph(
            _("Framework %(framework)s; day of assessment %(day)s. Weights are not validated.")
            % {"framework": row.framework, "day": row.assessed_on.strftime("%d.%m.%Y")}
        ),
        Chart(intervals(chart), alt, str(chart.caption), table),
    ]
    if whole.score is not None and result.index100 is not None:
        known = {**spoken(viewer, whole), "index": number(result.index100, 1)}
        text = _(" of 5, interval %(low)s to %(high)s; index %(index)s of 100.") % known
        blocks.append(Paragraph([Cell(known["score"], _page(row, "overall")), text]))
    for part in pages.parts(viewer, row):
        blocks.append(SubHeading(f"{part.code} {part.name}", anchor=f"profile-{part.code}"))
        blocks.append(_part_table(part))
    return blocks


def _heads() -> list[str]:
    return [
        _("Dimension"),
        _("Score"),
        _("From"),
        _("To"),
        _("Band"),
        _("Coverage (percent)"),
    ]


def _profile_rows(viewer: Viewer, row: Assessment) -> list[list[str | Cell]]:
    rows: list[list[str | Cell]] = []
    for part in pages.parts(viewer, row):
        said = spoken(viewer, part.mean)
        score = Cell(said["score"], _page(row, part.code))
        coverage = number(part.mean.coverage, 0)
        name = f"{part.code} {part.name}"
        rows.append([name, score, said["low"], said["high"], str(part.band), coverage])
    whole = standing(viewer, row).result.overall
    said = spoken(viewer, whole)
    band = str(pages.band_name(viewer, row, whole.band))
    score = Cell(said["score"], _page(row, "overall"))
    coverage = number(whole.coverage, 0)
    return [*rows, [_("Overall"), score, said["low"], said["high"], band, coverage]]


def _part_table(part: pages.Part) -> Table:
    heads = [_("Indicator"), _("Score"), _("From"), _("To"), _("Evidence"), _("Target")]
    rows: list[list[str | Cell]] = []
    for line in part.lines:
        one = line.score
        target = number(one.target, 0) if one.target is not None else "–"
        rows.append(
            [
                f"{line.code} {line.name}",
                Cell(number(one.score, 2), line.url),
                number(one.low, 2),
                number(one.high, 2),
                one.grade or "–",
                target,
            ]
        )
    return Table(f"{part.code} {part.name}", heads, rows, (1, 2, 3, 5))


def _gaps(viewer: Viewer, row: Assessment) -> list[Block]:
    lines = pages.gaps(viewer, row, most=TOP)
    if not lines:
        return [Note(_("No indicator has a target above its score."))]
    heads = [
        _("Indicator"),
        _("Gap"),
        _("Vote factor"),
        _("Effort"),
        _("Priority"),
        _("Horizon"),
        _("What closes it"),
    ]
    rows = [_gap_row(gap) for gap in lines]
    reasons = [
        [Cell(gap.line.code, gap.line.url), f": {Texts(gap.plan.vote_reason)}"]
        for gap in lines
        if gap.plan
    ]
    return [
        Paragraph(
            _(
                "Priority weighs the gap by the indicator's weight, by the vote factor that a "
                "person entered with a reason, and divides it by the effort."
            )
        ),
        Table(_("The most urgent gaps"), heads, rows, (1, 2, 3, 4)),
        SubHeading(_("Reasons for the vote factors"), anchor="vote-factors"),
        Bullets(reasons),
    ]


def _gap_row(gap: pages.GapLine) -> list[str | Cell]:
    one, plan = gap.line.score, gap.plan
    closes: str | Cell = _("nothing yet")
    if gap.remedies:
        closes = Cell(gap.remedies[0].title, gap.remedies[0].url)
    elif plan and plan.accepted_for_now:
        closes = _("accepted for now: %(reason)s") % {"reason": plan.accepted_for_now}
    horizon = _("up to 6 months") if one.horizon == "quick_win" else _("up to 15 months")
    return [
        Cell(f"{gap.line.code} {gap.line.name}", gap.line.url),
        number(one.gap, 2),
        number(float(plan.vote_factor), 2) if plan else "–",
        str(plan.effort) if plan else "–",
        number(one.priority, 1),
        horizon,
        closes,
    ]


def _uncertainty(viewer: Viewer, row: Assessment) -> list[Block]:
    result = standing(viewer, row).result
    blocks: list[Block] = []
    if result.sensitivity:
        known = {"low": number(result.sensitivity[0], 2), "high": number(result.sensitivity[1], 2)}
        text = _(
            "With each weight changed by 20 percent, one at a time, the overall score stays "
            "between %(low)s and %(high)s."
        )
        blocks.append(Paragraph(text % known))
    blocks += _findings(viewer, row)
    objections = shown.objections(viewer, row)
    blocks.append(SubHeading(_("Objections"), anchor="objections"))
    if not objections:
        return [*blocks, Paragraph(_("No objections were filed."))]
    still = sum(one.state == "open" for one in objections)
    count = ngettext("%(n)d objection is open.", "%(n)d objections are open.", still)
    blocks.append(Paragraph(count % {"n": still}))
    for one in objections:
        text, lang = Texts(one.text).best(viewer.lang)
        who = str(one.organisation.name) if one.organisation else _("a resident")
        place = reverse("maturity:objections", args=[row.pk]) + f"#o{one.pk}"
        blocks.append(Quote(text, who, place, lang))
        answer = Texts(one.answer).best(viewer.lang)[0]
        said = _("Answer: %(answer)s") % {"answer": answer} if answer else _("Not answered yet.")
        blocks.append(Paragraph(said))
    return blocks


def _findings(viewer: Viewer, row: Assessment) -> list[Block]:
    result = standing(viewer, row).result
    items: list[list[str | Cell]] = []
    for line in pages.lines_for(viewer, row, result.perception_findings):
        known = {"gap": number(line.score.perception_gap, 0)}
        said = _(": stakeholders and administration lie apart (%(gap)s levels)") % known
        items.append([Cell(f"{line.code} {line.name}", line.url), said])
    for line in pages.lines_for(viewer, row, result.capped):
        known = {"gap": number(line.score.evidence_gap, 1)}
        said = _(": %(gap)s levels are claimed but not shown by evidence") % known
        items.append([Cell(f"{line.code} {line.name}", line.url), said])
    for line in pages.lines_for(viewer, row, result.not_assessed):
        items.append([Cell(f"{line.code} {line.name}", line.url), _(": not assessed")])
    return [SubHeading(_("Findings"), anchor="findings"), Bullets(items)] if items else []


def _annex(viewer: Viewer, row: Assessment) -> list[Block]:
    """Every piece of evidence with its grade and address."""
    items = shown.evidence_for(viewer, row)
    if not items:
        return []
    heads = [_("Evidence"), _("Indicator"), _("Type"), _("Date"), _("Grade")]
    rows = [
        [
            Cell(f"{item.code} {item.title}", reverse("maturity:evidence", args=[item.pk])),
            item.indicator,
            item.type,
            item.date.show(viewer.lang),
            item.grade,
        ]
        for item in items
    ]
    return [
        SubHeading(_("Evidence of the assessment"), anchor="evidence"),
        Table(_("Evidence"), heads, rows),
    ]
