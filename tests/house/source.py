"""The source as the house tests read it: modules, their place in the house, their functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "zaedno"
ROOMS = ("platform", "features")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def parts(self) -> tuple[str, ...]:
        """`("features", "workshops", "actions", "notes")`"""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def dotted(self) -> str:
        return ".".join(("zaedno", *self.parts))

    @property
    def floor(self) -> str:
        return self.parts[0] if self.parts else ""

    @property
    def room(self) -> str:
        """`features.workshops` for everything in that room, else nothing."""
        return ".".join(self.parts[:2]) if self.floor in ROOMS and len(self.parts) > 1 else ""

    @property
    def furniture(self) -> str:
        """Which piece of a room this is: `actions` for actions.py and for actions/*.py."""
        return self.parts[2] if self.room and len(self.parts) > 2 else ""

    def functions(self) -> Iterator[Function]:
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node

    def at(self, node: ast.AST) -> str:
        return f"{self.where}:{getattr(node, 'lineno', 1)}"


def modules() -> list[Module]:
    """All of the product's own modules but migrations."""
    return [
        Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts
    ]


def room_folders() -> list[Path]:
    return [
        folder
        for floor in ROOMS
        for folder in sorted((PACKAGE / floor).iterdir())
        if (folder / "__init__.py").exists()
    ]


def templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("templates/**/*")) if path.is_file()]


def report(problems: list[str]) -> str:
    return "\n" + "\n".join(problems)
