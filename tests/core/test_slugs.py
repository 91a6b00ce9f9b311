"""Addresses made of titles."""

from __future__ import annotations

from zaedno.core.slugs import slug_of


def test_addresses_in_latin_letters() -> None:
    assert slug_of({"bg": "Площад „Света Неделя“"}) == "ploshtad-sveta-nedelya"
    assert slug_of({"en": "Plan"}, taken={"plan", "plan-2"}) == "plan-3"
