"""Minutes: sentences whose figures are references to rows. Words may be mended, figures not.

A passage keeps its text with a key for each figure, between two signs that nobody types. In the
form a figure stands as `⟦2: 23⟧`; it may be moved within the passage, and nothing else.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.minutes import MOST_TEXT
from zaedno.features.workshops.rules.roles import as_counter, as_planner

OPEN, CLOSE = "\ue000", "\ue001"
REFERENCE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
SHOWN = re.compile(r"⟦\s*(\d+)\s*:([^⟧]*)⟧")
OVER = ("results_draft", "validated", "published")
FINAL = ("validated", "published")


@dataclass(frozen=True)
class Figure:
    """A number, a date or somebody's own words, as the records have them, and where they stand."""

    key: str
    text: str
    href: str = ""


@dataclass
class Passage:
    """Some sentences of the minutes. `text` holds the figures by their keys."""

    key: str
    heading: str = ""
    text: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)
    invented: bool = False

    def figure(self, key: str, value: object, href: str = "") -> str:
        """Lay a figure down and return what stands for it in the sentence."""
        clean = str(value).replace(OPEN, "").replace(CLOSE, "")
        self.figures[key] = Figure(key, clean, href)
        return f"{OPEN}{key}{CLOSE}"

    def quote(self, key: str, words: str, href: str = "") -> str:
        """Somebody's own words: a reference too, so that nobody mends what another one said."""
        return _("“%(words)s”") % {"words": self.figure(key, words, href)}

    def say(self, sentence: str, *, line: bool = False) -> None:
        """Add a sentence; `line` begins a new line.

        A date may end with a full stop of its own („2027 г.“): one is enough at the end.
        """
        dotted = [f.key for f in self.figures.values() if f.text.endswith(".")]
        for key in dotted:
            sentence = sentence.replace(f"{OPEN}{key}{CLOSE}.", f"{OPEN}{key}{CLOSE}")
        gap = "\n" if line else " "
        self.text = f"{self.text}{gap}{sentence}" if self.text else sentence

    @property
    def basis(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def pieces(text: str, figures: dict[str, Figure]) -> list[str | Figure]:
    """The text cut at its references."""
    parts = REFERENCE.split(text)
    cut: list[str | Figure] = []
    for at, part in enumerate(parts):
        if at % 2:
            cut.append(figures[part])
        elif part:
            cut.append(part)
    return cut


def complete(text: str, figures: dict[str, Figure]) -> bool:
    """Whether every reference of the text still has its figure."""
    return set(REFERENCE.findall(text)) <= set(figures)


def plain(text: str, figures: dict[str, Figure]) -> str:
    return "".join(p if isinstance(p, str) else p.text for p in pieces(text, figures))


def for_form(text: str, figures: dict[str, Figure]) -> str:
    """As one edits it: each figure with its number in the list below the field."""
    numbers = {key: n for n, key in enumerate(figures, start=1)}
    return REFERENCE.sub(lambda m: f"⟦{numbers[m[1]]}: {figures[m[1]].text}⟧", text)


def from_form(typed: str, figures: dict[str, Figure]) -> str:
    """Back to keys; call `figures_stand` first."""
    keys = list(figures)
    cleaned = typed.replace(OPEN, "").replace(CLOSE, "").replace("\r\n", "\n").strip()
    return SHOWN.sub(lambda m: f"{OPEN}{keys[int(m[1]) - 1]}{CLOSE}", cleaned)


def figures_stand(typed: str, figures: dict[str, Figure]) -> Verdict:
    """Each figure stands there exactly once and says what the records say."""
    listed = list(figures.values())
    seen = []
    for match in SHOWN.finditer(typed):
        number, said = int(match[1]), match[2].strip()
        if not 1 <= number <= len(listed):
            wrong = _("There is no figure %(n)d in this passage.")
            return deny(wrong % {"n": number})
        meant = listed[number - 1].text
        if said != meant.strip():
            wrong = _(
                "Figure %(n)d is “%(meant)s” in the records and can't be typed over with "
                "“%(said)s”. Correct the record it was counted from."
            )
            return deny(wrong % {"n": number, "meant": meant, "said": said})
        seen.append(number)
    for number, figure in enumerate(listed, start=1):
        if seen.count(number) != 1:
            wrong = _(
                "Figure %(n)d (“%(meant)s”) must stand in the text once. Put ⟦%(n)d: %(meant)s⟧ "
                "back, or give the passage back to the records."
            )
            return deny(wrong % {"n": number, "meant": figure.text})
    return allow()


def may_read(viewer: Viewer, *, state: str, took_part: bool, shown: bool) -> Verdict:
    """`shown`: the draft was laid before those who took part, or a version was given out."""
    if state in ("planned", "cancelled"):
        return deny(_("There are no minutes before the workshop begins."))
    if as_counter(viewer) or viewer.has("editor") or (took_part and shown):
        return allow()
    if state in FINAL and shown:
        return allow()
    return deny(_("The minutes are public when the result of the workshop is validated."))


def may_edit(viewer: Viewer, *, state: str) -> Verdict:
    return first_refusal(
        as_counter(viewer),
        deny(_("There are no minutes before the workshop begins."))
        if state in ("planned", "cancelled")
        else allow(),
        deny(_("The minutes are validated: their words no longer change."))
        if state in FINAL
        else allow(),
    )


def may_change(
    viewer: Viewer, *, state: str, typed: str, figures: dict[str, Figure], back: bool
) -> Verdict:
    length = len(typed)
    most = _("A passage has at most %(most)d characters; yours has %(now)d.")
    return first_refusal(
        may_edit(viewer, state=state),
        allow() if length <= MOST_TEXT else deny(most % {"most": MOST_TEXT, "now": length}),
        allow() if typed.strip() or back or not figures else figures_stand("", figures),
        allow() if back else figures_stand(typed, figures),
    )


def may_issue(viewer: Viewer, *, state: str) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow()
        if state in OVER
        else deny(_("Conclude the workshop first; then its minutes can be given out.")),
    )


def may_resolve(viewer: Viewer, *, state: str) -> Verdict:
    return first_refusal(
        as_counter(viewer),
        allow()
        if state in ("live", "results_draft")
        else deny(_("Decisions are written down until the result is validated.")),
    )


def may_strike(viewer: Viewer, *, state: str, struck: bool, reason: str) -> Verdict:
    return first_refusal(
        may_resolve(viewer, state=state),
        deny(_("This decision has been taken back already.")) if struck else allow(),
        allow() if reason.strip() else deny(_("Say why the decision is taken back.")),
    )


@dataclass(frozen=True)
class Change:
    """A run of words that stayed ("same"), came ("new") or went ("gone")."""

    how: str
    text: str


def changes(before: str, after: str) -> list[Change]:
    """The difference of two texts, word by word.

    >>> [(c.how, c.text) for c in changes("We wrote five notes", "We read five notes")]
    [('same', 'We '), ('gone', 'wrote '), ('new', 'read '), ('same', 'five notes')]
    """
    old, new = _words(before), _words(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    found: list[Change] = []
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        runs = [("same", old[a1:a2])] if kind == "equal" else [("gone", old[a1:a2])]
        if kind != "equal":
            runs.append(("new", new[b1:b2]))
        found += [Change(how, "".join(run)) for how, run in runs if run]
    return found


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\S+\s*|\s+", text)
