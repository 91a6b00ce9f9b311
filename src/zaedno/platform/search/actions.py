"""Keeping the keys in step with what anybody may read."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from zaedno.algorithms import words
from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.viewer import Viewer
from zaedno.platform.search.models import SearchKey
from zaedno.platform.search.queries import kept_keys, whole_key

TITLE, SUMMARY = 4, 1
LONGEST_TEXT = 50_000


def index(ctx: Ctx, *, kind: str, ident: str) -> None:
    """Keys of a thing as a visitor sees it, in every language; of an unseen thing none.

    Not a verb: nothing is decided, the table only repeats what stands elsewhere.
    """
    viewer = Viewer(city=ctx.city, lang=ctx.city.default_language)
    wanted = _keys(ctx, kind, ident)
    kept = kept_keys(viewer, kind, ident)
    if wanted == kept:
        return
    rows = SearchKey.objects.filter(city_id=ctx.city.pk, kind=kind, ident=ident)
    rows.filter(key__in=[key for key in kept if wanted.get(key) != kept[key]]).delete()
    SearchKey.objects.bulk_create(
        SearchKey(city_id=ctx.city.pk, kind=kind, ident=ident, key=key, weight=weight)
        for key, weight in wanted.items()
        if kept.get(key) != weight
    )


def _keys(ctx: Ctx, kind: str, ident: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for lang, _name in settings.LANGUAGES:
        with override(lang):
            thing = registry.thing(Viewer(city=ctx.city, lang=lang), kind, ident)
        if thing is None:
            return {}
        found.update({whole_key(*whole): 0 for whole in thing.wholes()})
        for text, weight in (
            (thing.title, TITLE),
            (thing.receipt, TITLE),
            (thing.summary, SUMMARY),
        ):
            for word in words.words(text[:LONGEST_TEXT]):
                for key in words.keys(word):
                    found[key] = max(weight, found.get(key, 0))
    return found


def index_offered(ctx: Ctx) -> int:
    """Once a day everything that rooms offer for searching: dates may have opened or closed it."""
    offered = registry.gather("search_documents", ctx.viewer)
    refs = {(thing.kind, thing.id) for thing in offered if thing.kind in registry.kinds()}
    known = SearchKey.objects.filter(city_id=ctx.city.pk).values_list("kind", "ident").distinct()
    for kind, ident in sorted(refs | set(known)):
        index(ctx, kind=kind, ident=ident)
    return len(refs)
