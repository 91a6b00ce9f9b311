"""Where the real elections are: a folder of Pabulib files that is not part of the repository."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from zaedno.algorithms.budget.pabulib import Reading, parse

FOLDER = os.environ.get("ZAEDNO_PB_DATA", "")


@cache
def _parsed(path: Path) -> Reading:
    return parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def real_folder() -> Path:
    if not FOLDER:
        pytest.skip("ZAEDNO_PB_DATA names no folder with Pabulib files")
    return Path(FOLDER)


@pytest.fixture(scope="session")
def real(real_folder):
    """The reading of a real election by the name of its file without the ending."""
    return lambda name: _parsed(real_folder / f"{name}.pb")


@pytest.fixture(scope="session")
def golden(real_folder):
    """Published and independently counted outcomes by election and rule."""
    return json.loads((real_folder / "golden.json").read_text(encoding="utf-8"))
