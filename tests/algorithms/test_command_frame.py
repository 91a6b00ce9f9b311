"""What holds for every calculating command: its language, its files, its ways to end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from zaedno.algorithms.cli import frame
from zaedno.cli import main as zaedno

FIXTURES = Path(__file__).parents[1] / "fixtures"
TOWN = str(FIXTURES / "pb" / "oak_town.pb")
PAIRS = str(FIXTURES / "pairwise" / "district.csv")
TALK = str(FIXTURES / "opinion" / "brexit-consensus")
DRAW = [str(FIXTURES / "sortition" / "pool.csv"), str(FIXTURES / "sortition" / "quotas.csv")]
LIST = (
    '{{"format": "zaedno lottery 1", "size": 1, "rule": "leximin", "people": 1,'
    ' "lowest": {lowest}, "panels": [["a"]]}}'
)
COMMANDS = {
    "count": [TOWN, "--rule=mes", "--explain"],
    "compare": [TOWN],
    "opinions": [TALK, "--repetitions=2"],
    "draw": [*DRAW, "--size=24", "--seed=dice"],
    "prioritise": [PAIRS, "--next=3"],
}


def told(capsys, name, *words):
    code = import_module(f"zaedno.algorithms.cli.{name}").main(list(words))
    frame.choose_language(["--language=en"])
    return code, *capsys.readouterr()


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "zaedno", *words],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_depends_on_the_order_of_hashes(name):
    """Not a word of the terminal's text nor of the document."""
    for words in (COMMANDS[name], [*COMMANDS[name], "--json"]):
        seen = {run(name, *words, PYTHONHASHSEED=str(seed)).stdout for seed in range(3)}
        assert len(seen) == 1
        assert seen != {""}


@pytest.mark.parametrize("name", [*COMMANDS, "recount"])
def test_help_speaks_bulgarian(name, capsys):
    with pytest.raises(SystemExit) as end:
        told(capsys, name, "--help", "--language=bg")
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"употреба: zaedno {name} ")
    assert "настройки:" in out
    assert "show" not in out
    frame.choose_language(["--language=en"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--size=ten"], "--size: „ten“ не е цяло число."),
        (["--rule=best", "--size=2"], "--rule: 'best' не е сред възможните"),
        (["--siz=24"], "липсва: --size"),
    ],
)
def test_flags_are_refused_in_the_language_of_the_command(words, sentence, capsys):
    with pytest.raises(SystemExit) as end:
        told(capsys, "draw", *DRAW, *words, "--language=bg")
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err
    frame.choose_language(["--language=en"])


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("place", ["nowhere/out.svg", "", "x" * 300])
def test_files_are_written_all_or_none(name, place, capsys, tmp_path):
    """The page is not left behind where the picture cannot be written."""
    page = tmp_path / "out.html"
    picture = tmp_path / place
    code, out, err = told(capsys, name, *COMMANDS[name], f"--report={page}", f"--picture={picture}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(str(picture))
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    frame.write_whole({pipe: "told"})
    assert os.read(reader, 9) == b"told"
    assert pipe.is_fifo()
    os.close(reader)


@pytest.mark.parametrize(
    "words",
    [
        ["count", TOWN, "--step=1e999999999"],
        ["count", TOWN, "--overrun=1e999999999"],
        ["count", TOWN, "--threshold=" + "9" * 5000],
        ["prioritise", PAIRS, "--penalty=inf"],
    ],
)
def test_numbers_of_any_length_are_refused_at_once(words, capsys):
    with pytest.raises(SystemExit) as end:
        told(capsys, *words)
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "lottery",
    [
        "[" * 100_000,
        LIST.format(lowest="9" * 400),
        LIST.format(lowest="NaN"),
        LIST.format(lowest="true"),
    ],
)
def test_no_list_of_panels(lottery, capsys, tmp_path):
    path = tmp_path / "list.json"
    path.write_text(lottery, encoding="utf-8")
    code, out, err = told(capsys, "draw", "verify", str(path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(str(path))


def test_texts_of_statements_that_are_named_must_be_there(capsys, tmp_path):
    code, _out, err = told(capsys, "opinions", TALK, f"--statements={tmp_path / 'texts.csv'}")
    assert (code, err) == (2, f"There is no file {tmp_path / 'texts.csv'}.\n")


def test_a_topic_as_long_as_a_book(capsys, tmp_path):
    export = tmp_path / "export"
    shutil.copytree(TALK, export)
    (export / "summary.csv").write_text(f"topic,{'x' * 200_000}\n", encoding="utf-8")
    code, out, err = told(capsys, "opinions", str(export))
    assert (code, out) == (2, "")
    assert err.startswith(f"{export / 'summary.csv'}, line 1: ")


def test_a_mistake_of_a_file_is_told_in_bulgarian(capsys, tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("participant,statement,vote\n1,2,yes\n", encoding="utf-8")
    code, out, err = told(capsys, "opinions", str(votes), "--language=bg")
    assert (code, out) == (2, "")
    assert err == f"{votes}, ред 2: гласът „yes“ не е -1, 0 или 1.\n"


@pytest.mark.parametrize("name", [n for n in COMMANDS if n != "draw"] + ["recount"])
@pytest.mark.parametrize("path", ["nothing", "x" * 300])
def test_a_file_that_is_not_there(name, path, capsys, tmp_path):
    code, out, err = told(capsys, name, str(tmp_path / path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert path in err


def test_a_closed_pipe_is_no_mistake():
    """`zaedno count FILE | head -1`: the reader goes before the first word is written."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "zaedno", "count", TOWN],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_an_old_code_page_gets_utf8():
    ended = run("count", TOWN, PYTHONIOENCODING="cp1251", PYTHONUTF8="0")
    assert ended.returncode == 0
    assert "█" in ended.stdout


def test_an_unknown_command_is_named(capsys):
    with pytest.raises(SystemExit) as end:
        zaedno(["coutn"])
    assert end.value.code == 2
    assert "“coutn”" in capsys.readouterr().err


def test_the_calculations_need_no_web_application():
    """Importing them drags in nothing that `pip install zaedno` does not bring."""
    modules = (
        "zaedno.cli zaedno.algorithms.budget.equal_shares zaedno.algorithms.opinion.mapping"
        " zaedno.algorithms.sortition.selection zaedno.algorithms.pairwise"
    )
    commands = [f"zaedno.algorithms.cli.{name}" for name in [*COMMANDS, "recount"]]
    asked = ", ".join([*modules.split(), *commands])
    code = f"import sys, {asked}; print(set(sys.modules) & {{'django', 'dask', 'pyarrow'}})"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == "set()\n"
