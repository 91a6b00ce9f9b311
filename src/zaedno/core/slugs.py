"""Addresses made of titles: the English one, or the Bulgarian in official transliteration.

>>> slug_of({"bg": "Наредба за обществените обсъждания"})
'naredba-za-obshtestvenite-obsazhdaniya'
>>> slug_of({"en": "Vision for Sofia"}, taken={"vision-for-sofia"})
'vision-for-sofia-2'
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.text import slugify

# The Transliteration Act of 2009.
LATIN = {
    **dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True)),
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sht",
    "ю": "yu",
    "я": "ya",
}


def latin(text: str) -> str:
    return "".join(LATIN.get(sign, sign) for sign in text.lower())


def slug_of(title: Mapping[str, str], *, taken: Collection[str] = (), longest: int = 70) -> str:
    source = title.get("en") or title.get("bg") or next(iter(title.values()), "")
    base = slugify(latin(source))[:longest].strip("-") or "item"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
