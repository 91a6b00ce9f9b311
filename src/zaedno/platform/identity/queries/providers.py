"""The city's providers, whom they know here, and what stands on the pages about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.partial_dates import show_moment
from zaedno.core.things import Task
from zaedno.core.viewer import Viewer
from zaedno.core.ways import Door
from zaedno.platform.cities.queries import districts
from zaedno.platform.identity.models import Provider, ProviderLink, Verification
from zaedno.platform.identity.rules import may_set
from zaedno.platform.identity.rules.providers import PROVIDER
from zaedno.platform.people.models import Person


def providers(viewer: Viewer) -> QuerySet[Provider]:
    mine = Provider.objects.filter(city_id=viewer.city.pk).select_related("city")
    return mine.annotate(people=Count("links")).order_by("pk")


def provider(viewer: Viewer, pk: Any) -> Provider | None:
    return Provider.objects.filter(city_id=viewer.city.pk, pk=pk).select_related("city").first()


def held(viewer: Viewer, pk: int) -> Provider:
    """The row that owns who is linked: of many who come at once with one subject, one is new."""
    rows = Provider.objects.select_for_update(no_key=True)
    return rows.get(city_id=viewer.city.pk, pk=pk)


def doors(viewer: Viewer) -> list[Door]:
    """Buttons of the sign-in page."""
    rows = Provider.objects.filter(city_id=viewer.city.pk, sign_in=True).order_by("pk")
    return [_door(row, "sign-in") for row in rows]


def ways(viewer: Viewer) -> list[Door]:
    """Buttons among the ways of being verified."""
    rows = Provider.objects.filter(city_id=viewer.city.pk, residents=True).order_by("pk")
    return [_door(row, "resident") for row in rows]


def opens_both(viewer: Viewer) -> bool:
    """Whether somebody who is not known at all can be known and verified in one go."""
    both = Provider.objects.filter(city_id=viewer.city.pk, sign_in=True, residents=True)
    return both.exists()


def _door(row: Provider, use: str) -> Door:
    said = _("It does not answer since %(when)s. The other ways are open.")
    note = said % {"when": show_moment(row.down_since)} if row.down_since else ""
    return Door(str(row.name), reverse("identity:to_provider", args=[row.pk]), use, note)


def link_of(viewer: Viewer, row: Provider, digest: str) -> ProviderLink | None:
    found = ProviderLink.objects.filter(provider=row, provider__city_id=viewer.city.pk)
    found = found.filter(digest=digest)
    return found.select_related("person").first()


def own_link(viewer: Viewer, row: Provider) -> ProviderLink | None:
    return ProviderLink.objects.filter(provider=row, person_id=_own(viewer)).first()


def other_doors(viewer: Viewer, row: Provider) -> int:
    mine = ProviderLink.objects.filter(person_id=_own(viewer), provider__sign_in=True)
    return mine.exclude(provider=row).count()


def _own(viewer: Viewer) -> Any:
    return getattr(viewer.person, "pk", None)


def my_doors(viewer: Viewer) -> QuerySet[Provider]:
    """The providers one may be linked with, and with which one is."""
    mine = ProviderLink.objects.filter(provider=OuterRef("pk"), person_id=_own(viewer))
    rows = Provider.objects.filter(city_id=viewer.city.pk).annotate(mine=Exists(mine))
    return rows.exclude(sign_in=False, mine=False).order_by("pk")


def locked_in(viewer: Viewer, row: Provider) -> int:
    """How many would have no way in without this provider."""
    others = ProviderLink.objects.filter(person=OuterRef("person"), provider__sign_in=True)
    others = others.exclude(provider=row)
    alone = ProviderLink.objects.filter(provider=row, person__email="")
    alone = alone.filter(provider__city_id=viewer.city.pk)
    alone = alone.filter(person__state=Person.State.ACTIVE)
    return alone.exclude(Exists(others)).count()


def verified_by(viewer: Viewer, now: datetime) -> int:
    """Open verifications by any provider of the city; their marks stand on what was told."""
    mine = Verification.objects.filter(city_id=viewer.city.pk, way=PROVIDER)
    return mine.filter(ended_at__isnull=True, until__gt=now).count()


def places(viewer: Viewer, row: Provider) -> dict[str, int]:
    """The city's districts by every word that may be told for them."""
    found: dict[str, int] = {}
    for one in districts(viewer):
        for word in (one.slug, *one.name.values()):
            found[word.casefold()] = one.pk
    return found | {word.casefold(): pk for word, pk in row.districts.items()}


def tasks(viewer: Viewer) -> list[Task]:
    """Providers that do not work, for whoever set them up."""
    if not may_set(viewer):
        return []
    rows = Provider.objects.filter(city_id=viewer.city.pk).order_by("pk")
    return [_task(row) for row in rows if row.down_since or row.trouble_at]


def _task(row: Provider) -> Task:
    said = _("%(name)s does not answer") if row.down_since else _("Signing in by %(name)s fails")
    where = reverse("identity:provider", args=[row.pk])
    since: Any = row.down_since or row.trouble_at
    return Task(said % {"name": row.name}, where, since)


@dataclass(frozen=True)
class Linked:
    """How an account stands with a provider, for the rule."""

    owner: int | None
    has_one: bool


def linked(viewer: Viewer, row: Provider, digest: str) -> Linked:
    found = link_of(viewer, row, digest)
    return Linked(found.person_id if found else None, own_link(viewer, row) is not None)
