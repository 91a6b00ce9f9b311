"""Rooms: even and repeatable, nobody alone, moved with a reason, back together with the notes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from tests.features.workshops import live
from tests.features.workshops import rooms as walls
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops import schedule
from zaedno.features.workshops.actions import notes, rooms, seats
from zaedno.features.workshops.models.board import Cluster, Note
from zaedno.features.workshops.models.rooms import Room, Round, Sitting
from zaedno.features.workshops.models.session import Seat
from zaedno.features.workshops.queries import rooms as queries
from zaedno.features.workshops.queries import seats as seat_queries
from zaedno.features.workshops.rules.rooms import divided

NOON = "2027-03-12 12:00"


def full(world: World, people: int = 7) -> tuple[Any, Any, list[Seat]]:
    workshop, made = live.opened(world)
    return workshop, made, [live.join(world, made, f"t{n}") for n in range(people)]


def split(world: World, workshop: Any, count: int = 3, how: str = "random", **more: Any) -> Round:
    asked = {"workshop": workshop, "rooms": count, "how": how, **more}
    made: Round = world.act(rooms.split_rooms, "facilitator", **asked)
    return made


def sizes(round: Round) -> list[int]:
    count = Counter(Sitting.objects.filter(round=round).values_list("room__number", flat=True))
    return [count[room.number] for room in round.rooms.all()]


def test_everybody_sits_somewhere_and_the_draw_can_be_repeated(world: World) -> None:
    workshop, _made, people = full(world)
    round = split(world, workshop, seed="abc")
    assert sizes(round) == [3, 2, 2]
    drawn = dict(Sitting.objects.values_list("seat_id", "room__number"))
    again = divided([seat.pk for seat in people], 3, "abc")
    assert drawn == {seat: place + 1 for seat, place in again.items()}
    with pytest.raises(Refused):
        split(world, workshop)


@pytest.mark.parametrize(("people", "count"), [(3, 2), (0, 2), (7, 1), (7, 61)])
def test_too_few_people_or_rooms(world: World, people: int, count: int) -> None:
    workshop, _made, _seats = full(world, people)
    with pytest.raises(Refused):
        split(world, workshop, count)
    assert not Round.objects.exists()


def test_a_latecomer_sits_in_the_smallest_room(world: World) -> None:
    workshop, made, _people = full(world, 5)
    round = split(world, workshop, 2)
    late = live.join(world, made, "late")
    assert sizes(round) == [3, 3]
    assert Sitting.objects.get(seat=late).room.number == 2


def test_nobody_stays_alone(world: World) -> None:
    workshop, _made, people = full(world, 4)
    round = split(world, workshop, 2)
    room = round.rooms.get(number=1)
    first, second = (s.seat for s in Sitting.objects.filter(room=room).select_related("seat"))
    token = f"t{people.index(first)}"
    seats.leave(live.sitting(world, token), seat=first)
    moved = Sitting.objects.get(seat=second)
    assert moved.room.number == 2
    assert moved.why


def test_a_person_moved_reads_where_and_why(world: World) -> None:
    workshop, _made, people = full(world, 6)
    round = split(world, workshop, 2)
    seat = people[0]
    other = round.rooms.exclude(sittings__seat=seat).get()
    with pytest.raises(Refused):
        world.act(rooms.move_seat, "facilitator", seat=seat, room=other, reason="")
    world.act(rooms.move_seat, "facilitator", seat=seat, room=other, reason="за превода")
    sitting = queries.sitting(world.viewer(), round, seat.pk)
    assert sitting
    assert (sitting.room, sitting.why) == (other, "за превода")
    with pytest.raises(Refused):
        world.act(rooms.move_seat, "participant", seat=seat, room=other, reason="така")


def test_by_choice_everybody_chooses(world: World) -> None:
    workshop, _made, people = full(world, 4)
    round = split(world, workshop, 2, "choice")
    room = round.rooms.get(number=2)
    ctx = live.sitting(world, "t0")
    rooms.choose_room(ctx, seat=people[0], room=room)
    rooms.choose_room(ctx, seat=people[0], room=round.rooms.get(number=1))
    assert sizes(round) == [1, 0]
    with pytest.raises(Refused):
        rooms.choose_room(ctx, seat=people[1], room=room)


def test_one_room_or_all_get_more_time(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, _made, _people = full(world)
        round = split(world, workshop, minutes=10)
        one = round.rooms.get(number=1)
        world.act(rooms.extend_rooms, "facilitator", workshop=workshop, minutes=2, room=one)
        world.act(rooms.extend_rooms, "facilitator", workshop=workshop, minutes=5)
        round.refresh_from_db()
        ends = [view.ends_at for view in queries.overview(world.viewer(), round)]
    assert ends == [noon + timedelta(minutes=m) for m in (17, 15, 15)]


@pytest.mark.parametrize(("seconds", "over"), [(59, False), (60, True), (61, True)])
def test_the_countdown_at_its_edge(world: World, seconds: int, over: bool) -> None:
    with clock.at(NOON) as noon:
        workshop, _made, _people = full(world)
        split(world, workshop)
        world.act(rooms.close_rooms, "facilitator", workshop=workshop)
    with clock.at(noon + timedelta(seconds=30)):
        again = world.act(rooms.close_rooms, "facilitator", workshop=workshop)
        assert again.closing_at == noon + timedelta(seconds=60)
    with clock.at(noon + timedelta(seconds=seconds)):
        going = queries.going_on(world.viewer(), workshop.pk)
        assert (going is None) is over
        if over:
            with pytest.raises(Refused):
                world.act(rooms.close_rooms, "facilitator", workshop=workshop)


def test_notes_come_back_with_their_room_as_a_proposal(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, _made, people = full(world, 4)
        board = walls.open_boards(world, workshop, ["need"])[0]
        round = split(world, workshop, 2, board=board)
        for token, seat in enumerate(people):
            notes.leave_note(
                live.sitting(world, f"t{token}"), board=board, text=f"От {seat.number}", lang="bg"
            )
        viewer = world.viewer()
        mine = Sitting.objects.get(seat=people[0]).room
        assert len(queries.elsewhere(viewer, round, mine.pk)) == 2
        assert len(queries.elsewhere(viewer, round, None)) == 4
        seen = queries.overview(viewer, round)
        assert [view.notes for view in seen] == [2, 2]
        assert all(view.room.active_at == noon for view in seen)
        assert queries.brought(viewer, round) == []
        world.act(rooms.close_rooms, "facilitator", workshop=workshop)
    with clock.at(noon + timedelta(seconds=61)):
        round.refresh_from_db()
        back = queries.brought(world.viewer(), round)
        assert [(room.number, len(found)) for room, found in back] == [(1, 2), (2, 2)]
        assert set(Note.objects.values_list("room", flat=True)) == {"1", "2"}
        assert not Cluster.objects.exists()  # nothing is grouped unasked
        notes.leave_note(live.sitting(world, "t0"), board=board, text="После", lang="bg")
    assert Note.objects.order_by("-id")[0].room == ""


def test_rooms_by_the_pages(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, made, _people = full(world, 3)
        guest = live.browser(world, made)
        lead = world.client("facilitator")
        here = "/bg/workshops/w1/session/rooms/"
        board = walls.open_boards(world, workshop, ["need"])[0]
        few = lead.post(here + "split/", {"rooms": 3, "how": "random", "minutes": "", "board": ""})
        assert few.status_code == 422
        assert "4" in few.content.decode()
        lead.post(here + "split/", {"rooms": 2, "how": "hand", "minutes": 5, "board": board.pk})
        seat, room = Seat.objects.get(number=4), Room.objects.get(number=2)
        asked = {"seat": seat.pk, "room": room.pk, "reason": "за превода"}
        assert lead.post(here + "move/", {**asked, "reason": ""}).status_code == 302
        assert not Sitting.objects.exists()
        lead.post(here + "move/", asked)
        assert "за превода" in guest.get("/bg/workshops/w1/session/").content.decode()
        assert "Стая 2" in lead.get("/bg/workshops/w1/session/lead/").content.decode()
        guest.post("/bg/workshops/w1/session/note/", {"board": board.pk, "text": "Наша мисъл"})
        assert "Наша мисъл" in guest.get("/bg/workshops/w1/session/").content.decode()
        for away in ("session/screen/", "session/lead/", "boards/"):
            assert "Наша мисъл" not in lead.get(f"/bg/workshops/w1/{away}").content.decode()
        lead.post(here + "close/", {"back": "rooms"})
    with clock.at(noon + timedelta(seconds=61)):
        assert "Наша мисъл" in lead.get(here).content.decode()
        grouped = lead.post(f"/bg/workshops/session/rooms/{room.pk}/group/", {"title": ""})
        assert grouped.url == here
    assert str(Cluster.objects.get().title) == "Стая 2"
    assert world.client("participant").post(here + "close/").status_code == 403


def away(world: World, seat: Seat, minutes: float) -> None:
    Seat.objects.filter(pk=seat.pk).update(seen_at=clock.now() - timedelta(minutes=minutes))


def test_who_lost_the_line_for_half_an_hour_is_gone_from_the_room(world: World) -> None:
    with clock.at(NOON):
        workshop, _made, people = full(world, 6)
        round = split(world, workshop, 3, seed="abc")
        pair = [s.seat for s in Sitting.objects.filter(room=round.rooms.all()[1])]
        other, stays = pair
        away(world, other, 29.99)
        assert schedule.let_go_due() == 0
        away(world, other, 30)
        view = queries.overview(world.viewer("facilitator"), round)[1]
        assert (len(view.people), view.gone, view.alone) == (1, 1, True)
        assert schedule.let_go_due() == 1
        assert schedule.let_go_due() == 0
        led = Sitting.objects.get(seat=stays)
        assert led.room.number != 2
        assert "да не останете" in led.why
        seen = queries.overview(world.viewer("facilitator"), round)
        assert [v.led for v in seen if v.led] == [(stays,)]
        assert Event.objects.get(verb="workshops.let_go").facts == {"seats": 1, "moved": 1}
        assert len(people) == 6


def test_who_is_left_alone_everywhere_goes_back_to_everybody(world: World) -> None:
    with clock.at(NOON):
        workshop, _made, _people = full(world, 4)
        round = split(world, workshop, 2, seed="abc")
        token = "t0"
        mine = live.sitting(world, token)
        seat = seat_queries.mine(mine.viewer, workshop.pk)
        assert seat is not None
        with pytest.raises(Refused, match="водещият"):
            rooms.leave_room(mine, seat=seat)
        for n in (1, 2, 3):
            one = live.sitting(world, f"t{n}")
            theirs = seat_queries.mine(one.viewer, workshop.pk)
            assert theirs is not None
            seats.leave(one, seat=theirs)
        sitting = queries.sitting(mine.viewer, round, seat.pk)
        assert queries.is_alone(mine.viewer, sitting)
        rooms.leave_room(mine, seat=seat)
        assert queries.sitting(mine.viewer, round, seat.pk) is None
        with pytest.raises(Refused, match="не сте в стая"):
            rooms.leave_room(mine, seat=seat)


def test_where_everybody_chooses_nobody_is_moved_but_it_is_offered(world: World) -> None:
    with clock.at(NOON):
        workshop, made = live.opened(world)
        client = live.browser(world, made, "Ели")
        for n in range(3):
            live.join(world, made, f"t{n}")
        round = split(world, workshop, 2, "choice")
        room = round.rooms.first()
        assert room is not None
        url = f"/bg/workshops/{workshop.slug}/session/"
        client.post(f"{url}rooms/choose/", {"room": room.pk})
        page = client.get(url).content.decode()
        assert "В стаята Ви няма никой друг." in page
        assert "Изберете друга стая" in page
        answer = client.post(f"{url}rooms/leave/", follow=True).content.decode()
        assert "Отново сте при всички." in answer
        assert 'id="my-room"' not in answer
