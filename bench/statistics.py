"""The page of participation in numbers with 400,000 supports, against the same with 4,000.

    python -m bench.statistics                     # SQLite
    python -m bench.statistics --database postgres

Forty thousand people, ten supports each, on four thousand proposals in 24 districts over eight
weeks, beside 40,000 comments; the small house has a hundredth of each. Measured is
the page as it is read, the count behind it, and the first page of a process that was not counted
yet, which counts itself. Wall clock, the rounds of both houses take turns.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.db import connection  # noqa: E402 - the settings come first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from bench.proposals import copies, digits, houses  # noqa: E402
from tests.features.proposals.build import open_process, proposed  # noqa: E402
from tests.fixtures.databases import default_database  # noqa: E402
from tests.platform.discussion.build import said  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.features.proposals.actions.supports import support  # noqa: E402
from zaedno.features.proposals.models.proposal import Proposal, Sheet, Support  # noqa: E402
from zaedno.features.statistics.models import Statistic  # noqa: E402
from zaedno.features.statistics.schedule import count_due  # noqa: E402
from zaedno.platform.cities.models import District  # noqa: E402
from zaedno.platform.discussion.models import Comment, Thread  # noqa: E402
from zaedno.platform.people.models import Alias, Person  # noqa: E402

VOTES, LESS, EACH, WEEKS, DISTRICTS, ROUNDS, TIMES = 400_000, 100, 10, 8, 24, 3, 9


def fill(votes: int) -> str:
    """A process with so many supports; the address of its numbers."""
    world = World()
    process = open_process(world)
    first = proposed(world, process)
    people, proposals = votes // EACH, votes // LESS
    _districts(world, first)
    _proposals(first, proposals)
    _people(world, first, people)
    _supports(first, people, proposals)
    _comments(world, first, votes // EACH)
    Proposal.objects.update(supporters=votes // proposals)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return f"/bg/statistics/{process.slug}/"


def _districts(world: World, first: Proposal) -> None:
    made = [
        District(city=world.city, slug=f"d{n}", name={"bg": f"Район {n}", "en": f"District {n}"})
        for n in range(DISTRICTS)
    ]
    District.objects.bulk_create(made)
    first.district = made[0]
    first.save()


def _days_back(sql: str) -> str:
    """A moment or day so many days before that of the row that is copied."""
    if connection.vendor == "sqlite":
        return f"datetime({sql}, '-' || (n % {7 * WEEKS}) || ' days')"
    return f"{sql} - (n % {7 * WEEKS}) * interval '1 day'"


def _proposals(first: Proposal, count: int) -> None:
    copies(
        Proposal,
        first,
        count - 1,
        id=f"{first.pk} + n",
        receipt=f"SUBSTR({digits('n', 8)}, 1, 4) || '-' || SUBSTR({digits('n', 8)}, 5, 4)",
        turn="n",
        author=f"'p' || (n % {count})",
        district_id=f"{first.district_id} + n % {DISTRICTS}",
        published_at=_days_back("first.published_at"),
    )


def _people(world: World, first: Proposal, count: int) -> None:
    """Each with a pseudonym and a sheet in the process."""
    somebody = world.viewer("facilitator").person
    support(world.ctx("facilitator"), proposal=first)
    sheet = Sheet.objects.get(person=somebody.pk)  # type: ignore[union-attr]
    alias = Alias.objects.get_or_create(person=somebody, city=world.city)[0]
    base = 10 * somebody.pk + 1000  # type: ignore[union-attr]
    row = Person.objects.get(pk=somebody.pk)  # type: ignore[union-attr]
    unique = {
        one.column: f"'{one.name}' || n"
        for one in Person._meta.concrete_fields
        if one.unique and not one.primary_key
    }
    copies(Person, row, count, id=f"{base} + n", **unique)
    copies(Alias, alias, count, id=f"{base} + n", person_id=f"{base} + n", key="'k' || n")
    copies(Sheet, sheet, count, id=f"{base} + n", person_id=f"{base} + n")


def _supports(first: Proposal, people: int, proposals: int) -> None:
    given, sheets = Support.objects.get(), Sheet.objects.order_by("-pk").first()
    assert sheets is not None
    last = sheets.pk - people
    day = _days_back("first.day")
    if connection.vendor == "sqlite":
        day = f"date({day})"
    copies(
        Support,
        given,
        people * EACH,
        sheet_id=f"{last} + (n - 1) / {EACH} + 1",
        proposal_id=f"{first.pk} + ((n - 1) / {EACH} + ((n - 1) % {EACH}) * 7) % {proposals}",
        day=day,
    )


def _comments(world: World, first: Proposal, count: int) -> None:
    comment = said(world, first)
    thread = Thread.objects.get()
    copies(
        Comment,
        comment,
        count,
        id=f"{comment.pk} + n",
        receipt=f"SUBSTR({digits('n', 8)}, 1, 4) || '-' || SUBSTR({digits('n', 8)}, 5, 4)",
        root="n + 1",
        path=digits("n + 1", 8),
        voice="n + 1",
        author=f"'k' || (n % {count})",
        made_at=_days_back("first.made_at"),
    )
    Thread.objects.filter(pk=thread.pk).update(comments=count + 1)


def page(address: str) -> None:
    assert Client(SERVER_NAME="sofia.localhost").get(address).status_code == 200


def uncounted(address: str) -> None:
    Statistic.objects.all().delete()
    page(address)


def counted(_address: str) -> None:
    Statistic.objects.all().delete()
    count_due()


WORK: tuple[tuple[str, Callable[[str], None]], ...] = (
    ("page, not counted yet", uncounted),
    ("counted, with the city", counted),
    ("page", page),
)


def milliseconds(deed: Callable[[str], None], address: str, times: int) -> float:
    """The least of several."""
    spent = []
    for _one in range(times):
        began = perf_counter()
        deed(address)
        spent.append((perf_counter() - began) * 1000)
    return min(spent)


def queries(deed: Callable[[str], None], address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        deed(address)
    return len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--votes", type=int, default=VOTES)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    asked = parser.parse_args()
    many, few = asked.votes, asked.votes // LESS
    setup_test_environment()
    with houses(asked.database, (few, many)) as found:
        pages: dict[int, str] = {}
        for votes, place in found.items():
            with default_database(**place):
                pages[votes] = fill(votes)
                page(pages[votes])
        for name, deed in WORK:
            for number in range(ROUNDS):
                told: dict[Any, float] = {}
                for votes, place in found.items():
                    with default_database(**place):
                        times = TIMES if deed is page else 1
                        told[votes] = milliseconds(deed, pages[votes], times)
                        asks = queries(deed, pages[votes]) if deed is page else 0
                print(
                    f"{asked.database:<9}{name:<24} round {number + 1}: {many} / {few} = "
                    f"{told[many] / told[few]:.2f} ({told[many]:.1f} ms, {told[few]:.1f} ms)"
                    + (f", {asks} queries" if asks else ""),
                    flush=True,
                )


if __name__ == "__main__":
    main()
