"""Foreign files in the package are exactly those that the lock names."""

import runpy

from tests.house.source import ROOT


def test_vendored_files_are_as_locked() -> None:
    assert runpy.run_path(str(ROOT / "scripts" / "vendor.py"))["differing"]() == []
