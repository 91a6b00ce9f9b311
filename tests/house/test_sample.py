"""A new way to take part is one new folder: served, planned, journalled and found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.fixtures.databases import copy_sqlite
from tests.house.source import ROOT, SRC


def test_a_room_dropped_in_lives(django_db_setup: None, tmp_path: Path) -> None:
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    room = tmp_path / "src" / "zaedno" / "features" / "sample"
    shutil.copytree(
        ROOT / "tests" / "house" / "sample_feature",
        room,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    copy_sqlite(tmp_path / "zaedno.sqlite3")
    visit = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "house" / "sample_visit.py")],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zaedno.site.settings.test",
            "PYTHONPATH": f"{tmp_path / 'src'}{os.pathsep}{ROOT}",
            "ZAEDNO_DATA": str(tmp_path),
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert visit.returncode == 0, visit.stderr
    told = json.loads(visit.stdout.splitlines()[-1])
    assert told.pop("searched")[-1] == "Злато"
    assert told == {
        "sent": [302, 302],
        "served": 1,
        "in the menu": True,
        "refused": True,
        "journalled": ["sample.leaf", "left a leaf"],
        "because": 1,
        "read by others": True,
        "other city": False,
        "planned": ["sweep the leaves"],
        "swept": 1,
    }
