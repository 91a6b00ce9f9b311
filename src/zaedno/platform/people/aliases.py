"""The pseudonym under which the journal knows a person in one city."""

from __future__ import annotations

from zaedno.core.viewer import CityLike
from zaedno.platform.people.models import Alias, Person


def alias_key(person: Person, city: CityLike) -> str:
    """Found, or made when the person does something here for the first time."""
    Alias.objects.bulk_create([Alias(person=person, city_id=city.pk)], ignore_conflicts=True)
    return Alias.objects.get(person=person, city_id=city.pk).key
