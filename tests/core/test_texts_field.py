"""A text that is blank in every language is no row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.world import World
from zaedno.platform.cities.models import City


@pytest.mark.parametrize("blank", [{}, {"bg": ""}, {"bg": "", "en": ""}, {"fr": "Sofia"}])
def test_the_database_refuses_it(world: World, blank: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        City.objects.filter(pk=world.city.pk).update(name=blank)


@pytest.mark.parametrize("said", [{"bg": "София"}, {"en": "Sofia"}, {"bg": "", "en": "Sofia"}])
def test_one_language_is_enough(world: World, said: dict[str, str]) -> None:
    assert City.objects.filter(pk=world.city.pk).update(name=said) == 1
    lang = next(lang for lang, text in said.items() if text)
    assert City.objects.filter(**{f"name__{lang}__gt": ""}).count() == 1
    assert City.objects.filter(name__de__gt="").count() == 0
