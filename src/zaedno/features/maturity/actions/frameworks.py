"""Frameworks come from files; a used version never changes, a copy is another framework."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zaedno.algorithms.maturity import FrameworkError
from zaedno.algorithms.maturity_framework import parse
from zaedno.core.actions import Ctx, action
from zaedno.core.demo import DemoError, Row
from zaedno.core.demo import parse as parse_yaml
from zaedno.core.fields import Texts, texts
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.models.assessment import Framework

SHIPPED = Path(__file__).resolve().parent.parent / "frameworks"
DEFAULT = ("cpm", "1.0.0")


@action("maturity.import_framework")
def import_framework(ctx: Ctx, *, text: str) -> Framework:
    """Take a framework from a file. A mistake names line and field, and imports nothing."""
    ensure(rules.may_change_framework(ctx.viewer))
    return _keep(ctx, read_file(text))


@action("maturity.adopt_framework")
def adopt_framework(ctx: Ctx) -> Framework:
    """The framework that ships with the house, as this city's own row."""
    ensure(rules.may_change_framework(ctx.viewer))
    code, version = DEFAULT
    found = Framework.objects.filter(city_id=ctx.city.pk, code=code, version=version).first()
    return found or _keep(ctx, read_file((SHIPPED / f"{code}-{version}.yaml").read_text("utf-8")))


@action("maturity.copy_framework")
def copy_framework(
    ctx: Ctx, *, source: Framework, code: str, name: Texts, weights: dict[str, float]
) -> Framework:
    """A copy under another identifier, with other weights of the dimensions."""
    ensure(rules.may_change_framework(ctx.viewer))
    if code == source.code:
        raise Refused(deny(_("A copy needs another identifier: it is no longer the same.")))
    data = json.loads(json.dumps(source.data))
    data.update(id=code, version="1.0.0", name=dict(name))
    for dimension in data["dimensions"]:
        dimension["weight"] = weights.get(dimension["id"], dimension["weight"])
    try:
        parse(data)
    except FrameworkError as error:
        raise Refused(deny(problem_of(error))) from error
    return _keep(ctx, data, copied_from=source)


def _keep(ctx: Ctx, data: dict[str, Any], *, copied_from: Framework | None = None) -> Framework:
    body = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(body.encode()).hexdigest()
    code, version = str(data["id"])[:40], str(data["version"])[:20]
    rows = Framework.objects.select_for_update().filter(city_id=ctx.city.pk)
    found = rows.filter(code=code, version=version).first()
    if found is not None and found.digest == digest:
        return found
    if found is not None and found.assessments.exists():
        sentence = _("%(code)s %(version)s is in use and no longer changes: give a new version.")
        raise Refused(deny(sentence % {"code": code, "version": version}))
    made = found or Framework(city_id=ctx.city.pk, code=code, version=version)
    made.name, made.data, made.digest = texts(**data["name"]), data, digest
    made.copied_from, made.added_at = copied_from or made.copied_from, ctx.now
    made.save()
    ctx.record(made, version=version)
    return made


def read_file(text: str) -> dict[str, Any]:
    """The checked data of a framework file, or a refusal that names line and field."""
    try:
        data = parse_yaml(text)
    except DemoError as error:
        raise Refused(deny(str(error))) from error
    if isinstance(data, Row) and set(data) == {"maturity_framework"}:
        data = data["maturity_framework"]
    try:
        parse(data)
    except FrameworkError as error:
        sentence = _("line %(line)d, field “%(field)s”: %(problem)s")
        known = {"field": error.field, "problem": problem_of(error)}
        raise Refused(deny(sentence % {"line": line_of(data, error.path), **known})) from error
    return json.loads(json.dumps(data))


def line_of(data: Any, path: tuple[str | int, ...]) -> int:
    """The line of the deepest part of the path that stands in the file."""
    line = data.line if isinstance(data, Row) else 1
    for step in path:
        if isinstance(data, Row):
            line = data.lines.get(str(step), data.line)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, Row):
            line = data.line
    return line


def problem_of(error: FrameworkError) -> str:
    sentences = {
        "missing": _("is missing"),
        "not_a_list": _("is not a list"),
        "not_a_mapping": _("is not a record with fields"),
        "not_a_number": _("is not a number: %(found)s"),
        "not_text": _("is not a text"),
        "empty": _("is empty"),
        "twice": _("stands twice: %(found)s"),
        "sum_100": _("the weights sum to %(found)s instead of 100"),
        "sum_1": _("the weights sum to %(found)s instead of 1"),
        "levels": _("the levels do not follow the scale one by one"),
        "unknown_type": _("is not defined: %(found)s"),
        "unknown_grade": _("is not a grade from A to D: %(found)s"),
        "out_of_range": _("is out of range: %(found)s"),
        "no_translation": _("the text in this language is missing"),
    }
    return sentences[error.code] % {"found": error.found}
