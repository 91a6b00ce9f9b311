"""Small words that grammar asks for."""

from __future__ import annotations

NEUTER = {1: "во", 2: "ро", 7: "мо", 8: "мо"}


def ordinal(n: int, lang: str) -> str:
    """A place in an order, as a Bulgarian or an English sentence writes it in figures.

    >>> [ordinal(n, "bg") for n in (1, 2, 3, 7, 11, 12, 21)]
    ['1-во', '2-ро', '3-то', '7-мо', '11-то', '12-то', '21-во']
    >>> [ordinal(n, "en") for n in (1, 2, 3, 4, 11, 12, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st']
    """
    teen = 10 < n % 100 < 20
    if lang == "bg":
        return f"{n}-{'то' if teen else NEUTER.get(n % 10, 'то')}"
    return f"{n}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
