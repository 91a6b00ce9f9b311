"""Short Bulgarian and English texts as rows of numbers: stems of their words, and runs of letters.

Each text becomes a sparse row with two halves of equal weight, each weighted by TF-IDF (Salton &
Buckley 1988) and of length 1: the stems of its words' lemmas, which see meaning ("улиците" and
"улица"), and the runs of 3 to 5 letters within its words, which see through typing errors and word
formation ("осветление" and "осветени"). The product of two rows is the mean of both cosines: 1 for
the same words, 0 where
no run of letters is alike. A word is Bulgarian when it has a
Cyrillic letter, else English. Words that carry no topic are left out.

>>> texts = Texts(["Улиците не са осветени.", "Няма осветление по улицата.", "Кучета без каишка"])
>>> likeness = (texts.rows @ texts.rows.T).toarray()
>>> likeness.round(2).tolist()
[[1.0, 0.32, 0.0], [0.32, 1.0, 0.01], [0.0, 0.01, 1.0]]
>>> texts.shared(0, texts, 1)
['улица']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np
import simplemma
from scipy.sparse import csr_array, hstack

from zaedno.algorithms.words import CYRILLIC, stem, words

Weights = dict[str, tuple[int, float]]  # the column of a term and how much it tells

SHORTEST, LONGEST = 3, 5  # letters in a run; the spaces around a word count

# Lemmas and forms without a topic: pronouns, numerals, auxiliary and modal verbs, conjunctions,
# prepositions, common adverbs. The shortest ones are left out by `words` already.
WITHOUT_TOPIC = frozenset(
    """
    аз този тази това тези такъв такива който която което които кой коя кое кои чий какъв каква
    какво какви никой нищо някой нещо някакъв никакъв всеки всяка всяко всички всичко друг друга
    друго други сам самия същ свой мой твой негов неин наш ваш техен ние вие тях него нея
    един една едно едни два две три първи първо
    съм бъда беше бях бил биха има имам няма нямам мога може трябва трябвам искам стана стане
    ставам правя направя дам давам даден
    ако ала где когато кога къде где как така защо дали или обаче също още вече само дори почти
    много малко повече най-много най най-малко твърде доста често рядко винаги никога сега тогава
    тук там днес например както колкото толкова нека
    във със при под над пред през без между след преди около към чрез спрямо според освен срещу
    върху заради вместо
    be been being was were can could did do does from had has have he her here him his how if into
    its itself just like make made many may me might more most much must my need no nor now off one
    only onto other our out over own please she should since so some such than their them then
    there these they those through too two three first under until up upon us very we what when
    where whether which while who whom whose why will within without would you your not but
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The dictionary form of a word (simplemma), by its script.

    >>> lemma("предложенията"), lemma("proposals")
    ('предложение', 'proposal')
    """
    found: str = simplemma.lemmatize(word, lang="bg" if CYRILLIC.search(word) else "en")
    return found.casefold()


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    found = lemma(word)
    return stem(found) if CYRILLIC.search(found) else found


def topical(text: str) -> list[str]:
    """The words of a text that carry its topic, in order, in small letters.

    >>> topical("Искаме повече тролеи и по-чести трамваи в час пик.")
    ['тролеи', 'по-чести', 'трамваи', 'час', 'пик']
    """
    return [
        word
        for word in words(text)
        if len(word) > 1 and word not in WITHOUT_TOPIC and lemma(word) not in WITHOUT_TOPIC
    ]


def runs(word: str) -> list[str]:
    """The runs of 3 to 5 letters of a word with a space on both sides.

    >>> runs("час")
    [' ча', 'час', 'ас ', ' час', 'час ', ' час ']
    """
    padded = f" {word} "
    return [
        padded[at : at + length]
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(len(padded) - length + 1)
    ]


class Texts:
    """Texts as rows of length 1 (or 0, where no word carries a topic), shape (texts, terms).

    `basis` are texts whose terms and weights are used instead of their own: rows of both can then
    be multiplied. Rare terms weigh more: 1 + ln((1 + n) / (1 + texts with the term)).
    """

    def __init__(self, texts: Iterable[str], basis: Texts | None = None) -> None:
        self.words = [topical(text) for text in texts]
        stems = [[_stem(word) for word in found] for found in self.words]
        letters = [[run for word in found for run in runs(word)] for found in self.words]
        own = (_weights(stems), _weights(letters)) if basis is None else basis.weights
        self.weights: tuple[Weights, Weights] = own
        halves = [_rows(t, w) for t, w in zip((stems, letters), self.weights, strict=True)]
        self.rows = csr_array(hstack(halves, format="csr") / sqrt(2))

    def shared(self, row: int, other: Texts, place: int) -> list[str]:
        """The lemmas that a text has in common with one of `other`, sorted: why they are alike."""
        mine, theirs = (
            {_stem(word): lemma(word) for word in sorted(found, reverse=True)}
            for found in (self.words[row], other.words[place])
        )
        both = mine.keys() & theirs.keys()
        return sorted({min(mine[key], theirs[key], key=lambda w: (len(w), w)) for key in both})


def _weights(texts: Sequence[list[str]]) -> Weights:
    """The place and the weight of each term, terms sorted."""
    times = Counter(term for text in texts for term in set(text))
    return {
        term: (place, 1 + log((1 + len(texts)) / (1 + times[term])))
        for place, term in enumerate(sorted(times))
    }


def _rows(texts: Sequence[list[str]], weights: Weights) -> csr_array:
    """Weights of the terms of each text, a term that comes n times 1 + ln n times, length 1."""
    columns: list[int] = []
    values: list[float] = []
    starts = [0]
    for text in texts:
        told = sorted(
            (weights[term][0], (1 + log(times)) * weights[term][1])
            for term, times in Counter(text).items()
            if term in weights
        )
        length = sqrt(sum(value * value for _place, value in told))
        columns += [place for place, _value in told]
        values += [value / length for _place, value in told]
        starts.append(len(columns))
    return csr_array(
        (np.array(values), np.array(columns, dtype=np.int64), np.array(starts, dtype=np.int64)),
        shape=(len(texts), len(weights)),
    )
