"""Replies from a table: the columns are the numbers printed on the sheet, the mistakes have lines.

Options are named by their numbers; several are parted by a semicolon: `1;3`. A ranking lists the
options from the first place on, a matrix pairs row and option: `1=2;2=4`. What was written beside
"other" follows a colon: `other: by boat`. A place is numbers, a point from the next parted by a
semicolon (`42.69, 23.32; 42.70, 23.33`), or `words: by the bridge`. Files cannot stand in a table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from zaedno.platform.forms.forms import OTHER, PageForm, name_of
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Question

SHEET, WORDS = "sheet", "words"
MOST_ROWS, MOST_MISTAKES = 5000, 50
Kind = Question.Kind


@dataclass
class Read:
    """Replies by the number of their sheet, or what is wrong with the table."""

    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)


def read(outline: Outline, text: str) -> Read:
    """Everything or nothing: one mistake is enough that no reply is given back."""
    found = Read()
    by_code = {outline.codes[q.pk]: q for q in outline.questions()}
    table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), strict=True)
    try:
        found.mistakes += list(_heads(table.fieldnames or [], by_code))
        if not found.mistakes:
            for row in table:
                _one(found, by_code, row, table.line_num)
    except csv.Error as error:
        told = _("Line %(line)d cannot be read as a table: %(error)s.")
        found.mistakes.append(told % {"line": table.line_num, "error": error})
    if not found.sheets and not found.mistakes:
        found.mistakes.append(_("There is no reply in the table."))
    if found.mistakes:
        found.sheets.clear()
        del found.mistakes[MOST_MISTAKES:]
    return found


def _heads(names: Any, by_code: dict[str, Question]) -> Iterator[str]:
    if SHEET not in names:
        yield _("The first line has to name a column “sheet” with the number of the sheet.")
    for name in names:
        if name != SHEET and name not in by_code:
            yield _("There is no question “%(name)s” in this survey.") % {"name": name}


def _one(found: Read, by_code: dict[str, Question], row: dict[str, Any], line: int) -> None:
    sheet = (row.get(SHEET) or "").strip()[:40]

    def wrong(said: str) -> None:
        if len(found.mistakes) < MOST_MISTAKES:
            found.mistakes.append(_("Line %(line)d: %(said)s") % {"line": line, "said": said})

    if None in row:
        wrong(_("it has more cells than the first line."))
    elif not sheet:
        wrong(_("the number of the sheet is missing."))
    elif sheet in found.sheets:
        wrong(_("sheet %(number)s stands in the table twice.") % {"number": sheet})
    elif len(found.sheets) >= MOST_ROWS:
        wrong(_("a table has at most 5000 replies."))
    else:
        cells = {code: (row.get(code) or "").strip() for code in by_code}
        for code, question in by_code.items():
            if question.kind == Kind.FILE and cells[code]:
                wrong(
                    _("%(code)s: a file cannot come in a table; enter the sheet singly.")
                    % {"code": code}
                )
        form = PageForm(
            data=_data(by_code, cells), questions=list(by_code.values()), answers={}, lenient=True
        )
        for name, errors in form.errors.items():
            code = next((c for c, q in by_code.items() if name.startswith(name_of(q))), "")
            for one in errors:
                wrong(f"{code}: {one}")
        found.sheets[sheet] = form.valid_answers()


def _data(by_code: dict[str, Question], cells: dict[str, str]) -> MultiValueDict[str, Any]:
    data: MultiValueDict[str, Any] = MultiValueDict()
    for code, question in by_code.items():
        for name, values in _cell(question, cells[code]):
            data.setlist(name, values)
    return data


def _cell(question: Question, cell: str) -> Iterator[tuple[str, list[str]]]:
    """A cell as the form's own inputs would send it."""
    name, pieces = name_of(question), [one.strip() for one in cell.split(";") if one.strip()]
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        chosen = []
        for piece in pieces:
            head, _colon, words = piece.partition(":")
            chosen.append(head.strip())
            if head.strip() == OTHER:
                yield f"{name}_{OTHER}", [words.strip()]
        # More than one for a single choice is a mistake that its own words tell.
        yield name, chosen if question.kind == Kind.MULTIPLE else [";".join(chosen)]
    elif question.kind == Kind.RANKING:
        for place, option in enumerate(pieces, 1):
            yield f"{name}_{option}", [str(place)]
    elif question.kind == Kind.MATRIX:
        for piece in pieces:
            row, _equals, option = piece.partition("=")
            yield f"{name}_{row.strip()}", [option.strip()]
    elif question.places:
        head, _colon, words = cell.partition(":")
        inwords = head.strip() == WORDS
        yield (f"{name}_words", [words.strip()]) if inwords else (f"{name}_numbers", [cell])
    elif question.kind == Kind.FILE:
        return
    elif question.kind == Kind.CONSENT:
        yield name, ["on"] if cell.lower() in ("1", "yes", "да", "x") else []
    else:
        yield name, [cell]
