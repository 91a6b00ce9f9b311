"""A mistake in the demo file is named by line and field, and nothing is imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from zaedno.core.demo import DemoError, DemoLoad, read

FILE = """\
meta: {id: x}
clusters:
  - id: C01
    fact: true
    needs: [N1]
solutions:
  - id: S1
    illustrative: true
    cluster: C77
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_reference_to_nothing_names_line_and_field(tmp_path: Path) -> None:
    load = DemoLoad(data=read(written(tmp_path, FILE)), loaded_on=date(2027, 3, 1))
    with override("en"), pytest.raises(DemoError, match="line 9, field “cluster”: “C77” refers"):
        load.ref("workshops.cluster", "C77")
    with override("en"), pytest.raises(DemoError, match="line 5, field “needs”"):
        load.ref("needs.need", "N1")


def test_a_record_without_a_mark_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, FILE.replace("    illustrative: true\n", ""))
    with override("en"), pytest.raises(DemoError, match="line 7, field “illustrative”"):
        read(path)


def test_a_file_that_is_no_yaml_names_the_line(tmp_path: Path) -> None:
    with override("en"), pytest.raises(DemoError, match="line 2"):
        read(written(tmp_path, "meta: {}\nx: [1, }\n"))
