"""What is told of an opinion map: on the terminal, as a page, and as one JSON document."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import fill
from typing import Any

import numpy as np

from zaedno.algorithms.cli import page
from zaedno.algorithms.cli.frame import _, bar, decimal, ngettext, table, width
from zaedno.algorithms.cli.opinions_chart import (
    HATCH,
    NARROW,
    drawing,
    group_name,
    map_name,
    vote_bar,
)
from zaedno.algorithms.cli.opinions_files import Conversation
from zaedno.algorithms.opinion.findings import Finding
from zaedno.algorithms.opinion.groups import agreement
from zaedno.algorithms.opinion.mapping import POLIS, OpinionMap
from zaedno.algorithms.opinion.stability import Stability

RIGHT = "  rrr"
NARROWEST, SENTENCE = 30, 96
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, eq=False)
class Result:
    """A conversation with its map; `stability` is None where it was not asked for."""

    conversation: Conversation
    found: OpinionMap
    stability: Stability | None
    seed: str

    @property
    def published_agreement(self) -> float | None:
        """Adjusted Rand index with the groups of the export, where it has any."""
        published = self.conversation.published
        if published is None:
            return None
        both = (published >= 0) & (self.found.labels >= 0)
        return agreement(published[both], self.found.labels[both])


def percent(share: float) -> str:
    """A share in whole per cent.

    >>> percent(0.284)
    '28 %'
    """
    return f"{share * 100:.0f} %"


def text_of(conversation: Conversation, column: int) -> str:
    """The text of a statement, or its identifier where no text is known."""
    statement = conversation.votes.statements[column]
    told = conversation.texts.get(statement.item())
    return " ".join(told.split()) if told else _("Statement {name}").format(name=statement)


def counted(result: Result) -> str:
    """One sentence on what was counted."""
    votes, found = result.conversation.votes, result.found
    return _(
        "{votes} votes of {people} people on {statements} statements, {out} of them taken out; "
        "{shown} people are on the map."
    ).format(
        votes=decimal(len(votes)),
        people=decimal(len(votes.participants)),
        statements=decimal(len(votes.statements)),
        out=int((~found.live).sum()),
        shown=decimal(int(found.plane.shown.sum())),
    )


def verdict(result: Result) -> str:
    """Whether the groups are stable, with the figures."""
    found = result.stability
    if result.found.groups.number < 2:
        return _("The votes show no separate groups.")
    if found is None:
        return _("Whether the groups are stable was not tested.")
    told = (
        _(
            "Stable groups: with a tenth of the votes left out they are found again with an "
            "agreement of {median} (median of {times} repetitions, least {least})."
        )
        if found.stable
        else _(
            "No stable groups: with a tenth of the votes left out the agreement is only {median} "
            "(median of {times} repetitions, least {least}; 0.70 is needed). The groups below are "
            "one of several readings."
        )
    )
    return told.format(
        median=decimal(found.median, 2), least=decimal(found.least, 2), times=len(found.agreements)
    )


def notes(result: Result) -> list[str]:
    """What else must be known when the map is read."""
    told = []
    if undecided := result.conversation.votes.undecided:
        told.append(
            ngettext(
                "{count} pair of different votes at the same moment counts as a pass.",
                "{count} pairs of different votes at the same moment count as passes.",
                undecided,
            ).format(count=undecided)
        )
    if (published := result.published_agreement) is not None:
        told.append(
            _("Agreement with the groups of the export: {figure} (1 is the same).").format(
                figure=decimal(published, 2)
            )
        )
    return told


def side(finding: Finding) -> str:
    """The side of a finding in a word."""
    return _("agrees") if finding.side > 0 else _("disagrees")


def shares(result: Result, finding: Finding) -> list[str]:
    """Count and share of the group, and how the others stand where the finding is a group's."""
    told = [
        _("{count} of {trials}").format(count=finding.count, trials=finding.trials),
        percent(finding.count / max(finding.trials, 1)),
    ]
    if finding.contrast is None:
        return told
    if result.found.mode is POLIS:
        return [*told, f"× {decimal(finding.contrast, 1)}"]
    agree, disagree, _seen = (
        int(c[finding.group, finding.column]) for c in result.found.counts.others.tables
    )
    count = agree if finding.side > 0 else disagree
    return [*told, percent(count / max(agree + disagree, 1))]


