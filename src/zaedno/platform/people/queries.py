from __future__ import annotations

from zaedno.core.viewer import CityLike, Viewer
from zaedno.platform.people.aliases import alias_key
from zaedno.platform.people.models import Person, Representation, Role


def viewer_for(person: Person, city: CityLike, lang: str) -> Viewer:
    """The viewer that a signed-in person is in this city."""
    roles = Role.objects.filter(person=person, city_id=city.pk, until__isnull=True)
    spoken = Representation.objects.filter(
        person=person,
        city_id=city.pk,
        state=Representation.State.CONFIRMED,
        until__isnull=True,
    )
    return Viewer(
        city=city,
        person=person,
        roles=frozenset(roles.values_list("role", flat=True)),
        represents=frozenset(spoken.values_list("organisation_id", flat=True)),
        lang=lang,
        alias=lambda: alias_key(person, city),
    )
