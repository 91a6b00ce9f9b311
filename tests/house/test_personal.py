"""Whoever asks for their own data gets all of it: every table with a person in it, or a reason."""

from __future__ import annotations

from django.apps import apps

from tests.house.source import report
from tests.world import World
from zaedno.platform.people.exports import kept, my_data
from zaedno.platform.people.models import Person

TOLD_BY_PEOPLE = {"people.alias", "people.role", "people.representation"}
STAYS = {
    "forms.reply": "who typed a sheet in, until somebody else lets it count",
    "workshops.change": "a deed of the staff on a board; it stands among the deeds",
    "workshops.influence": "a rating by the staff; it stands among the deeds",
    "workshops.methodfile": "a file brought in by the staff; it stands among the deeds",
    "workshops.minutesedit": "a passage of public minutes; it stands among the deeds",
    "workshops.papersheet": "who typed a sheet in; it stands among the deeds",
}
STAFF_PAGES = ("wagtail", "pages.")  # the CMS keeps who of the staff edited its public pages


def test_every_table_with_a_person_is_in_their_data_or_says_why_not(world: World) -> None:
    told = {one.model._meta.label_lower for one in kept(world.viewer("participant"))}
    told |= TOLD_BY_PEOPLE
    holding = {
        model._meta.label_lower
        for model in apps.get_models()
        if any(field.related_model is Person for field in model._meta.concrete_fields)
        and not model._meta.label_lower.startswith(STAFF_PAGES)
    }
    assert not holding - told - set(STAYS), report(sorted(holding - told - set(STAYS)))
    assert not told & set(STAYS)


def test_no_key_and_no_secret_is_told(world: World) -> None:
    doors = {"secret", "recovery", "digest", "mark", "endpoint", "feed_salt", "address_hash"}
    for one in kept(world.viewer("participant")):
        assert not doors & set(one.columns), one.model


def test_whoever_is_nobody_has_no_data_kept(world: World) -> None:
    assert kept(world.viewer()) == []


def test_the_copy_holds_every_table(world: World) -> None:
    viewer = world.viewer("participant")
    assert set(my_data(viewer)["kept"]) == {one.model._meta.label_lower for one in kept(viewer)}
