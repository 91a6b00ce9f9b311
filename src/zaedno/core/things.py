"""How one room sees another room's things: a card, a step of a story, a date, a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zaedno.core.partial_dates import When
from zaedno.core.verdict import Sentence

STATIONS = ("note", "need", "proposal", "decision", "commitment", "result", "answer")


@dataclass(frozen=True)
class Thing:
    """A public thing as any other room may show it.

    `title` and `summary` are plain text already in the viewer's language (`lang` says which it
    really is when the viewer's is missing). `status` is a machine word, `status_word` its sentence;
    `tone` is one of "", "done", "now", "late", "dropped".
    """

    kind: str
    id: str
    title: str
    url: str
    summary: str = ""
    lang: str = ""
    status: str = ""
    status_word: Sentence = ""
    tone: str = ""
    station: str = ""
    receipt: str = ""
    date: When | None = None
    mark: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def process(self) -> tuple[str, str] | None:
        """The process it belongs to, where it is none itself."""
        pk = self.facts.get("process_id")
        return ("processes.process", str(pk)) if pk and self.kind != "processes.process" else None

    def wholes(self) -> list[tuple[str, str]]:
        """The topics (by code) and districts (by slug) it belongs to.

        A room says them in `facts`: `theme` or `themes`, `district` or `districts`.
        """
        named = [
            (kind, name)
            for kind, one, many in (
                ("cities.theme", "theme", "themes"),
                ("cities.district", "district", "districts"),
            )
            for name in (self.facts.get(one), *(self.facts.get(many) or ()))
        ]
        return list(dict.fromkeys((kind, str(name)) for kind, name in named if name))


@dataclass(frozen=True)
class Step:
    """One sentence of a thread: what happened, when, at which station.

    `text` is a full sentence in the viewer's language. `tone`: "done", "now", "next", "dropped".
    """

    date: When
    text: str
    station: str
    url: str = ""
    tone: str = "done"
    order: int = 0
    illustrative: bool = False


@dataclass(frozen=True)
class Aside:
    """Something a room lays beside any thing: its own small template, drawn with `aside.facts`."""

    template: str
    facts: dict[str, Any] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True)
class Voice:
    """Something that was said in public: the thing it is, its words, and when it was said."""

    kind: str
    ident: str
    text: str
    at: Any

    @property
    def ref(self) -> tuple[str, str]:
        return self.kind, self.ident


@dataclass(frozen=True)
class Panel:
    """What a stage of a process offers: one sentence, and the way to where it is done."""

    text: str
    url: str = ""
    label: str = ""
    figure: int | None = None


@dataclass(frozen=True)
class Card:
    """A card on the home page: what, for whom, until when, what happens next."""

    group: str  # "open", "coming", "decided", "became"
    title: str
    url: str
    what: str = ""
    for_whom: str = ""
    until: str = ""
    next: str = ""
    sort: str = ""
    mark: str = ""
    lang: str = ""
    action: str = ""


@dataclass(frozen=True)
class Figure:
    """A number of the chain under the home page, with the address of exactly its rows."""

    station: str
    order: int
    value: int
    label: str
    url: str


@dataclass(frozen=True)
class TimelineEntry:
    """A date of the city's journey. `lane` is "local" or "programme"."""

    date: When
    title: str
    lane: str
    url: str = ""
    summary: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Task:
    """Something that waits for a member of staff, oldest first."""

    title: str
    url: str
    since: Any
    due: Any = None
    late: bool = False
