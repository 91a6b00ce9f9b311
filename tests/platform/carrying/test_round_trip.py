"""A process taken out of one installation and brought into an empty one is the same."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.features.debates.build import argued, over, posed
from tests.features.insight.build import line, theme
from tests.features.proposals.build import proposed
from tests.features.surveys.build import chose, opened, replied
from tests.fixtures.databases import copy_sqlite, default_database
from tests.platform.processes.build import published
from tests.world import World
from zaedno.core import registry
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.debates.actions import arguing, summing
from zaedno.features.debates.models import Weight
from zaedno.features.insight.actions import lines
from zaedno.features.proposals.actions import answers, moderation, moves, papers, supports
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.carrying import out, shape
from zaedno.platform.carrying.actions import arriving
from zaedno.platform.carrying.queries import rows as carried
from zaedno.platform.cities.models import District, Theme
from zaedno.platform.discussion.actions import reactions, writing
from zaedno.platform.files.models import File
from zaedno.platform.identity.queries.residents import onlys
from zaedno.platform.people.models import Person
from zaedno.platform.processes.models import Process

REASON = texts(bg="Има място в плана.", en="There is room in the plan.")
FULL = (
    "cities.theme", "cities.district", "processes.process", "processes.stage",
    "proposals.proposal", "proposals.sheet", "proposals.support", "proposals.hiding",
    "proposals.move", "proposals.attachment", "files.file", "surveys.survey", "forms.form",
    "forms.page", "forms.question",
    "forms.reply", "discussion.thread", "discussion.comment", "discussion.wording",
    "discussion.reaction", "insight.theme", "insight.placing", "insight.line", "insight.source",
)  # fmt: skip
STAYS = {  # tables of rooms that carry, and why theirs is not carried
    "proposals.answerrule": "a setting of the city, not of a process",
    "insight.reading": "sorted anew where it arrives",
    "forms.tally": "counted anew where it arrives",
    "discussion.speaker": "who writes is counted for a day, by fingerprints of this house",
}


House = Callable[[str], AbstractContextManager[World]]


@pytest.fixture
def house(tmp_path: Path, django_db_blocker: Any, settings: Any) -> House:
    """Installations side by side, each with a database of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"

    @contextmanager
    def built(name: str) -> Iterator[World]:
        path = tmp_path / f"{name}.sqlite3"
        with django_db_blocker.unblock():
            copy_sqlite(path)
            with default_database(NAME=str(path)):
                yield World()

    return built


def full(world: World) -> Process:
    """Proposals in every state, supports, comments, a survey with replies, a summing-up."""
    process = published(world, starts=-10)
    process.theme = Theme.objects.create(city=world.city, code="T9", name=texts(bg="Път"))
    process.save()
    district = District.objects.create(city=world.city, slug="far", name=texts(bg="Далечен"))
    process.districts.add(district)
    said = [
        proposed(world, process, title=title, text="Затова.", district_id=district.pk)
        for title in ("Светофар с бутон", "Бутон за светофара", "Лампи", "Реклама", "Пейки")
    ]
    for role in ("coordinator", "moderator"):
        supports.support(world.ctx(role), proposal=said[0])
    papers.attach(world.ctx("participant"), proposal=said[2], upload=picture(), about="Лампата")
    _merged(world, said[1], said[0])
    ctx = world.ctx("moderator")
    moderation.hide(ctx, proposal=said[3], rule="spam", facts=texts(bg="Продава."))
    answers.answer(world.ctx("coordinator"), proposal=said[0], outcome="accepted", reason=REASON)
    answers.publish_answers(world.ctx("coordinator"), process=process, ids=[said[0].pk])
    _discussed(world, said[0])
    survey, asked = opened(world)
    told = {asked["how"]: chose("2"), asked["line"]: "94", asked["well"]: 4}
    for role in ("participant", "org"):
        replied(world, survey, role, told)
    survey.process = process  # this process has no stage for it; what is carried is the same
    survey.save()
    theme(world, process)
    lines.publish_line(world.ctx("coordinator"), line=line(world, process, said[:1]))
    return process


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(drawn, "PNG")
    return SimpleUploadedFile("lamp.png", drawn.getvalue())


