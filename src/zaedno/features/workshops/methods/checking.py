"""Whether a file is a method's template: each mistake as a sentence that names its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from django.utils.translation import gettext as _

from zaedno.core.report import SECTIONS
from zaedno.features.workshops.choices import Method, Output
from zaedno.features.workshops.methods.evaluation import is_ready, ready, whole
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.platform.forms.ready import problems, text_problems

MOST_BYTES = 50_000
MOST_PARTS, LONGEST = 40, 480
LANGUAGES = ("bg", "en")
NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")
VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")
TOP = {
    "id", "version", "kind", "title", "purpose", "minutes", "objectives", "questions", "asks",
    "agenda", "boards", "outline", "evaluation",
}  # fmt: skip
OPTIONAL = {"asks", "boards", "evaluation"}
PART = {"minutes", "method", "title", "output", "boards", "rooms", "dots", "tell", "script"}


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    """(the data, what is wrong with it); the data is good where nothing is wrong."""
    if len(text.encode()) > MOST_BYTES:
        return {}, [_("The file is larger than %(most)d kB.") % {"most": MOST_BYTES // 1000}]
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return {}, [_("Line %(line)d can't be read as YAML.") % {"line": line}]
    except RecursionError:
        return {}, [_("The file is nested too deeply.")]
    if not isinstance(data, dict):
        return {}, [_("The file must hold the fields of one template.")]
    return data, list(_problems(data))


def _problems(data: dict[str, Any]) -> Iterator[str]:
    yield from _unknown("", data, TOP)
    for name in sorted(TOP - OPTIONAL):
        if name not in data:
            yield _at(name, _("is missing"))
    yield from _names(data)
    for name, most in (("title", 200), ("purpose", 400)):
        yield from _text(name, data.get(name), most)
    for name, most in (("objectives", 12), ("questions", 3)):
        yield from _texts(name, data.get(name, []), most)
    yield from _agenda(data)
    yield from _kinds("boards", data.get("boards", []))
    yield from _asks(data.get("asks", {}))
    yield from _evaluation(data)
    outline = data.get("outline", [])
    if not isinstance(outline, list) or not set(map(str, outline)) <= set(SECTIONS):
        yield _at("outline", _("may name only these sections: %(names)s") % _list(SECTIONS))


def _names(data: dict[str, Any]) -> Iterator[str]:
    if not (isinstance(data.get("id"), str) and NAME.fullmatch(data["id"])):
        yield _at("id", _("write 3 to 40 small Latin letters, digits and underscores"))
    if not (isinstance(data.get("version"), str) and VERSION.fullmatch(data["version"])):
        yield _at("version", _("write three numbers with dots, such as 1.0.0"))
    if data.get("kind") not in Workshop.Kind.values:
        yield _at("kind", _("choose one of: %(names)s") % _list(Workshop.Kind.values))


def _agenda(data: dict[str, Any]) -> Iterator[str]:
    agenda = data.get("agenda", [])
    if not isinstance(agenda, list) or len(agenda) > MOST_PARTS:
        yield _at("agenda", _("write a list of at most %(most)d parts") % {"most": MOST_PARTS})
        return
    if not agenda and data.get("kind") != Workshop.Kind.OPEN_BOARD:
        yield _at("agenda", _("a meeting needs at least one part"))
    for number, part in enumerate(agenda, start=1):
        place = _("agenda, part %(n)d") % {"n": number}
        if isinstance(part, dict):
            yield from _part(place, part)
        else:
            yield _at(place, _("must hold the fields of one part"))
    parts: list[Any] = [p.get("minutes") for p in agenda if isinstance(p, dict)]
    total = sum(m for m in parts if _whole(m))
    if data.get("minutes") != total:
        told = {"total": total, "given": data.get("minutes")}
        yield _at(
            "minutes", _("the parts take %(total)s minutes, but %(given)s stands here") % told
        )


def _part(place: str, part: dict[str, Any]) -> Iterator[str]:
    yield from _unknown(place, part, PART)
    if not _whole(part.get("minutes")) or not 1 <= part["minutes"] <= LONGEST:
        yield _at(
            f"{place}, minutes", _("write a whole number from 1 to %(most)d") % {"most": LONGEST}
        )
    if part.get("method") not in Method.values:
        yield _at(f"{place}, method", _("choose one of: %(names)s") % _list(Method.values))
    if part.get("output") and part["output"] not in Output.values:
        yield _at(f"{place}, output", _("choose one of: %(names)s") % _list(Output.values))
    yield from _text(f"{place}, title", part.get("title"), 200)
    for name in ("tell", "script"):
        if name in part:
            yield from _text(f"{place}, {name}", part[name], 1000)
    yield from _kinds(f"{place}, boards", part.get("boards", []))
    for name, most in (("rooms", 50), ("dots", 20)):
        value = part.get(name)
        if value is not None and not (_whole(value) and 1 <= value <= most):
            yield _at(
                f"{place}, {name}", _("write a whole number from 1 to %(most)d") % {"most": most}
            )


def _text(place: str, value: Any, most: int) -> Iterator[str]:
    """In both languages, so that a template is of use to every city."""
    if not isinstance(value, dict):
        yield _at(place, _("write it in Bulgarian (bg) and in English (en)"))
        return
    yield from (_at(f"{place}, {lang}", said) for lang, said in text_problems(value, most))
    yield from _unknown(place, value, set(LANGUAGES))


def _texts(place: str, value: Any, most: int) -> Iterator[str]:
    if not isinstance(value, list) or len(value) > most:
        yield _at(place, _("write a list of at most %(most)d") % {"most": most})
        return
    for number, one in enumerate(value, start=1):
        yield from _text(f"{place}, {number}", one, 400)


def _asks(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _at("asks", _("write a question for each board"))
        return
    yield from _kinds("asks", list(value))
    for kind, said in value.items():
        yield from _text(f"asks, {kind}", said, 200)


def _evaluation(data: dict[str, Any]) -> Iterator[str]:
    """Questions of its own; one of the house's is named by `ready`."""
    if "evaluation" not in data:
        return
    found = data["evaluation"]
    named = [one["ready"] for one in found if is_ready(one)] if isinstance(found, list) else []
    if unknown := [str(name) for name in named if str(name) not in ready()]:
        yield _at("evaluation", _("there is no ready question “%(name)s”") % {"name": unknown[0]})
        return
    written = whole(found) if isinstance(found, list) else found
    for place, said in problems(written):
        where = _("evaluation, question %(place)s") % {"place": place}
        yield _at(where if place else "evaluation", said)


def _kinds(place: str, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not set(map(str, value)) <= set(Board.Kind.values):
        yield _at(place, _("may name only these boards: %(names)s") % _list(Board.Kind.values))


def _unknown(place: str, value: dict[str, Any], known: set[str]) -> Iterator[str]:
    for name in sorted(str(key) for key in value if key not in known):
        yield _at(f"{place}, {name}" if place else name, _("this field is not known"))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _at(place: str, said: str) -> str:
    return f"{place}: {said}."


def _list(names: Any) -> dict[str, str]:
    return {"names": ", ".join(map(str, names))}
