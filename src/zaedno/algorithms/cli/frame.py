"""What all calculating commands share: language, flags, errors, tables, bars, files.

Each command's module has `main(words) -> int`: it builds a parser with `parser`, and gives it and
its work to `perform`. Answers go to standard output, progress and errors to standard error. A
mistake of the input ends with one sentence and exit code 2, and no file is written.
"""

from __future__ import annotations

import argparse
import gettext
import io
import math
import os
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = ("en", "bg")
FAULT, INTERRUPTED = 2, 130
COMMA = str.maketrans({",": "\u00a0", ".": ","})
EIGHTHS = " ▏▎▍▌▋▊▉█"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(sentence: str) -> str:
    """The sentence in the language of this command."""
    return _catalogue.gettext(sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence for this number of things; the number is put in by the caller."""
    return _catalogue.ngettext(one, many, number)


# argparse looks its own words up by these names when it says them; a catalogue knows only sentences
# that stand in a source, so those that a person can meet stand here.
argparse._, argparse.ngettext = _, ngettext  # type: ignore[attr-defined]
ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("ignored explicit argument %r"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
)


def language() -> str:
    """The code of the language of this command.

    >>> choose_language(["--language", "bg"]), language(), choose_language(["--language=en"])
    ('bg', 'bg', 'en')
    """
    return _language


def choose_language(words: Sequence[str]) -> str:
    """`--language bg` where given, else what the environment says, else English."""
    global _catalogue, _language
    asked = [w.partition("=")[2] for w in words if w.startswith("--language=")]
    asked += [after for w, after in pairwise(words) if w == "--language"]
    told = asked or [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    code = next((t[:2].lower() for t in told if t), "en")
    _language = code if code in LANGUAGES else "en"
    _catalogue = gettext.translation("django", LOCALE, [_language], fallback=True)
    return _language


def decimal(value: float | Decimal, digits: int = 0) -> str:
    """A number as the language of this command writes it, with so many decimals.

    >>> choose_language(["--language=bg"]), decimal(1030, 1), decimal(-0.5, 2)
    ('bg', '1\xa0030,0', '−0,50')
    >>> choose_language(["--language=en"]), decimal(1030, 1)
    ('en', '1,030.0')
    """
    told = f"{value:,.{digits}f}".replace("-", "\u2212")
    return told.translate(COMMA) if _language == "bg" else told


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(FAULT, f"{self.prog}: {message}\n")


def whole(text: str) -> int:
    """A whole number, as a type of flags.

    >>> whole("24"), whole("-1")
    (24, -1)
    """
    try:
        return int(text)
    except ValueError as fault:
        told = _("“{found}” is not a whole number.").format(found=text)
        raise argparse.ArgumentTypeError(told) from fault


def number(text: str) -> float:
    """A finite number, as a type of flags.

    >>> number("0.5")
    0.5
    """
    try:
        told = float(text)
    except ValueError:
        told = math.nan
    if not math.isfinite(told):
        raise argparse.ArgumentTypeError(_("“{found}” is not a number.").format(found=text))
    return told


def parser(name: str, about: str, words: Sequence[str]) -> Parser:
    """A parser for `zaedno NAME` with the flags that every calculating command has.

    `about` is a sentence marked for translation; it is translated here.
    """
    choose_language(words)
    # The language is sought before anything is parsed, so flags are only known by their full names.
    made = Parser(prog=f"zaedno {name}", description=_(about), allow_abbrev=False)
    made.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    made.add_argument(
        "--language", choices=LANGUAGES, default=_language, help=_("language of the words")
    )
    return made


def perform(work: Callable[[], int | None]) -> int:
    """Do the work; a mistake of the input becomes a sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # bars and names are more than any old code page
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = work() or 0
        sys.stdout.flush()  # a closed pipe is noticed here, not when the interpreter ends
        return code
    except InputFault as fault:
        print(fault.told(_), file=sys.stderr)
    except FileNotFoundError as fault:
        print(_("There is no file {path}.").format(path=fault.filename), file=sys.stderr)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (IsADirectoryError, NotADirectoryError, PermissionError) as fault:
        print(_("{path} cannot be opened.").format(path=fault.filename), file=sys.stderr)
    except OSError as fault:
        told = _("{path} cannot be used: {reason}.")
        print(told.format(path=fault.filename or "stdout", reason=fault.strerror), file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    return FAULT


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, a byte order mark taken off; `InputFault` names a bad byte."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise InputFault(
            gettext_noop("{path}, line {line}: this is not UTF-8 text."), path=path, line=line
        ) from fault


def write_whole(files: Mapping[Path, str]) -> None:
    """Write all files or none, each at once: a half-written one never stands under its name."""
    spares: dict[Path, str] = {}
    path = Path()
    try:
        for path, text in files.items():
            folder = _folder(path)
            if not _is_device(path):
                handle, spares[path] = tempfile.mkstemp(dir=folder, prefix=f".{path.name[:40]}.")
                with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                    file.write(text)
                os.chmod(spares[path], 0o644)
        for path, text in files.items():
            if _is_device(path):
                path.write_text(text, encoding="utf-8", errors="replace")
            else:
                os.replace(spares[path], path)
                del spares[path]
    except OSError as fault:
        raise InputFault(
            gettext_noop("{path} cannot be written: {reason}."), path=path, reason=fault.strerror
        ) from fault
    finally:
        for spare in spares.values():
            os.unlink(spare)


def _is_device(path: Path) -> bool:
    """Whether it is something like /dev/stdout, which is written to and never replaced."""
    return path.exists() and not path.is_file()


def _folder(path: Path) -> Path:
    """The folder in which a file can be written; `InputFault` where it or its name is none."""
    if path.is_dir():
        raise InputFault(gettext_noop("{path} is a folder, a file cannot be written."), path=path)
    if not path.parent.is_dir():
        raise InputFault(
            gettext_noop("{path} cannot be written: there is no folder {folder}."),
            path=path,
            folder=path.parent,
        )
    return path.parent


def width(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]], right: str = "") -> str:
    """A text table; `right` has an `r` for each column that is set to the right, else any sign.

    >>> print(table(["id", "votes"], [["a", 7], ["bb", 1200]], " r"))
    id  votes
    ──  ─────
    a       7
    bb   1200
    """
    cells = [[str(c) for c in row] for row in (headings, *rows)]
    wide = [max(width(row[i]) for row in cells) for i in range(len(headings))]
    flags = right.ljust(len(headings))

    def line(row: Sequence[str]) -> str:
        told = [
            " " * (w - width(c)) + c if f == "r" else c + " " * (w - width(c))
            for c, w, f in zip(row, wide, flags, strict=True)
        ]
        return "  ".join(told).rstrip()

    rule = "  ".join("─" * w for w in wide)
    return "\n".join([line(cells[0]), rule, *(line(row) for row in cells[1:])])


def bar(share: float, columns: int = 20) -> str:
    """A bar for a share of 0..1, to an eighth of a column.

    >>> bar(0.5, 4), bar(0.03, 4)
    ('██', '')
    """
    eighths = int(min(max(share, 0.0), 1.0) * columns * 8)
    return (EIGHTHS[8] * (eighths // 8) + EIGHTHS[eighths % 8]).rstrip()


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Call what it gives once for each of `total` steps; draws only where a person watches."""
    done, shown = 0, sys.stderr.isatty() and total > 1

    def step() -> None:
        nonlocal done
        done += 1
        if shown:
            told = f"{label} {bar(done / total, 30):<30} {done} / {total}"
            print(f"\r{told}", end="", file=sys.stderr, flush=True)

    try:
        yield step
    finally:
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