def _merged(world: World, row: Proposal, into: Proposal) -> None:
    move = moves.merge(world.ctx("coordinator"), proposal=row, into=into, why="Едно и също.")
    moves.consent(world.ctx("participant"), move=move)


def _discussed(world: World, about: Proposal) -> None:
    where = {"kind": "proposals.proposal", "ident": str(about.pk), "lang": "bg"}
    first = writing.comment(world.ctx("org"), text="Да.", position="for", **where)
    second = writing.reply(world.ctx("editor"), parent=first, text="Защо?", lang="bg")
    writing.edit(world.ctx("editor"), comment=second, text="Защо там?", position="neutral")
    reactions.react(world.ctx("participant"), comment=first, sign="agree")


def entries(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(world: World, process: Process) -> bytes:
    return out.pack(world.viewer("coordinator"), process).read()


def brought(world: World, file: bytes, role: str = "coordinator") -> Process:
    """Sent in and read as the job does, without its letter where a rule says no."""
    upload = SimpleUploadedFile("process.zip", file)
    row = arriving.send_in(world.ctx(role), upload=upload, size=len(file))
    made: Process = arriving.bring_in(world.ctx(role), arrival=row)
    return made


def test_there_and_back_unchanged(house: House) -> None:
    with house("first") as world:
        process = full(world)
        file = packed(world, process)
        secret = world.person("participant").email
    told = entries(file)
    assert secret.encode() not in b"".join(told.values())
    counts = json.loads(told["process.json"])["tables"]
    assert {table for table in FULL if not counts[table]} == set()
    with house("second") as world:
        made = brought(world, file)
        assert made.slug == process.slug
        again = entries(packed(world, made))
        page = world.client().get(f"/bg/proposals/{made.slug}/").content.decode()
        shown = world.client().get(f"/bg/insight/{made.slug}/").content.decode()
        strangers = Person.objects.filter(email="", state="left").count()
        with pytest.raises(Refused, match="вече има процес"):
            brought(world, file)
    assert again.keys() == told.keys()
    changed = [name for name in told if told[name] != again[name]]
    assert changed == []
    assert "Светофар с бутон" in page
    assert "Колите не спират." in shown
    assert strangers == json.loads(told["process.json"])["people"]


def test_whom_a_stage_is_for_travels_and_never_grows_wider(house: House) -> None:
    with house("first") as world:
        process = published(world, starts=-10)
        many = [
            District.objects.create(city=world.city, slug=f"far-{n}", name=texts(bg=f"Далечен {n}"))
            for n in range(3)
        ]
        stage = process.stages.first()
        assert stage is not None
        own = {"groups": [77], "youngest": 14}
        stage.only = {"districts": [many[2].pk], "verbs": {"support": own}}
        stage.save()
        file = packed(world, process)
    told = json.loads(entries(file)["process.json"])
    assert told["left"]["processes.stage.only"] == 1
    with house("second") as world:
        made = brought(world, file)
        only = made.stages.get(position=stage.position).only
        assert [District.objects.get(pk=pk).slug for pk in only["districts"]] == ["far-2"]
        assert only["verbs"]["support"] == {"groups": [0], "youngest": 14}
        (rule,) = onlys(world.viewer(), [only["verbs"]["support"]])
        assert rule.groups
        assert rule.group_words == "група, която общината още не е избрала"
        assert entries(packed(world, made)) == entries(file)


def test_a_file_that_is_gone_from_the_disk_stops_nothing(house: House) -> None:
    with house("first") as world:
        process = full(world)
        for one in File.objects.all():
            one.content.storage.delete(one.content.name)
        file = packed(world, process)
    assert json.loads(entries(file)["process.json"])["missing"] == ["files/files.file/1"]
    with house("second") as world:
        assert brought(world, file).slug == process.slug


def test_a_debate_travels_with_its_weights(house: House) -> None:
    with house("first") as world:
        debate = posed(world)
        one = argued(world, debate)
        two = argued(world, debate, side="against", text="Колите ще са на съседната.", parent=one)
        arguing.weigh(world.ctx("editor"), argument=one, value=4)
        debate = over(debate)
        summing.add_line(
            world.ctx("coordinator"),
            debate=debate,
            kind="minority",
            text=texts(bg="Остават две улици.", en="Two streets are left."),
            sources=[one.pk, two.pk],
        )
        file = packed(world, debate.process)
    with house("second") as world:
        made = brought(world, file)
        again = packed(world, made)
        weights = list(Weight.objects.values_list("value", flat=True))
    assert entries(again) == entries(file)
    assert weights == [4]


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("proposals.proposal", {"state": "elected"}, "proposals.proposal, ред 1: в „state“"),
        ("proposals.proposal", {"title": "Д" * 141}, "proposals.proposal, ред 1: в „title“"),
        ("proposals.proposal", {"process": 7}, "сочи към ред, който го няма"),
        ("proposals.proposal", {"row": "x"}, "„row“ липсва"),
        ("proposals.support", {"sheet": None}, "proposals.support, ред 1"),
        ("discussion.comment", {"parent": 99}, "сочи към ред, който го няма"),
        ("discussion.thread", {"ident": "99"}, "„ident“ сочи към ред, който го няма"),
        ("forms.reply", {"answers": {"99": 1}}, "forms.reply, ред 1: в „answers“"),
        ("processes.stage", {"opens_at": "вчера"}, "processes.stage, ред 1: в „opens_at“"),
        ("processes.process", {"title": ["Път"]}, "processes.process, ред 1: в „title“"),
        ("processes.process", {"title": {"bg": 7}}, "processes.process, ред 1: в „title“"),
    ],
)
def test_a_damaged_row_is_named_and_nothing_is_written(
    house: House, table: str, change: dict[str, Any], says: str
) -> None:
    with house("first") as world:
        told = entries(packed(world, full(world)))
    rows = told[f"rows/{table}.jsonl"].decode().splitlines()
    told[f"rows/{table}.jsonl"] = "\n".join(
        [json.dumps(json.loads(rows[0]) | change), *rows[1:]]
    ).encode()
    with house("second") as world:
        before = Person.objects.count()
        with pytest.raises(Refused, match=says):
            brought(world, zipped(told))
        assert not Process.objects.exists()
        assert not Theme.objects.filter(code="T9").exists()
        assert Person.objects.count() == before + 1  # the coordinator who tried


