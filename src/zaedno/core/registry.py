"""The cards of all rooms: verbs, kinds of things, listeners, offers, growths.

A manifest names functions as "module.function" of its own package; they are looked up when
they are first called, so that a card can be read before any model is loaded.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zaedno.core.offers import OFFERS
from zaedno.core.refs import may_be_id
from zaedno.core.verdict import Sentence

if TYPE_CHECKING:
    from zaedno.core.things import Aside, Panel, Step, Thing
    from zaedno.core.viewer import Viewer

Name = str  # "queries.things": a function of the room's own package


@dataclass(frozen=True)
class Verb:
    """What somebody did, as the journal says it: "… published a document".
    `roles` may do it (the journal names the one used); empty: anybody with the rule's consent."""

    verb: str
    sentence: Sentence
    roles: tuple[str, ...] = ()
    counter: bool = False  # a clerk may do it for somebody who came in person


@dataclass(frozen=True)
class Kind:
    """A kind of public thing. `read(viewer, ids) -> {id: Thing}` in a fixed number of queries.

    `story(viewer, ids) -> {id: [Step, ...]}` tells what happened to it, in sentences.
    `station` is its place on the thread; `by_receipt(viewer, number) -> id | None` finds it.
    """

    title: Sentence
    read: Name
    story: Name = ""
    station: str = ""
    by_receipt: Name = ""
    many: Sentence = ""  # the title of several, where they are counted
    asked_by: tuple[str, ...] = ()  # the roles that write a form which belongs to such a thing


@dataclass(frozen=True)
class Growth:
    """What may grow from others' things: the button stands on their pages, the form is ours."""

    title: Sentence
    from_kinds: tuple[str, ...]
    start_url: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class NavItem:
    title: Sentence
    url_name: str
    order: int = 50
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """Something the system does by itself: an action called every `every` seconds."""

    name: str
    every: int
    run: Name


@dataclass(frozen=True)
class Method:
    """A way to take part that a stage of a process may hold.

    `verbs` are what people do in it, each with its words; a stage says for each who may.
    `panel(viewer, process, stage) -> Panel` is what the process's page shows.
    """

    code: str
    title: Sentence
    panel: Name
    verbs: dict[str, Sentence] = field(default_factory=dict)


@dataclass(frozen=True)
class Feature:
    """The card on a room's door. Offers are lists of function names (docs/new-feature.md)."""

    name: str
    title: Sentence
    verbs: tuple[Verb, ...] = ()
    kinds: dict[str, Kind] = field(default_factory=dict)
    listens: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    grows: dict[str, Growth] = field(default_factory=dict)
    nav: tuple[NavItem, ...] = ()
    staff_nav: tuple[NavItem, ...] = ()
    schedule: tuple[Job, ...] = ()
    methods: tuple[Method, ...] = ()
    ways: tuple[Any, ...] = ()  # core/ways.py
    offers: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    demo: tuple[tuple[int, Name], ...] = ()  # (order, function): loads its part of the demo file


_rooms: dict[str, tuple[Feature, str]] = {}


def register(feature: Feature, package: str) -> None:
    unknown = set(feature.offers) - set(OFFERS)
    if unknown:
        raise ValueError(f"{feature.name}: unknown offers {sorted(unknown)}")
    _rooms[feature.name] = (feature, package)
    for cached in (verbs, kinds, methods, _listeners):
        cached.cache_clear()


def import_if_there(package: str, module: str) -> None:
    if find_spec(f"{package}.{module}") is not None:
        import_module(f"{package}.{module}")


def feature_names() -> list[str]:
    """The folders of `zaedno/features`: a new way to take part is one new folder."""
    here = Path(__file__).resolve().parent.parent / "features"
    return sorted(m.name for m in pkgutil.iter_modules([str(here)]) if m.ispkg)


def features() -> list[Feature]:
    return [feature for feature, _package in _rooms.values()]


def feature(name: str) -> Feature:
    return _rooms[name][0]


@cache
def verbs() -> dict[str, Verb]:
    return {v.verb: v for f in features() for v in f.verbs}


def verb(name: str) -> Verb:
    return verbs()[name]


@cache
def kinds() -> dict[str, tuple[Kind, str]]:
    return {k: (kind, pkg) for f, pkg in _rooms.values() for k, kind in f.kinds.items()}


@cache
def _listeners() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for f, package in _rooms.values():
        for heard, names in f.listens.items():
            found.setdefault(heard, []).extend(f"{package}.{name}" for name in names)
    return found


