"""A world whose journal begins empty, and a key of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.platform.journal.build import as_superuser
from tests.world import World
from zaedno.core.models import Delivery, Event


@pytest.fixture(autouse=True)
def _own_key(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def world(world: World) -> World:
    """The city and its people are there; what was journalled on the way is not counted."""
    world.person("coordinator")
    world.person("operator")
    assert world.other_city
    with as_superuser():
        Delivery.objects.all().delete()
        Event.objects.all()._raw_delete("default")
    return world
