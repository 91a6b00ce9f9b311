"""How a row of any table is written down without the numbers of this database.

A row is a flat JSON object. `row` counts the rows of its table from one in the order in which they
were made; whatever points to a carried row holds that count, and people are counted as they first
appear. Neither the city stands in it (it is the one that takes it in) nor what is sealed, nor the
columns that a model names in `NOT_CARRIED`; `CARRIED_KEYS` and `CARRIED_LISTS` name its JSON
columns whose keys or members are numbers of another table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from zaedno.core.fields import SealedField

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
CITY, PERSON = "cities.city", settings.AUTH_USER_MODEL.lower()


class NotCarried(Exception):
    """A row points to something that is not carried with it."""


@dataclass
class Counts:
    """Which count stands for which number of this database, table by table."""

    by_table: dict[str, dict[Any, int]] = field(default_factory=dict)

    def of(self, table: str, pk: Any) -> int:
        """The count of a carried row; whoever is a person gets the next one."""
        known = self.by_table.setdefault(table, {})
        key = str(pk)
        if table == PERSON and key not in known:
            known[key] = len(known) + 1
        if key not in known:
            raise NotCarried(f"{table} {pk}")
        return known[key]

    def number(self, table: str, pks: Iterator[Any]) -> None:
        known = self.by_table.setdefault(table, {})
        for pk in pks:
            known.setdefault(str(pk), len(known) + 1)


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def model_of(table: str) -> type[models.Model]:
    return apps.get_model(table)


def target_of(one: Any) -> str:
    """The table that a foreign key points to; nothing for any other field."""
    return label(one.related_model) if one.many_to_one or one.one_to_one else ""


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


def pairs_of(model: type[models.Model]) -> list[tuple[str, str]]:
    names = {one.name for one in model._meta.concrete_fields}
    return [(kind, ident) for kind, ident in PAIRS if kind in names and ident in names]


def keys_of(model: type[models.Model]) -> dict[str, str]:
    """JSON columns whose keys are numbers of another table, as the model says."""
    found: dict[str, str] = getattr(model, "CARRIED_KEYS", {})
    return found


def lists_of(model: type[models.Model]) -> dict[str, str]:
    """JSON columns that are lists of numbers of another table, as the model says."""
    found: dict[str, str] = getattr(model, "CARRIED_LISTS", {})
    return found


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
            told[one.name] = _carried(counts, one, target, value)
        elif isinstance(one, models.FileField):
            told[one.name] = bool(value)
        elif isinstance(one, models.JSONField):
            told[one.name] = value
        else:
            told[one.name] = None if value is None else one.value_to_string(row)
    for kind, ident in pairs_of(model):
        if told[kind]:
            told[ident] = str(counts.of(told[kind], told[ident]))
    for name, table in keys_of(model).items():
        told[name] = {str(counts.of(table, key)): said for key, said in told[name].items()}
    for name, table in lists_of(model).items():
        told[name] = [counts.of(table, pk) for pk in told[name]]
    for many in model._meta.many_to_many:
        there = getattr(row, many.name).order_by("pk").values_list("pk", flat=True)
        told[many.name] = sorted(counts.of(label(many.related_model), pk) for pk in there)
    return told
