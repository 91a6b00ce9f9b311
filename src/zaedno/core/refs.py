"""Things of any room, named by kind and number, in a query."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

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
