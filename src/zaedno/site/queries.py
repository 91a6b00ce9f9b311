"""What the processes themselves ask; nobody is looking yet."""

from __future__ import annotations

from zaedno.platform.cities.models import City


def any_city() -> bool:
    """Whether something was loaded or founded already."""
    return City.objects.exists()
