"""Through HTTP: the list, an act with its deliveries, a citizen's check and a moderator's desk."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.decisions.build import act, check, delivery
from tests.world import World
from zaedno.core.clock import at
from zaedno.features.decisions.models import Act, CitizenCheck

CHECK = {"verdict": "disagrees", "text": "Няма табло.", "day": "2027-08-20", "key": "k"}


def test_an_act_shows_its_deliveries_in_both_languages(world: World) -> None:
    row = act(world)
    delivery(world, row)
    bulgarian = world.client().get(f"/bg/decisions/{row.pk}/").content.decode()
    assert "Табла в районите" in bulgarian
    english = world.client().get(f"/en/decisions/{row.pk}/").content.decode()
    assert "Boards in districts" in english


def test_a_citizen_checks_and_a_moderator_publishes(world: World) -> None:
    row = delivery(world, act(world))
    url = f"/bg/decisions/deliveries/{row.pk}/check/"
    assert world.client().get(url).status_code == 302
    with at("2027-08-20 12:00"):
        assert world.client("participant").post(url, CHECK).status_code == 302
        world.client("participant").post(url, CHECK)
    seen = CitizenCheck.objects.get()
    desk = world.client("moderator")
    assert "Няма табло." in desk.get("/bg/decisions/checks/").content.decode()
    desk.post(f"/bg/decisions/checks/{seen.pk}/publish/", {"key": "p"})
    assert "Няма табло." in world.client().get(f"/bg/decisions/{row.act_id}/").content.decode()


def test_a_photo_that_is_no_picture_is_explained(world: World) -> None:
    row = delivery(world, act(world))
    photo = SimpleUploadedFile("a.jpg", b"<script>", content_type="image/jpeg")
    with at("2027-08-20 12:00"):
        answer = world.client("participant").post(
            f"/bg/decisions/deliveries/{row.pk}/check/", {**CHECK, "photo": photo}
        )
    assert answer.status_code == 422
    assert "Няма табло." in answer.content.decode()
    assert not CitizenCheck.objects.exists()


def test_an_unread_check_is_not_shown(world: World) -> None:
    row = act(world)
    check(world, delivery(world, row))
    assert "Още няма табло" not in world.client().get(f"/bg/decisions/{row.pk}/").content.decode()


def test_the_list_costs_the_same_for_many(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert world.client().get("/bg/decisions/").status_code == 200
        return len(seen)

    template = act(world)
    few = cost()
    values = {
        f.attname: getattr(template, f.attname)
        for f in Act._meta.concrete_fields
        if f.name not in ("id", "receipt", "number")
    }
    Act.objects.bulk_create(Act(**values, number=str(n)) for n in range(300))
    assert cost() == few
