"""The pseudonym under which the journal knows a person in one city."""

from __future__ import annotations

from zaedno.core.viewer import CityLike
from zaedno.platform.people.models import Alias, Person


def alias_key(person: Person, city: CityLike) -> str:
    """Found, or made when the person does something here for the first time."""
    mine = Alias.objects.filter(person=person, city_id=city.pk)
    key = mine.values_list("key", flat=True).first()
    if key is None:
        # Two first deeds at once: one row wins, both read it.
        Alias.objects.bulk_create([Alias(person=person, city_id=city.pk)], ignore_conflicts=True)
        key = mine.values_list("key", flat=True).get()
    return key
