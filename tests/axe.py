"""Automatic accessibility checks: axe-core over the page as it stands in the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def problems(page: Page, context: Any = None) -> list[str]:
    """What axe finds, one line per element. The script enters past the page's policy."""
    page.wait_for_load_state()  # words may come before the sheet of styles that sizes them
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    run = "([context, options]) => axe.run(context || document, options)"
    found = page.evaluate(run, [context, options])
    return [
        f"{page.url} {violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page, context: Any = None) -> None:
    found = problems(page, context)
    assert not found, "\n".join(found)
