"""Whoever asks for their own data gets all of it: every table with a person in it, or a reason."""

from __future__ import annotations

from django.apps import apps

from tests.house.source import report
from tests.world import World
from zaedno.platform.people.exports import kept, my_data
from zaedno.platform.people.models import Person

TOLD_BY_PEOPLE = {"people.alias", "people.role", "people.representation"}
STAFF_PAGES = ("wagtail", "pages.")  # the CMS keeps who of the staff edited its public pages


def questions(world: World) -> dict[str, str]:
    """What is looked for of somebody, table by table."""
    found = kept(world.viewer("participant"))
    return {one.model._meta.label_lower: str(one.rows.query) for one in found}


def test_every_column_with_a_person_is_looked_for_in_their_data(world: World) -> None:
    asked = questions(world)
    forgotten = [
        f"{label}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.related_model is Person
        and not (label := model._meta.label_lower).startswith(STAFF_PAGES)
        and label not in TOLD_BY_PEOPLE
        and f'"{model._meta.db_table}"."{column.column}" = ' not in asked.get(label, "")
    ]
    assert not forgotten, report(forgotten)


def test_every_address_kept_by_itself_is_looked_for_too(world: World) -> None:
    """What somebody left before they had an account is theirs as well."""
    asked = questions(world)
    forgotten = [
        model._meta.label_lower
        for model in apps.get_models()
        if any(column.name == "address_hash" for column in model._meta.concrete_fields)
        and f'"{model._meta.db_table}"."address_hash" = '
        not in asked.get(model._meta.label_lower, "")
    ]
    assert not forgotten, report(forgotten)


def test_no_key_and_no_secret_is_told(world: World) -> None:
    doors = {"secret", "recovery", "digest", "mark", "endpoint", "feed_salt", "address_hash"}
    for one in kept(world.viewer("participant")):
        assert not doors & set(one.columns), one.model


def test_whoever_is_nobody_has_no_data_kept(world: World) -> None:
    assert kept(world.viewer()) == []


def test_the_copy_holds_every_table(world: World) -> None:
    viewer = world.viewer("participant")
    assert set(my_data(viewer)["kept"]) == {one.model._meta.label_lower for one in kept(viewer)}
