"""`zaedno draw`: what it prints and writes, that it repeats, and that mistakes write nothing."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from tests.fixtures.pools import made_pool
from zaedno.algorithms.cli.draw import main


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    made = made_pool(80, 16, 4, values=(2, 3, 2), couples=0.3)
    (tmp_path / "pool.csv").write_text(made.pool_csv(household=True), encoding="utf-8")
    (tmp_path / "quotas.csv").write_text(made.quotas_csv(), encoding="utf-8")
    return [str(tmp_path / "pool.csv"), str(tmp_path / "quotas.csv"), "--size", "16"]


def told(capsys: pytest.CaptureFixture[str], words: list[str]) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def document(capsys: pytest.CaptureFixture[str], words: list[str]) -> dict:
    return json.loads(told(capsys, [*words, "--json"]))


def test_json_has_the_documented_shape(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, [*files, "--household", "address", "--seed", "dice 4 2"])
    assert set(found) == {
        "size",
        "people",
        "rule",
        "proof",
        "lowest",
        "highest",
        "gini",
        "bound",
        "gap",
        "shortfall",
        "quotas",
        "types",
        "lottery",
        "draw",
        "stay",
    }
    assert found["proof"] == "bound"
    assert found["gap"] < 1e-6
    assert found["stay"] is None
    assert found["lottery"]["panels"] == 1000
    assert len(found["draw"]["panel"]) == 16
    assert sum(q["drawn"] for q in found["quotas"] if q["feature"] == "Age") == 16
    for quota in found["quotas"]:
        assert quota["min"] <= quota["drawn"] <= quota["max"]
        assert quota["min"] - 1e-6 <= quota["expected"] <= quota["max"] + 1e-6
    assert sum(t["people"] * t["chance"] for t in found["types"]) == pytest.approx(16, abs=1e-6)


def test_rows_in_any_order_draw_the_same_panel(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*files, "--household", "address", "--seed", "dice 4 2"]
    first = document(capsys, words)
    for name in ("pool.csv", "quotas.csv"):
        head, *rows = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        Random(name).shuffle(rows)
        (tmp_path / name).write_text("\n".join([head, *rows]), encoding="utf-8")
    second = document(capsys, words)
    assert second["draw"] == first["draw"]
    assert second["lottery"] == first["lottery"]


def test_table_report_and_picture_hold_no_ids_but_the_panel(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, picture = tmp_path / "out.html", tmp_path / "out.svg"
    words = [*files, "--seed", "x", "--report", str(report), "--picture", str(picture)]
    printed = told(capsys, words)
    assert "Yes: everybody has the chance of the bound, which no draw can beat." in printed
    assert "Seed “x” draws panel number" in printed
    assert printed.count("p00") == 16
    page = report.read_text(encoding="utf-8")
    assert "p00" not in page
    assert "home" not in page
    assert page.count("<table>") == 2
    assert picture.read_text(encoding="utf-8").startswith("<svg xmlns")


def test_nobody_is_drawn_without_a_seed(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = told(capsys, files)
    assert "Nobody is drawn yet" in printed
    assert "p00" not in printed


def test_bulgarian_is_spoken(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*files, "--language", "bg"]) == 0
    assert "LEXIMIN" in capsys.readouterr().out
    main([*files[:2], "--size", "16", "--language", "en", "--json"])


def test_a_published_list_is_verified_and_drawn_from(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.json"
    home = ["--household", "address"]
    words = [*files, *home, "--lottery", str(path), "--seed", "6 6 6", "--panels", "200"]
    first = document(capsys, words)
    pool, quotas = files[:2]
    check = ["verify", str(path), "--seed", "6 6 6"]
    full = document(capsys, [*check, "--pool", pool, "--quotas", quotas, *home])
    assert full["draw"] == first["draw"]
    assert full["sha256"] == first["lottery"]["sha256"]
    assert full["lowest"] == first["lottery"]["lowest"]
    assert full["checked"]
    assert "not checked" in told(capsys, check)
    assert "every panel keeps them" in told(
        capsys, [*check, "--pool", pool, "--quotas", quotas, *home]
    )


def test_a_changed_list_is_found_out(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.json"
    told(capsys, [*files, "--lottery", str(path), "--panels", "50"])
    whole = path.read_text(encoding="utf-8")
    data = json.loads(whole)

    def says(change: dict) -> str:
        path.write_text(json.dumps(data | change), encoding="utf-8")
        words = ["verify", str(path), "--pool", files[0], "--quotas", files[1]]
        assert main(words) == 2
        return capsys.readouterr().err.replace(str(path), "FILE").strip()

    panels = data["panels"]
    doubled = [panels[0], [panels[1][0], *panels[1][:-1]], *panels[2:]]
    assert says({"panels": doubled}) == "FILE: panel 2 is not 16 different people."
    swapped = [[*panels[0][:-1], "stranger"], *panels[1:]]
    assert "the lowest chance by the panels is" in says({"panels": swapped, "lowest": 0.9})
    assert says({"lowest": 0.02, "people": 81, "panels": swapped}) == (
        "FILE: on panel 1 is somebody who is not in the pool."
    )
    assert says({"format": "other"}) == "FILE: this is not a list of panels by Zaedno."
    path.write_text("{", encoding="utf-8")
    assert main(["verify", str(path)]) == 2
    assert "this is not JSON" in capsys.readouterr().err
    path.write_text(whole, encoding="utf-8")
    assert main(["verify", str(path), "--pool", files[0]]) == 2
    assert main(["verify", str(path), "--seed", " "]) == 2


def test_replacements_come_from_those_left(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = document(capsys, [*files, "--seed", "one"])["draw"]["panel"]
    former = tmp_path / "former.txt"
    former.write_text(", ".join(first) + "\n", encoding="utf-8")
    words = [*files, "--former", str(former), "--gone", first[0], first[5], "--seed", "two"]
    again = document(capsys, words)
    assert again["stay"] == 14
    assert {t["former"] for t in again["types"]} == {True, False}
    panel = set(again["draw"]["panel"])
    assert set(first) - {first[0], first[5]} <= panel
    assert len(panel) == 16
    assert "of the former panel stay" in told(capsys, words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--panels", "0"], "A list has 1 to 100000 panels, not 0."),
        (["--per-household", "0"], "--per-household cannot be 0, only 1 or more."),
        (["--effort", "-1"], "--effort cannot be -1, only 0 or more."),
        (["--seed", " "], "The seed is empty."),
        (["--size", "81"], "A panel of 81 cannot be drawn: the pool has 80 people."),
        (["--gone", "nobody"], "There is nobody with the id “nobody” in the pool."),
        (["--household", "adress"], "Pool: there is no column “adress”."),
        (["--size", "60"], "Quotas: the max of “"),
        (["--former", "missing.txt"], "There is no file missing.txt."),
    ],
)
def test_mistakes_end_with_a_sentence_and_no_file(
    words: list[str],
    sentence: str,
    files: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.html"
    assert main([*files, "--report", str(out), "--lottery", str(out), *words]) == 2
    assert capsys.readouterr().err.startswith(sentence)
    assert not out.exists()


def test_maximin_and_an_ended_search_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = made_pool(124, 35, 12, values=(2, 3, 2, 5, 3), window=0)
    (tmp_path / "p.csv").write_text(made.pool_csv(), encoding="utf-8")
    (tmp_path / "q.csv").write_text(made.quotas_csv(), encoding="utf-8")
    words = [str(tmp_path / "p.csv"), str(tmp_path / "q.csv"), "--size", "35"]
    assert "Not known: the search was ended." in told(capsys, [*words, "--effort", "0"])
    whole = told(capsys, words)
    assert "Yes, over all panels. The bound of the loosened quotas is out of reach" in whole
    assert "cannot be on any panel under these quotas." in whole
    assert "Yes: the lowest chance is the bound" in told(capsys, [*words, "--rule", "maximin"])
