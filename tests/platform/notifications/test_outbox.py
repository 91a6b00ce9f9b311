"""“Sent letters” in the demo; counts without contents for the operator."""

from __future__ import annotations

from typing import Any

from tests.platform.notifications.test_post import letter
from tests.world import World
from zaedno.platform.notifications.models import Message


def test_the_demo_shows_every_letter_with_working_links(world: World, settings: Any) -> None:
    assert world.client().get("/bg/notifications/outbox/").status_code == 404
    settings.DEMO = True
    letter(world)
    page = world.client().get("/bg/notifications/outbox/").content.decode()
    assert "Нова бележка" in page
    assert '<a href="http://localhost:8000/bg/"' in page
    other = world.client(city=world.other_city).get("/bg/notifications/outbox/").content.decode()
    assert "Нова бележка" not in other


def test_letters_are_paged(world: World, settings: Any) -> None:
    settings.DEMO = True
    for _n in range(31):
        letter(world)
    client = world.client()
    first = client.get("/bg/notifications/outbox/").content.decode()
    assert first.count('id="letter-') == 30
    last = Message.objects.order_by("pk").first()
    oldest = Message.objects.order_by("-pk")[29].pk
    assert f"before={oldest}" in first
    second = client.get(f"/bg/notifications/outbox/?before={oldest}").content.decode()
    assert last is not None
    assert f'id="letter-{last.pk}"' in second


def test_the_operator_sees_counts_and_tries_again(world: World) -> None:
    letter(world)
    Message.objects.update(state="stuck", error="OSError")
    client = world.client("operator")
    page = client.get("/bg/notifications/unsent/").content.decode()
    assert "test.letter" in page
    assert "ivan" not in page
    assert "Нова бележка" not in page
    assert client.post("/bg/notifications/unsent/resend/", {"key": "k"}).status_code == 302
    assert Message.objects.get().state == "waiting"
    assert world.client("coordinator").get("/bg/notifications/unsent/").status_code == 403
    assert world.client("coordinator").post("/bg/notifications/unsent/resend/").status_code == 403
