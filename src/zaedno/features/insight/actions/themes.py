"""Name themes by their words, sort what was said into them, put single things elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from zaedno.algorithms import themes as sorting
from zaedno.algorithms.near_duplicates import near_duplicates
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.slugs import slug_of
from zaedno.core.things import Voice
from zaedno.core.verdict import ensure
from zaedno.features.insight import rules
from zaedno.features.insight.grouping import groups
from zaedno.features.insight.models import REST, Placing, Reading, Theme
from zaedno.features.insight.queries import heard, people, rows
from zaedno.platform.processes.models import Process

MOST_GROUPS = 100


@action("insight.add_theme")
def add_theme(ctx: Ctx, *, process: Process, title: Texts, seeds: str, mark: str = "") -> Theme:
    """A new theme by its words; what was said is sorted again at once."""
    reading = _held(ctx, process.pk)
    there = list(rows.themes(ctx.viewer, process))
    ensure(rules.may_add_theme(ctx.viewer, len(there)))
    taken = {one.code for one in there} | {REST}
    theme = Theme.objects.create(
        city_id=ctx.city.pk,
        process=process,
        code=slug_of(title, taken=taken, longest=40),
        title=title,
        seeds=_words(seeds),
        position=1 + max((one.position for one in there), default=0),
        mark=mark,
    )
    ctx.record(theme)
    _sort(ctx, reading)
    return theme


@action("insight.change_theme")
def change_theme(ctx: Ctx, *, theme: Theme, title: Texts, seeds: str) -> Theme:
    """Another name or other words; what was placed by hand stays."""
    reading = _held(ctx, theme.process_id)
    ensure(rules.may_read_out(ctx.viewer))
    theme.title, theme.seeds = title, _words(seeds)
    theme.save(update_fields=["title", "seeds"])
    ctx.record(theme)
    _sort(ctx, reading)
    return theme


@action("insight.remove_theme")
def remove_theme(ctx: Ctx, *, theme: Theme) -> None:
    """The theme goes; what stood in it is sorted into the others, its lines stay without one."""
    reading = _held(ctx, theme.process_id)
    ensure(rules.may_read_out(ctx.viewer))
    ctx.record(theme)
    theme.delete()
    _sort(ctx, reading)


@action("insight.sort")
def sort(ctx: Ctx, *, process: Process) -> bool:
    """Sort again what was said since; whether anything was new."""
    if not ctx.system:
        ensure(rules.may_read_out(ctx.viewer))
    changed = _sort(ctx, _held(ctx, process.pk))
    if changed:
        ctx.record(process)
    return changed


@action("insight.place")
def place(
    ctx: Ctx, *, process: Process, theme: Theme | None, refs: Sequence[tuple[str, str]]
) -> int:
    """Put contributions into a theme (or into none) by hand; there they stay."""
    _held(ctx, process.pk)
    ensure(rules.may_read_out(ctx.viewer))
    wanted = set(refs)
    found = rows.placings(ctx.viewer, process).filter(ident__in={ident for _k, ident in wanted})
    chosen = [row.pk for row in found if (row.kind, row.ident) in wanted]
    rows.placings(ctx.viewer, process).filter(pk__in=chosen).update(
        theme=theme, by_hand=True, shared=""
    )
    ctx.record(process, placed=len(chosen), theme=theme.pk if theme else None)
    return len(chosen)


def _held(ctx: Ctx, process_id: int) -> Reading:
    """Put there first and then held, so that two who begin at once wait for each other."""
    blank = Reading(city_id=ctx.city.pk, process_id=process_id)
    Reading.objects.bulk_create([blank], ignore_conflicts=True)
    return rows.held(ctx.viewer, process_id)


def _words(seeds: str) -> str:
    """Seed words one after another, each once."""
    found = " ".join(dict.fromkeys(seeds.replace(",", " ").split()))
    ensure(rules.may_seed(found))
    return found


def _sort(ctx: Ctx, reading: Reading) -> bool:
    """All of a process at once: one pass over the words, one over the rows."""
    process = reading.process
    themes = list(rows.themes(ctx.viewer, process))
    voices = heard.voices(ctx.viewer, process)
    now = heard.print_of(voices, themes)
    told = people.counted(ctx.viewer, process, reading.took_part)
    if told != reading.took_part:
        reading.took_part = told
        reading.save(update_fields=["took_part"])
    if now == reading.print:
        return False
    _place_all(ctx, process, themes, voices)
    newest = voices[-rules.MOST_COMPARED :]
    pairs = near_duplicates([voice.text for voice in newest])
    reading.alike = [
        {"refs": [list(newest[at].ref) for at in places], "shared": shared}
        for places, shared in groups(pairs)[:MOST_GROUPS]
    ]
    reading.print, reading.sorted_at = now, ctx.now
    reading.save(update_fields=["alike", "print", "sorted_at"])
    return True


def _place_all(ctx: Ctx, process: Process, themes: list[Theme], voices: list[Voice]) -> None:
    known = {(row.kind, row.ident): row for row in rows.placings(ctx.viewer, process)}
    by_code = {theme.code: theme for theme in themes}
    seeds = {theme.code: theme.seeds for theme in themes}
    said = [voice.text for voice in voices]
    placed = sorting.sort_into(said, seeds) if seeds else [sorting.Placed(None, 0, ())] * len(said)
    kept = []
    for voice, found in zip(voices, placed, strict=True):
        old = known.pop(voice.ref, None)
        if old and old.by_hand:
            continue
        kept.append(
            Placing(
                city_id=ctx.city.pk,
                process=process,
                kind=voice.kind,
                ident=voice.ident,
                theme=by_code.get(found.theme or ""),
                shared=", ".join(found.shared)[:200],
                at=voice.at,
            )
        )
    Placing.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["process", "kind", "ident"],
        update_fields=["theme", "shared", "at"],
        batch_size=500,
    )
    gone = [row.pk for row in known.values()]  # withdrawn or hidden since
    rows.placings(ctx.viewer, process).filter(pk__in=gone).delete()
