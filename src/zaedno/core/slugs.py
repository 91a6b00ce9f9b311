"""Addresses made of titles: the English one, or the Bulgarian in official transliteration.

>>> slug_of({"bg": "Наредба за обществените обсъждания"})
'naredba-za-obshtestvenite-obsazhdania'
>>> slug_of({"en": "Vision for Sofia"}, taken={"vision-for-sofia"})
'vision-for-sofia-2'
>>> slug_of({"en": "Citizen participation"}, longest=15)
'citizen'
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.text import slugify

from zaedno.algorithms.likeness import transliterate


def slug_of(title: Mapping[str, str], *, taken: Collection[str] = (), longest: int = 70) -> str:
    source = title.get("en") or title.get("bg") or next(iter(title.values()), "")
    base = slugify(transliterate(source)) or "item"
    if len(base) > longest:
        base = base[: longest + 1].rsplit("-", 1)[0][:longest]  # between words
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
