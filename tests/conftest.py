"""What every test may ask for."""

from __future__ import annotations

import pytest

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """A city with its people, built with the product's own actions."""
    return World()
