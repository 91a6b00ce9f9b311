"""Keeping the keys in step with what anybody may read."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import override

from zaedno.algorithms import words
from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.refs import Ref
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.search.models import SearchKey
from zaedno.platform.search.queries import kept_keys, whole_key

TITLE, SUMMARY = 4, 1
LONGEST_TEXT = 50_000
AT_ONCE = 100


def index(ctx: Ctx, *, refs: Sequence[Ref]) -> None:
    """Keys of things as a visitor sees them, in every language; of an unseen thing none.

    Not a verb: nothing is decided, the table only repeats what stands elsewhere.
    """
    wanted, kept = _keys(ctx, refs), kept_keys(ctx.viewer, refs)
    for ref in refs:
        if wanted[ref] != kept[ref]:
            _replace(ctx, ref, wanted[ref], kept[ref])


def _replace(ctx: Ctx, ref: Ref, wanted: dict[str, int], kept: dict[str, int]) -> None:
    kind, ident = ref
    rows = SearchKey.objects.filter(city_id=ctx.city.pk, kind=kind, ident=ident)
    rows.filter(key__in=[key for key in kept if wanted.get(key) != kept[key]]).delete()
    SearchKey.objects.bulk_create(
        SearchKey(city_id=ctx.city.pk, kind=kind, ident=ident, key=key, weight=weight)
        for key, weight in wanted.items()
        if kept.get(key) != weight
    )


def _keys(ctx: Ctx, refs: Sequence[Ref]) -> dict[Ref, dict[str, int]]:
    """Read in each language for all of them together; what one of them does not show has none."""
    found: dict[Ref, dict[str, int]] = {ref: {} for ref in refs}
    shown = set(refs)
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            things = registry.things(Viewer(city=ctx.city, lang=lang), sorted(shown))
            shown &= things.keys()
            for ref in shown:
                _add(found[ref], things[ref])
    return {ref: keys if ref in shown else {} for ref, keys in found.items()}


def _add(found: dict[str, int], thing: Thing) -> None:
    found.update({whole_key(*whole): 0 for whole in thing.wholes()})
    for text, weight in ((thing.title, TITLE), (thing.receipt, TITLE), (thing.summary, SUMMARY)):
        for word in words.words(text[:LONGEST_TEXT]):
            for key in words.keys(word):
                found[key] = max(weight, found.get(key, 0))


def index_offered(ctx: Ctx) -> int:
    """Once a day everything that rooms offer for searching: dates may have opened or closed it."""
    offered = registry.gather("search_documents", ctx.viewer)
    refs = {(thing.kind, thing.id) for thing in offered if thing.kind in registry.kinds()}
    known = SearchKey.objects.filter(city_id=ctx.city.pk).values_list("kind", "ident").distinct()
    every = sorted(refs | set(known))
    for start in range(0, len(every), AT_ONCE):
        index(ctx, refs=every[start : start + AT_ONCE])
    return len(refs)
