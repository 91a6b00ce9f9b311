"""The library of indicators and the register of mechanisms as this viewer reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.indicators import rules
from zaedno.features.indicators.models import Indicator, Mechanism, Point
from zaedno.platform.cities.choices import with_unit
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours

INDICATOR, MECHANISM = "indicators.indicator", "indicators.mechanism"


def indicators(viewer: Viewer) -> QuerySet[Indicator]:
    current = Point.objects.filter(corrected_by__isnull=True)
    found = Indicator.objects.filter(city_id=viewer.city.pk).select_related("theme", "owner")
    return found.prefetch_related(Prefetch("points", queryset=current, to_attr="series"))


def listed(
    viewer: Viewer, *, chain: str = "", theme: str = "", source: str = ""
) -> QuerySet[Indicator]:
    narrow = {"chain": chain, "theme__code": theme, "source": source}
    return indicators(viewer).filter(**{name: value for name, value in narrow.items() if value})


def indicator(viewer: Viewer, pk: int) -> Indicator | None:
    return indicators(viewer).filter(pk=pk).first()


def points(viewer: Viewer, row: Indicator) -> list[Point]:
    """All values, also the corrected ones with what took their place."""
    found = Point.objects.filter(city_id=viewer.city.pk, indicator=row)
    return list(found.select_related("corrected_by"))


def point(viewer: Viewer, pk: int) -> Point | None:
    found = Point.objects.filter(city_id=viewer.city.pk).select_related("indicator")
    return found.filter(pk=pk).first()


def every_point(viewer: Viewer) -> Iterator[Point]:
    """For the export: one after another, never all in memory."""
    found = Point.objects.filter(city_id=viewer.city.pk, corrected_by__isnull=True)
    rows = found.select_related("indicator__theme").order_by("indicator__code", "date")
    yield from rows.iterator(chunk_size=500)


def measured(viewer: Viewer, row: Indicator) -> list[Thing]:
    """What the indicator reports on: solutions, models, commitments."""
    found = neighbours.sources(viewer, INDICATOR, [row.pk], Link.Relation.REPORTS_ON)
    return found.get(str(row.pk), [])


def next_code(viewer: Viewer) -> str:
    """`K15` after `K14`: how people name an indicator aloud."""
    codes = Indicator.objects.filter(city_id=viewer.city.pk).values_list("code", flat=True)
    numbers = [int(code[1:]) for code in codes if code[:1] == "K" and code[1:].isdigit()]
    return f"K{max(numbers, default=0) + 1:02d}"


def late(viewer: Viewer) -> list[Indicator]:
    """Those not measured for longer than they should be."""
    today = clock.today()
    rows = indicators(viewer).filter(frequency__isnull=False)
    return [row for row in rows if rules.overdue(last_day(row), row.frequency, today)]


def last_day(row: Indicator) -> Any:
    series = row.series  # type: ignore[attr-defined]
    return series[-1].date.last if series else None


def latest(row: Indicator) -> Point | None:
    series = row.series  # type: ignore[attr-defined]
    return series[-1] if series else None


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(viewer, row) for row in indicators(viewer).filter(pk__in=ids)}


def _thing(viewer: Viewer, row: Indicator) -> Thing:
    title, lang = row.title.best(viewer.lang)
    newest = latest(row)
    value: Decimal | None = newest.value if newest else None
    return Thing(
        kind=INDICATOR,
        id=str(row.pk),
        title=title,
        url=row.get_absolute_url(),
        summary=with_unit(value, row.unit) if newest else "",
        lang=lang,
        status=row.chain,
        status_word=row.get_chain_display(),
        station="result",
        receipt=row.receipt,
        date=newest.date if newest else When.day(clock.day(row.defined_at)),
        mark=row.mark,
        facts={
            "chain": row.chain,
            "unit": row.unit,
            "code": row.code,
            "theme": row.theme.code if row.theme else "",
            "value": str(value) if value is not None else "",
            "target": str(row.target) if row.target is not None else "",
        },
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    """How an indicator moved, value after value."""
    return {str(row.pk): _story(viewer, row) for row in indicators(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: Indicator) -> list[Step]:
    title, url = row.title.best(viewer.lang)[0], row.get_absolute_url()
    said = _("The indicator “%(title)s” was measured: %(value)s.")
    return [
        Step(
            one.date,
            said % {"title": title, "value": with_unit(one.value, row.unit)},
            "result",
            url,
            "done",
            order,
            row.illustrative,
        )
        for order, one in enumerate(row.series)  # type: ignore[attr-defined]
    ]


def mechanisms(viewer: Viewer) -> QuerySet[Mechanism]:
    found = Mechanism.objects.filter(city_id=viewer.city.pk)
    return found.prefetch_related("uses").order_by("started", "pk")


def mechanism(viewer: Viewer, pk: int) -> Mechanism | None:
    return mechanisms(viewer).filter(pk=pk).first()


def mechanism_things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    found = {}
    for row in mechanisms(viewer).filter(pk__in=ids):
        title, lang = row.title.best(viewer.lang)
        found[str(row.pk)] = Thing(
            kind=MECHANISM,
            id=str(row.pk),
            title=title,
            url=row.get_absolute_url(),
            summary=row.about.best(viewer.lang)[0],
            lang=lang,
            status=row.delivered or row.promised,
            status_word=row.get_delivered_display() or row.get_promised_display(),
            station="result",
            receipt=row.receipt,
            date=row.started,
            mark=row.mark,
            facts={"promised": row.promised, "delivered": row.delivered},
        )
    return found


def mechanism_stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    found = {}
    for row in mechanisms(viewer).filter(pk__in=ids):
        said = _("A new way to take part began: “%(title)s”; the promise: %(level)s.")
        shown = {"title": row.title.best(viewer.lang)[0], "level": row.get_promised_display()}
        url = row.get_absolute_url()
        found[str(row.pk)] = [
            Step(row.started, said % shown, "result", url, illustrative=row.illustrative)
        ]
    return found
