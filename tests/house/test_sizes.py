"""Short files, short functions: who opens one has read it."""

from __future__ import annotations

from pathlib import Path

from tests.house.source import ROOT, Module, modules, report

LINES = 300
LINES_ALGORITHMS = 500  # one paper, one file
LINES_TESTS = 500
LINES_FUNCTION = 45


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_short() -> None:
    limits = [
        (m.path, LINES_ALGORITHMS if m.floor == "algorithms" else LINES) for m in modules()
    ] + [(path, LINES_TESTS) for path in (ROOT / "tests").rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}: {length(path)} lines, at most {limit}; split it by verb"
        for path, limit in limits
        if length(path) > limit
    ]
    assert not found, report(found)


def test_functions_are_short() -> None:
    found = [problem for module in modules() for problem in long_functions(module)]
    assert not found, report(found)


def long_functions(module: Module) -> list[str]:
    return [
        f"{module.at(f)} {f.name}: {f.end_lineno - f.lineno + 1} lines, at most {LINES_FUNCTION}"
        for f in module.functions()
        if f.end_lineno is not None and f.end_lineno - f.lineno + 1 > LINES_FUNCTION
    ]
