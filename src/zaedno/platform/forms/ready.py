"""Ready questions: a form that is data, in a file of the house or of another city. Pure.

A question's `id` stays with it in every form that is made from the data (`Question.key`), so that
what it measures can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.fields import Texts, texts
from zaedno.platform.forms import rules
from zaedno.platform.forms.models import TEXT_LENGTH, Conditional, Question

LANGUAGES = ("bg", "en")
NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")
MOST, OPTION_LENGTH = 30, 200
LISTS, SWITCHES, NUMBERS = ("options", "rows"), ("required", "other"), ("least", "most")
TEXTS = {"hint": TEXT_LENGTH, "low_label": 80, "high_label": 80}
FIELDS = {"id", "kind", "when", *LANGUAGES, *LISTS, *SWITCHES, *NUMBERS, *TEXTS}
WHEN = {"question", "op", "value"}
Asked = Mapping[str, Question]


def text_of(source: Mapping[str, Any]) -> Texts:
    return texts(**{lang: str(source[lang]) for lang in LANGUAGES if source.get(lang)})


def words_of(one: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """A question of the data as its editor writes it; `asked` are those before it."""
    made: dict[str, Any] = {"text": text_of(one), **condition_of(one, asked)}
    for name in LISTS:
        made[name] = [dict(text_of(option)) for option in one.get(name, [])]
    for name in (*SWITCHES, *NUMBERS):
        if name in one:
            made[name] = one[name]
    return made | {name: text_of(one.get(name) or {}) for name in TEXTS}


def condition_of(one: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """What a part hangs on: the data names the question by its `id`."""
    when = one.get("when")
    if not when:
        return {}
    return {
        "when_question_id": asked[when["question"]].pk,
        "when_op": when["op"],
        "when_value": str(when["value"]),
    }


def problems(found: Any) -> Iterator[tuple[str, str]]:
    """Each mistake in somebody's data with its place; questions without any can be asked."""
    if not isinstance(found, list) or not 1 <= len(found) <= MOST:
        yield "", _("write a list of 1 to %(most)d questions") % {"most": MOST}
        return
    before: set[str] = set()
    for number, one in enumerate(found, start=1):
        place = f"{number}"
        if not isinstance(one, dict):
            yield place, _("must hold the fields of one question")
            continue
        wrong = list(_problems(one, before))
        yield from ((f"{place}, {at}" if at else place, said) for at, said in wrong)
        if not wrong and not (verdict := rules.can_ask(_made(one), number - 1)):
            yield place, str(verdict.reason)
        before.add(str(one.get("id")))


def _made(one: dict[str, Any]) -> Question:
    return Question(kind=one["kind"], **words_of({**one, "when": None}, {}))


def _problems(one: dict[str, Any], before: set[str]) -> Iterator[tuple[str, str]]:
    for unknown in sorted(str(key) for key in one if key not in FIELDS):
        yield unknown, _("this field is not known")
    name = one.get("id")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        yield "id", _("write 1 to 20 small Latin letters, digits and underscores")
    elif name in before:
        yield "id", _("another question has this name")
    if one.get("kind") not in Question.Kind.values:
        named = ", ".join(Question.Kind.values)
        yield "kind", _("choose one of: %(names)s") % {"names": named}
    yield from text_problems(one, TEXT_LENGTH)
    yield from _inputs(one)
    if one.get("when") is not None:
        yield from _when(one["when"], before)


def _inputs(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, most in TEXTS.items():
        if name in one:
            yield from ((f"{name}, {at}", said) for at, said in text_problems(one[name], most))
    for name in LISTS:
        for at, option in enumerate(_listed(one.get(name, [])), start=1):
            wrong = text_problems(option, OPTION_LENGTH)
            yield from ((f"{name} {at}, {lang}", said) for lang, said in wrong)
    for name in SWITCHES:
        if not isinstance(one.get(name, False), bool):
            yield name, _("write true or false")
    for name in NUMBERS:
        if name in one and type(one[name]) is not int:
            yield name, _("write a whole number")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text_problems(source: Any, most: int) -> Iterator[tuple[str, str]]:
    """In both languages, so that it is of use to every city."""
    for lang in LANGUAGES:
        said = source.get(lang) if isinstance(source, dict) else None
        if not isinstance(said, str) or not said.strip():
            yield lang, _("is missing")
        elif len(said) > most:
            told = {"most": most, "now": len(said)}
            yield lang, _("at most %(most)d characters; it has %(now)d") % told


def _when(when: Any, before: set[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(when, dict) or set(when) != WHEN:
        yield "when", _("write question, op and value")
    elif when["op"] not in Conditional.Op.values:
        named = ", ".join(Conditional.Op.values)
        yield "when", _("choose one of: %(names)s") % {"names": named}
    elif when["question"] not in before:
        yield "when", _("it hangs on a question that does not stand before it")
