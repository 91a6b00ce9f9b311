"""How a row of any table is written down without the numbers of this database.

A row is a flat JSON object. `row` counts the rows of its table from one in the order in which they
were made; whatever points to a carried row holds that count, and people are counted as they first
appear, in each table anew. Neither the city stands in it (it is the one that takes it in) nor what
is sealed, nor the columns that a model names in `NOT_CARRIED`; `CARRIED_KEYS` and `CARRIED_LISTS`
name its JSON columns whose keys or members are numbers of another table, `CARRIED_WITHIN` the
lists of numbers somewhere within one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.apps import apps
from django.db import models

from zaedno.core.fields import SealedField
from zaedno.platform.carrying.counts import PERSON, Counts, NotCarried

FORMAT, VERSION = "zaedno-process", 1
PAIRS = (  # a thing of any room, named by kind and number
    ("kind", "ident"),
    ("owner_kind", "owner_id"),
    ("holder_kind", "holder_id"),
    ("source_kind", "source_id"),
    ("target_kind", "target_id"),
    ("subject_kind", "subject_id"),
)
# What stands around a process: it is found by its own name where it exists already.
AROUND = {
    "cities.theme": "code",
    "cities.district": "slug",
    "people.stakeholderkind": "code",
    "people.organisation": "slug",
}
CITY = "cities.city"


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def model_of(table: str) -> type[models.Model]:
    return apps.get_model(table)


def target_of(one: Any) -> str:
    """The table that a foreign key points to; nothing for any other field."""
    return label(one.related_model) if one.many_to_one or one.one_to_one else ""


@cache
def fields_of(model: type[models.Model]) -> list[Any]:
    """The columns that are carried, without the row's own number where the database gives it."""
    return [
        one
        for one in model._meta.concrete_fields
        if not isinstance(one, (SealedField, models.AutoField, models.GeneratedField))
        and not (one.primary_key and not isinstance(one, models.UUIDField))
        and target_of(one) != CITY
        and one.name not in getattr(model, "NOT_CARRIED", ())
    ]


@cache
def of_a_city(model: type[models.Model]) -> bool:
    return any(target_of(one) == CITY for one in model._meta.concrete_fields)


@cache
def pairs_of(model: type[models.Model]) -> list[tuple[str, str]]:
    names = {one.name for one in model._meta.concrete_fields}
    return [(kind, ident) for kind, ident in PAIRS if kind in names and ident in names]


@cache
def keys_of(model: type[models.Model]) -> dict[str, str]:
    """JSON columns whose keys are numbers of another table, as the model says."""
    found: dict[str, str] = getattr(model, "CARRIED_KEYS", {})
    return found


@cache
def lists_of(model: type[models.Model]) -> dict[str, str]:
    """JSON columns that are lists of numbers of another table, as the model says."""
    found: dict[str, str] = getattr(model, "CARRIED_LISTS", {})
    return found


@cache
def within_of(model: type[models.Model]) -> dict[str, dict[str, str]]:
    """JSON columns, and the names in them under which numbers of another table are listed."""
    found: dict[str, dict[str, str]] = getattr(model, "CARRIED_WITHIN", {})
    return found


NOBODY = 0  # stands for a row that stayed behind: a rule must not grow wider on its way


def listed(value: Any, tables: dict[str, str], turn: Callable[[str, list[Any]], list[Any]]) -> Any:
    """The same value with each list under one of the names turned.

    >>> listed({"a": [1], "b": {"a": [2], "c": [3]}}, {"a": "t"}, lambda _t, n: [x + 10 for x in n])
    {'a': [11], 'b': {'a': [12], 'c': [3]}}
    """
    if not isinstance(value, dict):
        return value
    return {
        name: turn(tables[name], inner)
        if name in tables and isinstance(inner, list)
        else listed(inner, tables, turn)
        for name, inner in value.items()
    }


@cache
def firm_of(model: type[models.Model]) -> dict[str, str]:
    """Columns without which a row is none, and the tables that they point to."""
    return {
        one.attname: target
        for one in fields_of(model)
        if (target := target_of(one)) and not one.null and target != PERSON
    }


def _carried(counts: Counts, one: Any, target: str, pk: Any) -> int | None:
    """The count behind a foreign key; where what it points to stays behind, nothing if it may."""
    try:
        return counts.of(target, pk)
    except NotCarried:
        if one.null:
            return None
        raise


def write(row: models.Model, counts: Counts) -> dict[str, Any]:
    """One row as it is carried. Raises `NotCarried` where it points outside."""
    model = type(row)
    told: dict[str, Any] = {"row": counts.of(label(model), row.pk)}
    for one in fields_of(model):
        value = getattr(row, one.attname)
        if (target := target_of(one)) and value is not None:
            told[one.name] = _carried(counts, one, target, _who(row, target, value))
        elif isinstance(one, models.FileField):
            told[one.name] = bool(value)
        elif isinstance(one, models.JSONField):
            told[one.name] = value
        else:
            told[one.name] = None if value is None else one.value_to_string(row)
    for kind, ident in pairs_of(model):
        if told[kind]:
            told[ident] = str(counts.of(told[kind], told[ident]))
    place = label(model)
    for name, table in keys_of(model).items():
        keys = _known(counts, f"{place}.{name}", table, told[name])
        told[name] = {str(at): told[name][key] for key, at in keys}
    for name, table in lists_of(model).items():
        told[name] = [at for _pk, at in _known(counts, f"{place}.{name}", table, told[name])]
    for name, tables in within_of(model).items():
        told[name] = listed(told[name], tables, partial(_counted, counts, f"{place}.{name}"))
    for many in model._meta.many_to_many:
        there = getattr(row, many.name).order_by("pk").values_list("pk", flat=True)
        found = _known(counts, f"{place}.{many.name}", label(many.related_model), there)
        told[many.name] = sorted(at for _pk, at in found)
    return told


def _who(row: models.Model, target: str, pk: Any) -> Any:
    """A person is somebody else in each table: whoever is named in one of them as a co-author must
    not be found among those who supported, weighed or reacted in another."""
    return f"{label(type(row))}:{pk}" if target == PERSON else pk


def _counted(counts: Counts, place: str, table: str, pks: list[Any]) -> list[int]:
    found = [at for _pk, at in _known(counts, place, table, pks)]
    return found if len(found) == len(pks) else [*found, NOBODY]


def _known(counts: Counts, place: str, table: str, pks: Iterable[Any]) -> list[tuple[Any, int]]:
    """Numbers with the counts behind them; of what is not carried it is noted that it stays."""
    found = [(pk, counts.find(table, pk)) for pk in pks]
    kept = [(pk, at) for pk, at in found if at is not None]
    if len(kept) < len(found):
        counts.left[place] += len(found) - len(kept)
    return kept