def listeners(heard: str, kind: str = "", *, secret: bool = False) -> list[str]:
    """Who hears of a deed. Those who listen to "*" hear of open deeds on public things only."""
    everything = _listeners().get("*", []) if kind in kinds() and not secret else []
    return _listeners().get(heard, []) + everything


@cache
def function(dotted: str) -> Callable[..., Any]:
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


def offered(offer: str) -> Iterator[tuple[Feature, Callable[..., Any]]]:
    """Every room's functions for one offer, in the order of the rooms' names."""
    for f, package in sorted(_rooms.values(), key=lambda room: room[0].name):
        for name in f.offers.get(offer, ()):
            yield f, function(f"{package}.{name}")


def gather(offer: str, viewer: Viewer, **asked: Any) -> list[Any]:
    """One list of what all rooms offer this viewer."""
    return [item for _f, offer_fn in offered(offer) for item in offer_fn(viewer, **asked)]


def by_kind(refs: list[tuple[str, Any]]) -> dict[str, set[str]]:
    """The ids asked of each kind; what can be none, as it comes from an address, is left out."""
    asked: dict[str, set[str]] = {}
    for kind, ident in refs:
        if kind in kinds() and may_be_id(kind, str(ident)):
            asked.setdefault(kind, set()).add(str(ident))
    return asked


def things(viewer: Viewer, refs: list[tuple[str, Any]]) -> dict[tuple[str, str], Thing]:
    """The things behind (kind, id), as this viewer may see them; the unseen are left out."""
    found: dict[tuple[str, str], Thing] = {}
    for kind, idents in by_kind(refs).items():
        card, package = kinds()[kind]
        read = function(f"{package}.{card.read}")
        for ident, thing in read(viewer, sorted(idents)).items():
            found[kind, str(ident)] = thing
    return found


def thing(viewer: Viewer, kind: str, ident: Any) -> Thing | None:
    return things(viewer, [(kind, ident)]).get((kind, str(ident)))


def stories(viewer: Viewer, refs: list[tuple[str, Any]]) -> list[Step]:
    """What happened to these things, told by their own rooms, in no particular order."""
    steps: list[Step] = []
    for kind, idents in by_kind(refs).items():
        card, package = kinds()[kind]
        if not card.story:
            continue
        for told in function(f"{package}.{card.story}")(viewer, sorted(idents)).values():
            steps.extend(told)
    return steps


def by_receipt(viewer: Viewer, number: str) -> Thing | None:
    """The thing whose receipt has this number, whichever room gave it, if the viewer may see it."""
    for name, (card, package) in kinds().items():
        if card.by_receipt:
            ident = function(f"{package}.{card.by_receipt}")(viewer, number)
            if ident is not None and (found := thing(viewer, name, ident)) is not None:
                return found
    return None


def asides(viewer: Viewer, thing: Thing) -> list[Aside]:
    """What other rooms lay beside a thing, in their order."""
    return sorted(gather("thing_asides", viewer, thing=thing), key=lambda aside: aside.order)


def growths(viewer: Viewer, kind: str) -> list[tuple[str, Growth]]:
    """The buttons "make a … of this" that this viewer may press on a thing of this kind."""
    return [
        (verb_name, growth)
        for f in features()
        for verb_name, growth in f.grows.items()
        if kind in growth.from_kinds and (not growth.roles or viewer.has(*growth.roles))
    ]


@cache
def methods() -> dict[str, tuple[Method, str]]:
    """The ways to take part that stand in this house, by their code."""
    return {m.code: (m, package) for f, package in _rooms.values() for m in f.methods}


def panel(viewer: Viewer, code: str, process: Any, stage: Any) -> Panel | None:
    """What a method shows on the page of a process; nothing where its room does not stand."""
    if code not in methods():
        return None
    method, package = methods()[code]
    shown: Panel = function(f"{package}.{method.panel}")(viewer, process, stage)
    return shown


def demo_loaders() -> list[Callable[..., Any]]:
    """The rooms' loaders of the demo file, in order."""
    steps = [
        (order, f"{package}.{name}") for f, package in _rooms.values() for order, name in f.demo
    ]
    return [function(dotted) for _order, dotted in sorted(steps)]


def scheduled() -> list[tuple[Job, Callable[..., Any]]]:
    return [
        (job, function(f"{package}.{job.run}"))
        for f, package in _rooms.values()
        for job in f.schedule
    ]
