"""Reading the demo file: every value knows its line, every record says fact or illustrative.

The rooms load their own sections (`Feature.demo`); they meet through `DemoLoad.ref`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.actions import Ctx, kind_of, system_ctx
from zaedno.core.fields import Texts, texts
from zaedno.core.partial_dates import When
from zaedno.core.viewer import CityLike


class DemoError(Exception):
    """A mistake in the file, named by line and field; nothing was imported."""

    def __init__(self, line: int, field_name: str, problem: str) -> None:
        text = _("line %(line)d, field “%(field)s”: %(problem)s")
        super().__init__(text % {"line": line, "field": field_name, "problem": problem})
        self.line, self.field = line, field_name


class Row(dict[str, Any]):
    """A mapping of the file that knows the line it began on and the lines of its fields."""

    line: int = 0
    lines: dict[str, int]

    def fail(self, name: str, problem: str) -> DemoError:
        return DemoError(self.lines.get(name, self.line), name, problem)

    def need(self, name: str) -> Any:
        if name not in self:
            raise self.fail(name, _("is missing"))
        return self[name]

    def texts(self, name: str | None = None) -> Texts:
        """`{bg:, en:}` under `name`, or of the record itself."""
        source = self if name is None else self.get(name) or {}
        return texts(**{lang: str(source[lang]) for lang in ("bg", "en") if source.get(lang)})

    def when(self, name: str) -> When | None:
        if self.get(name) is None:
            return None
        try:
            return When.parse(self[name])
        except ValueError as error:
            problem = _("is not a day, a month or a part of a month")
            raise self.fail(name, problem) from error

    @property
    def mark(self) -> str:
        return "fact" if self.get("fact") else "illustrative"


class _Loader(yaml.SafeLoader):
    pass


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Row:
    row = Row({str(k): v for k, v in loader.construct_mapping(node, deep=True).items()})
    row.line = node.start_mark.line + 1
    row.lines = {str(key.value): key.start_mark.line + 1 for key, _value in node.value}
    return row


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)

UNMARKED = {"meta", "scopes", "units", "glossary", "maturity_framework", "groups"}


def parse(text: str) -> Any:
    """YAML in which every mapping is a `Row` that knows its lines. Raises DemoError."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 0
        raise DemoError(line, "", str(error.problem)) from error
    except yaml.YAMLError as error:
        raise DemoError(1, "", str(error)) from error


def read(path: Path) -> Row:
    """Parse and check a demo file. Raises DemoError naming line and field."""
    data = parse(path.read_text(encoding="utf-8"))
    if not isinstance(data, Row):
        raise DemoError(1, "", _("is not a demo file"))
    for name, section in data.items():
        if name not in UNMARKED and isinstance(section, list):
            for record in section:
                _check_marked(record)
    return data


def _check_marked(record: Any) -> None:
    if not isinstance(record, Row):
        return
    if not (record.get("fact") is True or record.get("illustrative") is True):
        raise record.fail("illustrative", _("the record says neither fact nor illustrative"))


def mention(node: Any, demo_id: str) -> tuple[int, str] | None:
    """The line and the field that speak of `demo_id` first, other than its own record."""
    if isinstance(node, Row):
        for name, value in node.items():
            if name != "id" and (
                value == demo_id or (isinstance(value, list) and demo_id in value)
            ):
                return node.lines.get(name, node.line), name
        parts: list[Any] = list(node.values())
    else:
        parts = node if isinstance(node, list) else []
    return next((found for part in parts if (found := mention(part, demo_id))), None)


@dataclass
class DemoLoad:
    """One loading of the demo: the file, the city, who acts, and what was made so far."""

    data: Row
    loaded_on: date
    say: Callable[[str], None] = print
    city: CityLike | None = None
    actors: dict[str, Callable[[], Ctx]] = field(default_factory=dict)
    made: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def rows(self, *path: str) -> Iterator[Row]:
        """The records of a section: `rows("living", "commitments")`; none when it is absent."""
        found: Any = self.data
        for name in path:
            found = (found or {}).get(name)
        yield from found or []

    def section(self, *path: str) -> Row:
        found: Any = self.data
        for name in path:
            found = found.need(name)
        return found

    def remember(self, demo_id: str, thing: models.Model) -> None:
        kind, ident = kind_of(thing)
        self.made[kind, demo_id] = (kind, str(ident))

    def ref(self, kind: str, demo_id: str) -> tuple[str, str]:
        """The thing another room made from the record `demo_id`."""
        if (kind, demo_id) not in self.made:
            line, name = mention(self.data, demo_id) or (0, demo_id)
            problem = _("“%(id)s” refers to nothing that was loaded before") % {"id": demo_id}
            raise DemoError(line, name, problem)
        return self.made[kind, demo_id]

    def pk(self, kind: str, demo_id: str) -> int:
        return int(self.ref(kind, demo_id)[1])

    def ctx(self, role: str = "") -> Ctx:
        """Acting as the demo mailbox of `role`; as the system when none is named."""
        if role:
            return self.actors[role]()
        if self.city is None:
            raise RuntimeError("the city is loaded first")
        return system_ctx(self.city)

    def at(self, when: Any, hour: str = "12:00") -> AbstractContextManager[datetime]:
        """Turn the clock to a date of the file (the first possible day of a partial one)."""
        moment = datetime.combine(When.parse(when).first, time.fromisoformat(hour))
        return clock.at(timezone.make_aware(moment))

    def day(self, offset: int) -> date:
        """A day of the living block: `offset` days from the day of loading."""
        return self.loaded_on + timedelta(days=offset)
