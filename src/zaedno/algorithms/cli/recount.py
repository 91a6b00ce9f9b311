"""`zaedno recount FOLDER`: count published elections again and name what differs.

Exit code 0 when every file reads and agrees, 1 when one does not, 2 when the folder cannot be used.
"""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import Any

from zaedno.algorithms.budget.pabulib import parse
from zaedno.algorithms.budget.recount import DIFFERS, SAME, UNKNOWN, Recount, recount
from zaedno.algorithms.cli.frame import (
    _,
    ngettext,
    parser,
    perform,
    progress,
    read_text,
    table,
    whole,
)
from zaedno.algorithms.cli.rules import ids
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop

PROCESSES = 2


@dataclass(frozen=True)
class Line:
    """One file: its name, and what was found, or the sentence and values of its fault."""

    file: str
    found: Recount | None = None
    fault: tuple[str, dict[str, Any]] | None = None

    @property
    def good(self) -> bool:
        return self.found is not None and not self.found.differs


def main(words: Sequence[str]) -> int:
    """Recount a folder; the exit code."""
    about = gettext_noop(
        "Count published elections again: votes, and winners where the rule is known."
    )
    made = parser("recount", about, words)
    made.add_argument("folder", type=Path, help=_("a folder with Pabulib files, or one file"))
    about_ties = _("what breaks ties, in order; usually the order in the file")
    made.add_argument("--ties", type=ids, default=("file",), metavar="KEYS", help=about_ties)
    made.add_argument("--seed", default="", help=_("public seed of the lot"))
    made.add_argument("--all", action="store_true", help=_("show every file, not only the misses"))
    together = min(PROCESSES, os.cpu_count() or 1)
    about_processes = _("how many files are counted at once")
    made.add_argument("--processes", type=whole, default=together, help=about_processes)
    asked = made.parse_args(words)
    return perform(lambda: _recount(asked))


def _recount(asked: Namespace) -> int:
    asked.folder.stat()  # what is not there is a mistake of the command, not of a file
    found = asked.folder.rglob("*.pb") if asked.folder.is_dir() else [asked.folder]
    paths = sorted(path for path in found if not path.is_dir())
    if not paths:
        raise InputFault(gettext_noop("There are no .pb files in {folder}."), folder=asked.folder)
    work = [(path, asked.ties, asked.seed) for path in paths]
    lines = []
    with progress(_("files"), len(work)) as step:
        for line in _each(work, asked.processes):
            lines.append(line)
            step()
    if asked.json:
        print(json.dumps(_document(lines), ensure_ascii=False, indent=1))
    else:
        _show(lines, asked.all)
    return 0 if all(line.good for line in lines) else 1


def _each(work: Sequence[tuple[Path, Sequence[str], str]], processes: int) -> Iterable[Line]:
    """The lines in the order of the files, large files spread over the processes."""
    if processes < 2 or len(work) < 2:
        yield from map(one, work)
        return
    # Ctrl-C reaches every process; only the one that tells the result has to heed it.
    with ProcessPoolExecutor(min(processes, len(work)), None, signal, (SIGINT, SIG_IGN)) as pool:
        yield from pool.map(one, work, chunksize=4)


def one(work: tuple[Path, Sequence[str], str]) -> Line:
    """Read and recount one file."""
    path, chain, seed = work
    try:
        return Line(path.name, recount(parse(read_text(path)), chain, seed))
    except InputFault as fault:
        return Line(path.name, None, (fault.sentence, fault.values))
    except OSError:
        return Line(path.name, None, (gettext_noop("the file cannot be opened."), {}))


def _show(lines: Sequence[Line], every: bool) -> None:
    """The table by rule, every file if asked for, then each miss by name."""
    print(_table(lines))
    if every:
        print()
        for line in lines:
            told = line.found
            if told:
                print(f"{line.file}: {_(told.published)}, {_(told.strict)}, {_(told.winners)}")
    misses = [told for line in lines for told in _misses(line)]
    if misses:
        print()
        print("\n".join(misses))
    good = sum(line.good for line in lines)
    print()
    print(_("{good} of {files} files agree.").format(good=good, files=len(lines)))


def _table(lines: Sequence[Line]) -> str:
    """Numbers of files by the rule they name."""
    rules = Counter(line.found.rule for line in lines if line.found)
    rows: list[list[object]] = []
    for rule, files in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])):
        found = [line.found for line in lines if line.found and line.found.rule == rule]
        rows.append(_row(rule or "—", files, found))
    found = [line.found for line in lines if line.found]
    rows.append(_row(_("all"), len(lines), found))
    headings = [
        _("rule"),
        _("files"),
        _("unreadable"),
        _("votes as published"),
        _("votes strictly"),
        _("winners"),
        _("rule unknown"),
        _("decided by a tie"),
    ]
    return table(headings, rows, " rrrrrrr")


def _row(name: str, files: int, found: Sequence[Recount]) -> list[object]:
    def share(values: Sequence[str]) -> str:
        known = [value for value in values if value in (SAME, DIFFERS)]
        return f"{known.count(SAME)} / {len(known)}"

    return [
        name,
        files,
        files - len(found),
        share([f.published for f in found]),
        share([f.strict for f in found]),
        share([f.winners for f in found]),
        sum(f.winners == UNKNOWN for f in found),
        sum(f.tied for f in found),
    ]


def _misses(line: Line) -> Iterator[str]:
    """Everything about a file that a reader should look at."""
    if line.fault:
        sentence, values = line.fault
        yield f"{line.file}: {InputFault(sentence, **values).told(_)}"
    found = line.found
    if not found:
        return
    if found.published == DIFFERS:
        told = _("the votes differ from the ballots for: {projects}")
        yield f"{line.file}: {told.format(projects=', '.join(found.votes) or '…')}"
    if found.repeats:
        told = ngettext(
            "a project stands twice in a ballot: {number} time",
            "a project stands twice in a ballot: {number} times",
            found.repeats,
        ).format(number=found.repeats)
        counted = _("the published votes count both") if found.strict == DIFFERS else ""
        yield f"{line.file}: {', '.join(filter(None, [told, counted]))}"
    if found.winners == DIFFERS:
        told = _("other winners; funded officially but not here: {missing}; only here: {extra}")
        missing, extra = (", ".join(ids) or "—" for ids in (found.missing, found.extra))
        yield f"{line.file}: {told.format(missing=missing, extra=extra)}"
    if found.score == DIFFERS:
        said = _("the published score is another one")
        yield f"{line.file}: {said}"
    yield from (f"{line.file}: {note}" for note in found.notes)


def _document(lines: Sequence[Line]) -> dict[str, Any]:
    """The JSON document: `files` with one object each, and how many `agree`."""
    files = []
    for line in lines:
        told: dict[str, Any] = {"file": line.file, "agrees": line.good}
        if line.fault:
            told["fault"] = str(InputFault(line.fault[0], **line.fault[1]))
        files.append(told | (asdict(line.found) if line.found else {}))
    return {"files": files, "agree": sum(line.good for line in lines), "of": len(lines)}
