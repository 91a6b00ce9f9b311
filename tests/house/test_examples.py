"""Every worked example in the source is right, and every public calculation has one."""

from __future__ import annotations

import ast
import doctest
from importlib import import_module

import pytest

from tests.house.source import Function, Module, modules, report

WITH_EXAMPLES = [m for m in modules() if ">>>" in m.text]


@pytest.mark.parametrize("module", WITH_EXAMPLES, ids=lambda m: m.dotted)
def test_examples_are_right(module: Module) -> None:
    ran = doctest.testmod(import_module(module.dotted))
    assert ran.attempted
    assert not ran.failed


def test_public_calculations_say_what_they_do() -> None:
    found = [
        f"{module.at(node)} {node.name}: no docstring"
        for module in modules()
        if module.floor == "algorithms"
        for node in module.tree.body
        if isinstance(node, Function) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert not found, report(found)