def zipped(told: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in told.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "told",
    [
        {"process.json": b"{}"},
        {"other.txt": b""},
        {"process.json": b'{"format": "zaedno-process", "version": 2, "process": "a"}'},
    ],
)
def test_other_files_are_refused(world: World, told: dict[str, bytes]) -> None:
    with pytest.raises(Refused, match="Заедно"):
        brought(world, zipped(told))
    with pytest.raises(Refused, match="Заедно"):
        brought(world, b"not a zip")


def test_brackets_without_end_are_refused(world: World) -> None:
    told = {"format": "zaedno-process", "version": 1, "process": "a", "people": 0, "missing": [],
            "tables": {"processes.process": 1}}  # fmt: skip
    rows = {"rows/processes.process.jsonl": b"[" * 100_000}
    with pytest.raises(Refused, match=r"processes\.process"):
        brought(world, zipped({"process.json": json.dumps(told).encode(), **rows}))


def test_bytes_that_were_damaged_on_the_way_are_refused(world: World) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("process.json", json.dumps({"format": "zaedno-process"} | {"a": "b" * 99}))
    whole = made.getvalue()
    start = whole.index(b"process.json") + len(b"process.json")
    with pytest.raises(Refused, match="Заедно"):
        brought(world, whole[:start] + b"\xff" * 20 + whole[start + 20 :])


def test_an_unknown_table_is_refused(world: World) -> None:
    told = {"format": "zaedno-process", "version": 1, "process": "a", "people": 0, "missing": [],
            "tables": {"people.person": 1}}  # fmt: skip
    with pytest.raises(Refused, match=r"people\.person"):
        brought(world, zipped({"process.json": json.dumps(told).encode()}))


def test_only_the_coordinator_carries(world: World) -> None:
    for role in ("", "participant", "editor", "moderator"):
        with pytest.raises(Refused):
            brought(world, b"", role)


def test_every_table_of_a_carrying_room_is_carried_or_says_why(world: World) -> None:
    told = set(carried.tables(world.viewer()))
    rooms = {
        feature.name
        for offer in ("holdings", "holdings_about")
        for feature, _function in registry.offered(offer)
    }
    theirs = {
        shape.label(model) for room in rooms for model in apps.get_app_config(room).get_models()
    }
    assert theirs - told == set(STAYS)
