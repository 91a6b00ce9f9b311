"""Things of any room, named by kind and number, in a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

Ref = tuple[str, str]


def naming(refs: Iterable[Ref], kind: str, ident: str) -> Q:
    """Rows whose columns `kind` and `ident` name one of these things; none where there are none.

    >>> naming([("needs.need", "3"), ("needs.need", "4")], "kind", "ident").children[1].children
    [('ident__in', ['3', '4']), ('kind', 'needs.need')]
    """
    by_kind: dict[str, list[str]] = {}
    for name, number in refs:
        by_kind.setdefault(name, []).append(number)
    found = Q(pk__in=[])
    for name in sorted(by_kind):
        found |= Q(**{kind: name, f"{ident}__in": by_kind[name]})
    return found


def among(held: Mapping[str, QuerySet[Any]], kind: str, ident: str) -> Q:
    """The same for things that are rows of these queries, by their kind: the database looks them
    up, so there may be any number of them."""
    found = Q(pk__in=[])
    for name in sorted(held):
        numbers = held[name].order_by().annotate(number=Cast("pk", CharField())).values("number")
        found |= Q(**{kind: name, f"{ident}__in": numbers})
    return found


@cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.label_lower for model in apps.get_models())


def may_be_id(kind: str, ident: str) -> bool:
    """Whether the table of a kind could hold this number: typed or endless ones never. A kind that
    is no table has ids of its own making, and its reader knows them."""
    if kind not in _tables():
        return True
    key: Any = apps.get_model(kind)._meta.pk
    while key.remote_field is not None:
        key = key.target_field
    try:
        key.run_validators(key.to_python(ident))
    except ValidationError:
        return False
    return True
