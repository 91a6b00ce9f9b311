"""Only actions write, only queries fetch, and whoever fetches says for whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import Function, Module, modules, report

MANAGERS = {"objects", "_base_manager", "_default_manager"}
WRITES = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create"}
WRITES |= {"update_or_create"}
# Places below or beside the rooms that are allowed to fetch by themselves, each with its reason.
FETCHERS = {
    "src/zaedno/core/actions.py": "the event, its deliveries, the receipt",
    "src/zaedno/core/deliveries.py": "runs what waits",
    "src/zaedno/core/jobs.py": "looks whether a drain waits",
    "src/zaedno/platform/people/aliases.py": "the pseudonym is made inside any deed",
    "src/zaedno/platform/people/models.py": "Django asks a manager for the person who signs in",
    "src/zaedno/site/jobs.py": "puts rows of dead workers back into the queue",
    "src/zaedno/features/pages/models.py": "Wagtail's own page tree",
    "src/zaedno/features/pages/wagtail_hooks.py": "Wagtail's own page tree",
}
# Who looks is not known yet, or is what is being found.
WITHOUT_VIEWER_MODULES = {
    "zaedno.platform.journal.queries.log": "one log for all cities, nothing but hashes",
}
WITHOUT_VIEWER = {
    "zaedno.platform.cities.queries.city_of_host",
    "zaedno.platform.cities.queries.city_of_slug",
    "zaedno.platform.cities.queries.live_cities",
    "zaedno.platform.people.queries.persons.viewer_for",
    "zaedno.platform.people.queries.persons.guest",
    "zaedno.platform.people.queries.persons.person_of_address",
}
FETCHES = MANAGERS | {"filter", "exclude", "values", "values_list", "aggregate", "annotate"}


def attributes(module: Module, names: set[str]) -> Iterator[ast.Attribute]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in names:
            yield node


def test_only_queries_and_actions_touch_the_tables() -> None:
    found = [
        f"{module.at(node)}: .{node.attr} outside queries and actions"
        for module in modules()
        if not {"queries", "actions"} & set(module.parts) and module.where not in FETCHERS
        for node in attributes(module, MANAGERS)
    ]
    assert not found, report(found)


def test_queries_do_not_write() -> None:
    found = [
        f"{module.at(node)}: .{node.attr}() in {module.furniture}"
        for module in modules()
        if module.furniture in ("queries", "rules", "exports", "boards", "models")
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and isinstance(node := call.func, ast.Attribute)
        if node.attr in WRITES and not saves_a_file(node)
    ]
    assert not found, report(found)


def saves_a_file(node: ast.Attribute) -> bool:
    """`workbook.save(stream)`: not a row."""
    return isinstance(node.value, ast.Name) and node.value.id in ("document", "workbook", "image")


def test_views_do_not_write() -> None:
    found = [
        f"{module.at(node)}: .{node.attr}() in {module.furniture}"
        for module in modules()
        if module.furniture in ("views", "backoffice", "api", "forms", "manifest", "schedule")
        for node in attributes(module, WRITES - {"create", "delete"})
    ]
    assert not found, report(found)


def public(module: Module) -> list[Function]:
    return [
        node
        for node in module.tree.body
        if isinstance(node, Function) and not node.name.startswith("_")
    ]


def test_queries_ask_for_the_viewer_first() -> None:
    found = [
        f"{module.at(f)} {f.name}({', '.join(a.arg for a in f.args.args)}): the viewer comes first"
        for module in modules()
        if module.furniture == "queries" and module.dotted not in WITHOUT_VIEWER_MODULES
        for f in public(module)
        if f"{module.dotted}.{f.name}" not in WITHOUT_VIEWER and fetches(f)
        if not f.args.args or f.args.args[0].arg != "viewer"
    ]
    assert not found, report(found)


def fetches(function: Function) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in FETCHES for n in ast.walk(function))


def test_rules_neither_query_nor_read_the_clock() -> None:
    banned = {"now", "today", "deed_time", "localdate", "utcnow"}
    found = [
        f"{module.at(node)}: {node.func.attr}() in a rule"
        for module in modules()
        if module.furniture == "rules"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in banned
    ]
    assert not found, report(found)


def test_actions_take_a_context_and_named_inputs() -> None:
    found = [
        f"{module.at(f)} {f.name}: an action is called with ctx and keywords only"
        for module in modules()
        if module.furniture == "actions"
        for f in public(module)
        if any(
            isinstance(d, ast.Call) and isinstance(d.func, ast.Name) and d.func.id == "action"
            for d in f.decorator_list
        )
        if [a.arg for a in f.args.args] != ["ctx"]
    ]
    assert not found, report(found)
