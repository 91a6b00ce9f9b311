"""What every test may ask for."""

from __future__ import annotations

import pytest

from tests.world import World

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.postgres",
    "tests.fixtures.browser",
    "tests.fixtures.provider",
    "tests.fixtures.server",
    "tests.walks.people",
    "tests.walks.hall",
]

KINDS = {
    "postgres": {"postgres"},
    "browser": {"page", "page_pair", "browser", "context"},
    "server": {"live_site", "demo_site"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The marks follow from what a test asks for, so that nobody has to remember them."""
    for item in items:
        for mark, fixtures in KINDS.items():
            if not fixtures.isdisjoint(getattr(item, "fixturenames", ())):
                item.add_marker(mark)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    """A city with its people, built with the product's own actions."""
    if not {"postgres", "live_site", "demo_site"} & set(request.fixturenames):
        request.getfixturevalue("db")
    return World()
