"""T1 and T2: the verifier finds every tampering and names the first wrong row."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db.models import F

from tests.platform.journal.build import as_superuser, deeds, sealed
from tests.world import World
from zaedno.algorithms import merkle
from zaedno.core.models import FORGOTTEN, Delivery, Event
from zaedno.platform.journal import exports, signing, verify
from zaedno.platform.journal.actions import seal_waiting
from zaedno.platform.journal.models import Checkpoint, Node

SCRIPT = Path(verify.__file__).parent / "static" / "journal" / "verify_journal.py"


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_journal", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def change(place: int) -> None:
    Event.objects.filter(seal=place).update(subject_id="666")


def change_facts(place: int) -> None:
    Event.objects.filter(seal=place).update(facts={"relation": "answers"})


def remove(place: int) -> None:
    Delivery.objects.filter(event__seal=place).delete()
    Event.objects.filter(seal=place)._raw_delete("default")


def remove_and_move_up(place: int) -> None:
    remove(place)
    for seal in (
        Event.objects.filter(seal__gt=place).order_by("seal").values_list("seal", flat=True)
    ):
        Event.objects.filter(seal=seal).update(seal=F("seal") - 1)


def insert(place: int) -> None:
    for seal in (
        Event.objects.filter(seal__gte=place).order_by("-seal").values_list("seal", flat=True)
    ):
        Event.objects.filter(seal=seal).update(seal=F("seal") + 1)
    neighbour = Event.objects.get(seal=place + 1)
    neighbour.pk, neighbour.seal, neighbour.subject_id = None, place, "666"
    neighbour.save(force_insert=True)


def reorder(place: int) -> None:
    Event.objects.filter(seal=place).update(seal=10_000)
    Event.objects.filter(seal=place + 1).update(seal=place)
    Event.objects.filter(seal=10_000).update(seal=place + 1)


Tamper = Callable[[int], None]
TAMPERS: list[tuple[Tamper, str]] = [
    (change, "променен"),
    (change_facts, "променени"),
    (remove, "премахнат"),
    (remove_and_move_up, "премахнат"),
    (insert, "вмъкнат"),
    (reorder, "размест"),
]


def test_a_whole_journal_is_whole(world: World, capsys: Any) -> None:
    sealed(world, 5, 4)
    deeds(world, 2, start=9)
    assert verify.main([]) == 0
    assert re.search(r"9,.* 2,.* 2,", capsys.readouterr().out)


@pytest.mark.parametrize(("tamper", "word"), TAMPERS, ids=lambda x: getattr(x, "__name__", ""))
def test_each_tampering_is_named_with_its_place(
    world: World, capsys: Any, tamper: Tamper, word: str
) -> None:
    sealed(world, 5, 4)
    with as_superuser():
        tamper(3)
    assert verify.main([]) == 1
    said = capsys.readouterr().err
    assert re.search(r"\b3\b", said)
    assert word in said


def test_two_hundred_random_tamperings_are_all_found(world: World) -> None:
    """Each on a fresh copy of the facts: what a tamper did is undone by a savepoint."""
    sealed(world, 40, 30, 30)
    dice = random.Random(6962)
    with as_superuser():
        for _round in range(200):
            place = dice.randrange(98)
            tamper = dice.choice(TAMPERS)[0]
            rows = list(Event.objects.order_by("pk").values())
            tamper(place)
            problems = verify.examine().problems
            assert problems, (tamper.__name__, place)
            assert re.search(rf"\b{place}\b", problems[0]), (tamper.__name__, place, problems)
            Event.objects.all()._raw_delete("default")
            Event.objects.bulk_create(Event(**row) for row in rows)
    assert not verify.examine().problems


def test_other_tables_are_watched_too(world: World) -> None:
    sealed(world, 3, 3)
    with as_superuser():
        kept = Node.objects.get(level=0, place=1).hash
        Node.objects.filter(level=0, place=1).update(hash=b"x" * 32)
        assert verify.examine().problems
        Node.objects.filter(level=0, place=1).update(hash=kept)
        assert not verify.examine().problems
        Checkpoint.objects.filter(size=3).update(root="00" * 32)
        assert "3" in verify.examine().problems[0]
        Checkpoint.objects.filter(size=3)._raw_delete("default")
        assert verify.examine().problems


def test_a_log_rewritten_whole_with_the_key_differs_from_a_kept_checkpoint(
    world: World, tmp_path: Path, capsys: Any
) -> None:
    sealed(world, 3)
    kept = tmp_path / "kept.json"
    kept.write_text(
        json.dumps({"checkpoints": [exports.checkpoint_json(h) for h in Checkpoint.objects.all()]})
    )
    with as_superuser():
        Event.objects.filter(seal=1).update(subject_id="666", seal=None)
        Event.objects.update(seal=None)
        Node.objects.all()._raw_delete("default")
        Checkpoint.objects.all()._raw_delete("default")
        seal_waiting()
    assert verify.main([]) == 0
    assert verify.main(["--against", str(kept)]) == 1


def test_another_key_is_not_trusted(world: World, settings: Any, tmp_path: Path) -> None:
    sealed(world, 2)
    old = signing.public_key()
    settings.DATA = tmp_path / "elsewhere"
    assert verify.main([]) == 1
    assert verify.main(["--key", old]) == 0


def test_an_erased_person_breaks_nothing_but_says_nothing(world: World) -> None:
    sealed(world, 3)
    Event.objects.filter(seal=1).update(**FORGOTTEN)
    found = verify.examine()
    assert (found.problems, found.erased) == ([], 1)
    with as_superuser():
        Event.objects.filter(seal=1).update(facts={"relation": "answers"})
        assert verify.examine().problems


# --- The single file without Django ---------------------------------------------------------------


def save_log(path: Path, city_id: int | None = None) -> str:
    path.write_text("".join(exports.log(city_id)), encoding="utf-8")
    return str(path)


def test_the_script_needs_nothing_of_ours() -> None:
    text = SCRIPT.read_text("utf-8")
    assert not re.search(r"^\s*(import|from) (?!argparse|hashlib|json|sys)", text, re.M)


def test_the_script_agrees_with_a_whole_log(
    world: World, tmp_path: Path, script: ModuleType, capsys: Any
) -> None:
    sealed(world, 5, 4)
    assert script.main(["log", save_log(tmp_path / "all.jsonl")]) == 0
    other = save_log(tmp_path / "other.jsonl", world.other_city.pk)
    assert "needs.need" not in Path(other).read_text()
    assert script.main(["log", other]) == 0
    assert script.main(["--key", "00" * 32, "log", other]) == 1


@pytest.mark.parametrize(("tamper", "word"), TAMPERS, ids=lambda x: getattr(x, "__name__", ""))
def test_the_script_finds_each_tampering(
    world: World, tmp_path: Path, script: ModuleType, tamper: Tamper, word: str, capsys: Any
) -> None:
    sealed(world, 5, 4)
    with as_superuser():
        tamper(3)
    assert script.main(["log", save_log(tmp_path / "log.jsonl")]) == 1
    assert re.search(r"\b3\b", capsys.readouterr().out)


def test_the_script_checks_a_receipts_proof(
    world: World, tmp_path: Path, script: ModuleType
) -> None:
    sealed(world, 300, 7)
    for seal in (0, 255, 256, 299, 306):
        event = Event.objects.get(seal=seal)
        proof = world.client().get(f"/bg/journal/proof/{event.pk}.json").json()
        path = tmp_path / "proof.json"
        path.write_text(json.dumps(proof))
        assert script.main(["proof", str(path)]) == 0
        proof["leaf_hash"] = "00" * 32
        path.write_text(json.dumps(proof))
        assert script.main(["proof", str(path)]) == 1


def test_two_histories_shown_to_two_witnesses_are_caught(
    world: World, tmp_path: Path, script: ModuleType
) -> None:
    sealed(world, 3)
    first = world.client().get("/bg/journal/checkpoints.json").json()
    fork = json.loads(json.dumps(first))
    head = fork["checkpoints"][0]
    head["root"] = "11" * 32
    at = Checkpoint.objects.get().at
    said = signing.statement(size=3, root=head["root"], at=at, previous="")
    head["key"], head["signature"] = signing.sign(said)
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text(json.dumps(first))
    two.write_text(json.dumps(fork))
    assert script.main(["heads", str(one), str(one)]) == 0
    assert script.main(["heads", str(one), str(two)]) == 1


def test_growth_is_proved(world: World) -> None:
    sealed(world, 5, 300)
    answer = world.client().get("/bg/journal/growth/5-305.json").json()
    small, large = Checkpoint.objects.order_by("size")
    path = [bytes.fromhex(step) for step in answer["path"]]
    heads = bytes.fromhex(small.root), bytes.fromhex(large.root)
    assert merkle.consistent(5, 305, *heads, path)
    assert world.client().get("/bg/journal/growth/4-305.json").status_code == 404