def finding_table(result: Result, findings: list[Finding]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for findings of a group, or of everybody."""
    grouped = any(f.contrast is not None for f in findings)
    others = _("against the others") if result.found.mode is POLIS else _("others")
    headings = [_("statement"), _("side"), _("people"), _("share"), *([others] if grouped else [])]
    rows = [[text_of(result.conversation, f.column), side(f), *shares(result, f)] for f in findings]
    return headings, rows


def group_rows(result: Result) -> list[list[str]]:
    """Name, people and share of each group, the largest first."""
    members = result.found.groups.members
    return [
        [group_name(g), decimal(people), percent(people / members.sum())]
        for g, people in enumerate(members)
    ]


def parts_of(result: Result) -> Iterator[tuple[str, list[Finding], str]]:
    """Heading, findings and what to say where there are none: of each group, then of all."""
    if result.found.groups.number > 1:
        for group, findings in enumerate(result.found.representative):
            title = _("What sets group {group} apart").format(group=group_name(group))
            yield title, findings, _("Nothing that stands out against chance.")
    yield (
        _("Common ground"),
        result.found.consensus,
        _("No statement on which every group has a clear majority."),
    )


def text(result: Result) -> str:
    """The summary for a terminal."""
    told = [result.conversation.title, counted(result), ""]
    members = result.found.groups.members
    rows = [
        [*row, bar(people / members.sum())]
        for row, people in zip(group_rows(result), members, strict=True)
    ]
    told += [table([_("group"), _("people"), _("share"), ""], rows, " rr"), ""]
    told += [fill(sentence, SENTENCE) for sentence in (verdict(result), *notes(result))]
    for title, findings, nothing in parts_of(result):
        told += ["", title, "", _text_table(result, findings) if findings else nothing]
    return "\n".join(told)


def _text_table(result: Result, findings: list[Finding]) -> str:
    """The statement comes last and is cut to the width of the terminal."""
    headings, rows = finding_table(result, findings)
    turned = [[*row[1:], row[0]] for row in (headings, *rows)]
    taken = sum(max(width(row[c]) for row in turned) + 2 for c in range(len(headings) - 1))
    room = max(shutil.get_terminal_size((100, 24)).columns - taken, NARROWEST)
    for row in turned[1:]:
        row[-1] = _cut(row[-1], room)
    return table(turned[0], turned[1:], RIGHT[1 : len(headings)])


def _cut(told: str, room: int) -> str:
    """The text, with an ellipsis where it takes more than `room` columns.

    >>> _cut("one two", 7), _cut("one two", 5)
    ('one two', 'one…')
    """
    if width(told) <= room:
        return told
    while width(told) > room - 1:
        told = told[:-1]
    return told.rstrip() + "…"


def report(result: Result) -> str:
    """The page."""
    parts = [page.section(_("The map"), *_map_parts(result))]
    for title, findings, nothing in parts_of(result):
        inside = _page_table(result, findings) if findings else page.paragraph(nothing)
        parts.append(page.section(title, inside))
    parts.append(page.section(_("All statements"), *_statement_parts(result)))
    parts.append(page.section(_("How this was counted"), *_method_parts(result)))
    return page.page(result.conversation.title, counted(result), parts)


def _page_table(result: Result, findings: list[Finding]) -> str:
    headings, rows = finding_table(result, findings)
    rows = [[row[0], *(cell.replace(" ", NARROW) for cell in row[1:])] for row in rows]
    caption = (
        _("Agreements first, then rejections")
        if findings[0].contrast is None or result.found.mode is POLIS
        else _("The largest difference first")
    )
    return page.table(caption, headings, rows, RIGHT[: len(headings)])


def _map_parts(result: Result) -> Iterator[str]:
    drawn, size = drawing(result.found)
    yield page.paragraph(verdict(result))
    yield from map(page.paragraph, notes(result))
    yield page.figure(
        map_name(),
        drawn,
        size,
        _(
            "Each mark stands for people who voted nearly alike; its area is their number, its "
            "shape and colour their group. Near means alike, the axes have no names."
        ),
    )
    headings = [_("group"), _("people"), _("share")]
    yield page.table(_("Groups"), headings, group_rows(result), " rr")
    groups = result.found.groups
    rows = [
        [group_name(int(groups.base_groups[b])), int(groups.sizes[b]), *_place(groups.centres[b])]
        for b in np.lexsort((-groups.sizes, groups.base_groups))
    ]
    headings = [_("group"), _("people"), _("first axis"), _("second axis")]
    inside = page.table(_("The marks of the map"), headings, rows, " rrr")
    summary = escape(_("The map as a table"))
    yield f"<details><summary>{summary}</summary>{inside}</details>"


def _place(centre: Any) -> list[str]:
    return [decimal(value, 2) for value in centre]


def _statement_parts(result: Result) -> Iterator[str]:
    yield page.paragraph(
        _(
            "Bars: agreement full, passes empty, disagreement hatched; beside them the shares that "
            "agree and that disagree, of all who voted; a dash where fewer than five voted. "
            "Statements with the most common ground come first."
        ),
        soft=True,
    )
    yield HATCH
    caption = escape(_("Votes of each group"))
    groups = range(result.found.groups.number)
    headings = [_("statement"), *(group_name(g) for g in groups), _("votes")]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in headings)
    counts, common = result.found.counts, result.found.common
    body = []
    for column in np.argsort(-np.where(result.found.live, common, -1), kind="stable").tolist():
        if not result.found.live[column]:
            continue
        cells = "".join(
            f"<td>{vote_bar(*(int(t[g, column]) for t in counts.tables))}</td>" for g in groups
        )
        told = escape(text_of(result.conversation, column))
        seen = int(result.found.everybody.seen[0, column])
        body.append(
            f'<tr><th scope="row">{told}</th>{cells}<td class="r">{decimal(seen)}</td></tr>'
        )
    yield (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _method_parts(result: Result) -> Iterator[str]:
    scores = result.found.groups.silhouettes
    yield page.facts(
        [
            (_("mode"), result.found.mode.name),
            (_("seed of the repetitions"), result.seed),
            (
                _("separation by number of groups"),
                ", ".join(f"{k}: {decimal(score, 2)}" for k, score in scores.items()) or "–",
            ),
        ]
    )
    yield page.paragraph(
        _("The same votes, in any order, give the same map.")
        if result.found.mode is POLIS
        else _(
            "Shares of what sets groups apart and of common ground are among those who took a "
            "side; a pass is no disagreement. Of all findings at most one in ten is expected to be "
            "chance. The same votes, in any order, give the same map."
        )
    )


def document(result: Result) -> dict[str, Any]:
    """The result in the shape that the command's docstring describes."""
    conversation, found = result.conversation, result.found
    votes, tested = conversation.votes, result.stability
    return {
        "title": conversation.title,
        "mode": found.mode.name,
        "seed": result.seed,
        "votes": len(votes),
        "undecided": votes.undecided,
        "stability": tested
        and {
            "stable": tested.stable,
            "median": tested.median,
            "least": tested.least,
            "agreements": list(tested.agreements),
            "numbers": {str(k): times for k, times in tested.numbers.items()},
            "people": tested.people,
        },
        "silhouettes": {str(k): score for k, score in found.groups.silhouettes.items()},
        "published_agreement": result.published_agreement,
        "variances": found.plane.axes.variances.tolist(),
        "groups": [
            {
                "group": LETTERS[g],
                "people": int(people),
                "representative": [_finding(result, f) for f in found.representative[g]],
            }
            for g, people in enumerate(found.groups.members)
        ],
        "common_ground": [_finding(result, f) for f in found.consensus],
        "statements": [_statement(result, c) for c in range(len(votes.statements))],
        "participants": [_participant(result, p) for p in range(len(votes.participants))],
    }


def _finding(result: Result, finding: Finding) -> dict[str, Any]:
    names = ("count", "trials", "share", "test", "contrast", "contrast_test", "chance")
    return {
        "statement": result.conversation.votes.statements[finding.column].item(),
        "side": finding.word,
    } | {name: getattr(finding, name) for name in names}


def _statement(result: Result, column: int) -> dict[str, Any]:
    conversation, found = result.conversation, result.found
    statement = conversation.votes.statements[column].item()
    return {
        "statement": statement,
        "text": conversation.texts.get(statement, ""),
        "taken_out": bool(conversation.excluded[column]),
        "meta": bool(conversation.meta[column]),
        "mean": float(found.plane.axes.means[column]),
        "loadings": found.plane.axes.loadings[:, column].tolist(),
        "extremity": float(found.extremity[column]),
        "common": float(found.common[column]),
        "priority": float(found.priorities[column]),
        "groups": [
            {"agree": int(a), "disagree": int(d), "seen": int(s)}
            for a, d, s in zip(*(t[:, column] for t in found.counts.tables), strict=True)
        ],
    }


def _participant(result: Result, place: int) -> dict[str, Any]:
    found, label = result.found, int(result.found.labels[place])
    x, y = found.plane.places[place].tolist()
    return {
        "participant": result.conversation.votes.participants[place].item(),
        "x": x,
        "y": y,
        "group": LETTERS[label] if label >= 0 else None,
    }
