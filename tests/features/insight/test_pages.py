"""What people said, through the browser's eyes."""

from __future__ import annotations

import json
from typing import Any

from tests.features.insight.build import line, spoken, theme
from tests.world import World
from zaedno.features.insight.actions import lines
from zaedno.features.insight.models import Line, Placing, Theme


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_from_the_desk_to_the_public_page(world: World) -> None:
    process, said = spoken(world)
    client, base = world.client("coordinator"), f"/bg/insight/{process.slug}/"
    assert "Още нищо не е обобщено" in html(world.client().get(base))
    assert client.get(f"{base}desk/").status_code == 200
    typed = {"title_bg": "Пресичане", "title_en": "Crossing", "seeds": "светофар, бутон"}
    assert client.post(f"{base}themes/new/", typed).status_code == 302
    made = Theme.objects.get()
    assert made.seeds == "светофар бутон"
    page = html(client.get(f"{base}themes/crossing/"))
    assert said[0].title in page
    assert "намерено по: бутон, светофар" in page
    refs = [f"proposals.proposal:{said[0].pk}", f"proposals.proposal:{said[1].pk}"]
    sent = {"text_bg": "Колите не спират.", "view": "shared", "refs": refs}
    assert client.post(f"{base}themes/crossing/line/", sent).status_code == 302
    drafted = Line.objects.get()
    assert world.client().get(f"/bg/insight/lines/{drafted.pk}/").status_code == 404
    assert client.post(f"/bg/insight/lines/{drafted.pk}/publish/").status_code == 302
    shown = html(world.client().get(base))
    assert "Колите не спират." in shown
    assert "2 мнения го казват" in shown
    assert "Няма изречение за казаното само от малцина" in shown
    assert said[1].title in html(world.client().get(f"/bg/insight/lines/{drafted.pk}/"))
    left = html(world.client().get(f"{base}unsaid/"))
    assert said[2].title in left
    assert said[0].title not in left


def test_a_line_without_contributions_comes_back_with_its_words(world: World) -> None:
    process, _said = spoken(world)
    theme(world, process)
    address = f"/bg/insight/{process.slug}/themes/crossing/line/"
    answer = world.client("editor").post(address, {"text_bg": "Колите.", "view": "shared"})
    assert answer.status_code == 422
    assert "Изберете поне едно мнение" in html(answer)
    assert "Колите." in html(answer)


def test_moving_by_the_form(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    address = f"/bg/insight/{process.slug}/themes/rest/place/"
    client = world.client("moderator")
    assert said[3].title in html(client.get(address))
    sent = {"refs": [f"proposals.proposal:{said[3].pk}"], "theme": "crossing"}
    assert client.post(address, sent).status_code == 302
    assert Placing.objects.get(ident=str(said[3].pk)).by_hand


def test_others_are_kept_out(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    made = line(world, process, said[:1])
    base = f"/bg/insight/{process.slug}/"
    for address in (f"{base}desk/", f"{base}themes/new/", f"{base}themes/crossing/line/"):
        assert world.client("participant").get(address).status_code == 403
        assert world.client("coordinator", world.other_city).get(address).status_code == 404
    assert world.client("participant").get(f"/bg/insight/lines/{made.pk}/").status_code == 404


def test_exports(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    lines.publish_line(world.ctx("coordinator"), line=line(world, process, said[:1], "minority"))
    base = f"/bg/insight/{process.slug}/"
    table = b"".join(world.client().get(f"{base}contributions.csv").streaming_content)  # type: ignore[attr-defined]
    rows = table.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(said)
    assert 'crossing,no,"бутон, светофар"' in rows[1]
    told = json.loads(world.client().get(f"{base}insight.json").content)
    assert told["lines"][0]["view"] == "minority"
    assert told["lines"][0]["sources"] == [f"proposals.proposal:{said[0].pk}"]
    assert told["in_no_line"] == 3


def test_a_fixed_number_of_queries(world: World, django_assert_max_num_queries: Any) -> None:
    process, said = spoken(world)
    theme(world, process)
    for _number in range(6):
        made = line(world, process, said)
        lines.publish_line(world.ctx("coordinator"), line=made)
    client = world.client()
    client.get(f"/bg/insight/{process.slug}/")
    with django_assert_max_num_queries(12):
        client.get(f"/bg/insight/{process.slug}/")
    with django_assert_max_num_queries(16):
        client.get(f"/bg/insight/{process.slug}/themes/crossing/")


def test_beside_the_process(world: World) -> None:
    process, _said = spoken(world)
    assert "Прочети обобщението" not in html(world.client().get(f"/bg/processes/{process.slug}/"))
    theme(world, process)
    assert "Прочети обобщението" in html(world.client().get(f"/bg/processes/{process.slug}/"))
