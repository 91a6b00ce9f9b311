"""The form that splits a proposal: two parts, and one more as often as it is asked for."""

from __future__ import annotations

from typing import Any

from tests.features.proposals.build import open_process, proposed
from tests.world import World
from zaedno.features.proposals.models.together import Move


def test_one_more_part_comes_by_form_and_nothing_typed_is_lost(world: World) -> None:
    row = proposed(world, open_process(world))
    client, address = world.client("coordinator"), f"{row.get_absolute_url()}split/"
    page = client.get(address).content.decode()
    assert 'name="title_2"' in page
    assert 'name="title_3"' not in page
    assert 'name="fewer"' not in page, "two are the fewest"
    typed: dict[str, Any] = {"title_1": "Светофар", "title_2": "Бутон", "text_1": "", "text_2": ""}
    more = client.post(address, {**typed, "more": "yes", "key": "a"})
    shown = more.content.decode()
    assert more.status_code == 200
    assert 'name="title_3"' in shown
    assert 'value="Бутон"' in shown
    assert not Move.objects.exists()
    for number in (3, 4):
        typed |= {f"title_{number}": "", f"text_{number}": ""}
        shown = client.post(address, {**typed, "more": "yes", "key": f"b{number}"}).content.decode()
    assert 'name="title_5"' in shown
    assert 'name="more"' not in shown, "five are the most"
    assert "Махни част 5" in shown
    fewer = client.post(address, {**typed, "title_5": "", "text_5": "", "fewer": "yes", "key": "f"})
    shown = fewer.content.decode()
    assert ('name="title_4"' in shown, 'name="title_5"' in shown) == (True, False)
    assert "Махни част 4" in shown
    assert not Move.objects.exists()
    whole = {**typed, "title_3": "Знак", "why": "Три различни неща.", "key": "c"}
    assert client.post(address, whole).status_code == 302
    assert Move.objects.get().kind == "split"
