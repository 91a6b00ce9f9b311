"""What a file held, as people say it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import pgettext

from zaedno.core import registry


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many things of each kind, the largest first; rows of tables without a page together."""
    kinds = registry.kinds()
    named = [
        (str(kinds[table][0].many or kinds[table][0].title), count)
        for table, count in counts.items()
        if count and table in kinds
    ]
    rest = sum(count for table, count in counts.items() if table not in kinds)
    told = sorted(named, key=lambda one: -one[1])
    return [*told, (pgettext("carried rows", "what hangs on them"), rest)] if rest else told
