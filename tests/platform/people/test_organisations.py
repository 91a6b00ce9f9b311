"""The register: any name finds an organisation once; memberships carry dates."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.people.build import bait, kind, organisation
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.platform.people import actions, queries
from zaedno.platform.people.models import OrganisationName


@pytest.mark.parametrize(
    "typed",
    [
        "БАИТ",
        "bait",
        "„баит“",
        "Bulgarian Association of Information Technologies",
        "българска АСОЦИАЦИЯ по информационни технологии",
        "balgarska asotsiatsia po informatsionni tehnologii",
        "технологии информационни",
        "Съюз на компютърните фирми",
        "Асоциация ИТ България",
        "ВAIT",  # the first letter is Cyrillic
        "Вulgarian Аssociation",  # so are these two
    ],
)
def test_any_name_finds_it_once(world: World, typed: str) -> None:
    one = bait(world)
    organisation(world, "Друго сдружение", "Another Association")
    found = queries.find_organisation(world.viewer(), typed)
    assert found[:1] == [one]
    assert found.count(one) == 1


def test_other_city_and_empty_search_find_nothing(world: World) -> None:
    bait(world)
    assert queries.find_organisation(world.viewer(city=world.other_city), "БАИТ") == []
    assert queries.find_organisation(world.viewer(), "„ “") == []


def test_a_renamed_organisation_is_found_by_its_old_name(world: World) -> None:
    one = organisation(world, "Старо име", "Old Name")
    world.act(
        actions.rename_organisation,
        "coordinator",
        organisation=one,
        name=texts(bg="Ново име", en="New Name"),
    )
    assert queries.find_organisation(world.viewer(), "старо ИМЕ") == [one]
    former = OrganisationName.objects.filter(organisation=one, kind="former")
    assert set(former.values_list("text", flat=True)) == {"Старо име", "Old Name"}


def test_a_participant_does_not_register(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.act(
            actions.register_organisation,
            "participant",
            name=texts(bg="Име"),
            kind=kind(world),
        )
    assert refused.value.verdict.kind == "role"


def test_the_kind_is_of_this_city(world: World) -> None:
    foreign = kind(world, city=world.other_city)
    with pytest.raises(Refused):
        world.act(actions.register_organisation, "coordinator", name=texts(bg="Име"), kind=foreign)


def test_memberships_have_dates_and_end(world: World) -> None:
    body, member = bait(world), organisation(world, "Фирма", "Company")
    made = world.act(
        actions.join, "coordinator", member=member, body=body, since=When.parse("2019-05")
    )
    with pytest.raises(Refused):
        world.act(actions.join, "coordinator", member=member, body=body)
    with pytest.raises(Refused):
        world.act(
            actions.end_membership, "coordinator", membership=made, until=When.parse("2018-01")
        )
    world.act(actions.end_membership, "coordinator", membership=made, until=When.parse("2020-01"))
    world.act(actions.join, "coordinator", member=member, body=body, since=When.parse("2021-01"))
    shown = queries.organisation_page(world.viewer(), member.slug)
    assert shown is not None
    assert [m.since.text for m in shown["member_of"] if m.since] == ["2021-01-01m", "2019-05-01m"]


def test_the_same_slug_is_not_given_twice(world: World) -> None:
    first = organisation(world, "Име", "Same Name")
    second = organisation(world, "Име", "Same Name")
    assert {first.slug, second.slug} == {"same-name", "same-name-2"}


def test_readers_ask_a_fixed_number_of_questions(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [str(organisation(world, f"Име {n}", f"Name {n}").pk) for n in range(12)]
    viewer = world.viewer()
    with django_assert_num_queries(2):
        assert len(queries.organisation_things(viewer, ids)) == 12
    with django_assert_num_queries(3):
        assert len(queries.find_organisation(viewer, "име")) == 12
