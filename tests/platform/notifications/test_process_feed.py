"""What is done inside a process is read in its feed and its calendar; letters stay few."""

from __future__ import annotations

from tests.features.debates.build import posed
from tests.features.proposals.build import open_process, proposed
from tests.features.surveys.build import opened, with_logic
from tests.features.workshops import build as workshops
from tests.platform.processes.build import midnight
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.proposals.actions import answers
from zaedno.features.surveys.actions import making
from zaedno.platform.cities.models import District, Theme
from zaedno.platform.notifications.actions import follow
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes.models import Process, Stage

REASON = texts(bg="Има място в плана.", en="There is room in the plan.")


def feed(world: World, kind: str, ident: str, what: str = "feed.atom") -> str:
    answer = world.client().get(f"/bg/notifications/feeds/{kind}/{ident}/{what}")
    assert answer.status_code == 200
    return answer.content.decode()


def placed(world: World) -> Process:
    """A process with a topic and a district."""
    process = open_process(world)
    process.theme = Theme.objects.create(city=world.city, code="paths", name=texts(bg="Път"))
    process.save()
    district = District.objects.create(city=world.city, slug="far", name=texts(bg="Далечен"))
    process.districts.add(district)
    Stage.objects.create(
        city=world.city, process=process, position=9, method="survey", title=texts(bg="Анкета"),
        opens_at=midnight(-1), who={"reply": "everybody"},
    )  # fmt: skip
    return process


def test_proposals_debates_surveys_and_answers_stand_in_the_feed_of_their_process(
    world: World,
) -> None:
    process = placed(world)
    world.hear()
    row = proposed(world, process, title="Светофар с бутон")
    posed(world, process)
    survey, _asked = with_logic(world)
    survey.process = process
    survey.save()
    making.publish(world.ctx("coordinator"), survey=survey)
    world.hear()
    told = feed(world, "processes.process", str(process.pk))
    for said in ("Светофар с бутон", "Да се затвори ли улицата?", str(survey.title)):
        assert said in told
    before = told.count("<entry>")
    answers.answer(world.ctx("coordinator"), proposal=row, outcome="accepted", reason=REASON)
    answers.publish_answers(world.ctx("coordinator"), process=process, ids=[row.pk])
    world.hear()
    assert feed(world, "processes.process", str(process.pk)).count("<entry>") == before + 1
    for kind, ident in (("cities.theme", "paths"), ("cities.district", "far")):
        told = feed(world, kind, ident)
        assert "Да се затвори ли улицата?" in told
        assert str(survey.title) in told


def test_a_survey_of_no_process_stands_in_no_feed_of_one(world: World) -> None:
    process = placed(world)
    survey, _asked = opened(world)
    world.hear()
    assert str(survey.title) not in feed(world, "processes.process", str(process.pk))


def test_who_follows_a_process_gets_no_letter_for_each_proposal(world: World) -> None:
    process = placed(world)
    world.hear()
    follow(world.ctx("org"), kind="processes.process", ident=str(process.pk))
    proposed(world, process, title="Светофар с бутон")
    world.hear()
    assert not Message.objects.filter(kind="notifications.news").exists()
    page = world.client("org").get("/bg/notifications/").content.decode()
    assert "Светофар с бутон" in page


def test_the_calendar_of_a_process_has_its_stages_and_its_events(world: World) -> None:
    process = placed(world)
    event = workshops.event(world, process_id=process.pk)
    workshops.event(world, "other", title=texts(bg="Друга среща"))
    told = feed(world, "processes.process", str(process.pk), "calendar.ics")
    assert "Предложения: Път до училище" in told
    assert "Семинар за нуждите" in told
    assert "Друга среща" not in told
    page = world.client().get(f"/bg/workshops/{event.slug}/").content.decode()
    assert process.get_absolute_url() in page
