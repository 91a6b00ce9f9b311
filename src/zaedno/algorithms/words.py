"""The keys under which a word is found, in whatever form it was written.

No database and no search engine knows Bulgarian. A word is kept under its light stem (after the
rules published by Jacques Savoy, "Searching strategies for the Bulgarian language", 2007), under
its lemma (simplemma) and under the stem of its lemma; two words meet when they share a key.

>>> meets("предложенията", "предложение")
True
>>> meets("гражданите", "граждани")
True
>>> meets("ангажимент", "анализ")
False
"""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

from zaedno.algorithms.likeness import one_script

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LONGEST = 40
CYRILLIC = re.compile(r"[а-яѝ]")

# Little words that say nothing about a text.
EMPTY_WORDS = """
    а без в във ви да до е за и из или им как като към ли ме ми на не ни но о от по под при с са се
    си със там те ти то той тя у че ще я
    an and are as at be by for from in is it of on or that the this to with
"""
EMPTY = frozenset(EMPTY_WORDS.split())

# (shortest word it applies to, ending, what takes its place); the first that fits is used.
ARTICLES = (
    (7, "ият", ""),
    (6, "ът", ""),
    (6, "то", ""),
    (6, "те", ""),
    (6, "та", ""),
    (6, "ия", ""),
    (5, "ят", ""),
)
PLURALS = (
    (7, "овци", "о"),
    (7, "ове", ""),
    (7, "еве", "й"),
    (6, "ища", ""),
    (6, "та", ""),
    (6, "ци", "к"),
    (6, "зи", "г"),
    (5, "си", "х"),
    (5, "и", ""),
)
VOWELS = ("я", "а", "о", "е")


def words(text: str) -> list[str]:
    """The words that say something, in order, without capitals or mixed scripts.

    >>> words("Обратна връзка и Проследимост")
    ['обратна', 'връзка', 'проследимост']
    """
    found = (one_script(word).casefold()[:LONGEST] for word in WORD.findall(text))
    return [word for word in found if word not in EMPTY]


@lru_cache(maxsize=50_000)
def keys(word: str) -> frozenset[str]:
    """Everything a word is kept under; a compound also under its parts."""
    parts = [word, *word.split("-")] if "-" in word else [word]
    return frozenset(key for part in parts if part for key in _keys(part))


def _keys(word: str) -> set[str]:
    if not CYRILLIC.search(word):
        lemma = simplemma.lemmatize(word, lang="en").casefold() if word.isalpha() else word
        return {lemma}
    lemma = simplemma.lemmatize(word, lang="bg").casefold()
    return {stem(word), lemma, stem(lemma)}


def stem(word: str) -> str:
    """The word without article, plural and last vowel.

    >>> stem("предложенията"), stem("предложение"), stem("градове")
    ('предложени', 'предложени', 'град')
    """
    if len(word) < 4:
        return word
    word = _replaced(_replaced(word, ARTICLES), PLURALS)
    if len(word) > 3 and word.endswith(VOWELS):
        word = word[:-1]
    if len(word) > 4 and word.endswith("ен"):
        word = word[:-2] + "н"
    if len(word) > 5 and word[-2] == "ъ":
        word = word[:-2] + word[-1]
    return word


def _replaced(word: str, endings: tuple[tuple[int, str, str], ...]) -> str:
    for shortest, ending, instead in endings:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + instead
    return word


def meets(one: str, other: str) -> bool:
    """Whether two words share a key, as two forms of one word do.

    >>> meets("предложенията", "предложение"), meets("предложение", "наредба")
    (True, False)
    """
    return not keys(one).isdisjoint(keys(other))
