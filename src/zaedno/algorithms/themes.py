"""Which theme a statement belongs to, by the seed words that a moderator gave for each theme.

A theme is about eight words. A statement gets the theme whose seeds are most like it, by the
product of their rows in `text_vectors`, and no theme where even the best is hardly alike. It is a
proposal: people put statements elsewhere, and their choice stands.

>>> seeds = {"transport": "автобус трамвай спирка билет", "air": "въздух прах смог печка"}
>>> for one in sort_into(["Автобусът закъсня на спирката.", "Смогът дразни.", "Шумно е"], seeds):
...     print(one.theme, one.shared)
transport ('автобус', 'спирка')
air ('смог',)
None ()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.text_vectors import Texts, lemma, topical

LEAST = 0.05


@dataclass(frozen=True)
class Placed:
    """The theme of a statement, or None; how like its seeds it is, 0..1; and shared lemmas."""

    theme: str | None
    likeness: float
    shared: tuple[str, ...]


def sort_into(
    statements: Sequence[str], seeds: Mapping[str, str], least: float = LEAST
) -> list[Placed]:
    """The nearest theme of each statement; of equally near ones the first by name.

    `seeds` holds for each theme its words in one string. Raises `InputFault` where there is no
    theme, or a theme has no word that carries a topic.

    >>> sort_into(["Шум"], {"Шум": "и"})
    Traceback (most recent call last):
    zaedno.algorithms.faults.InputFault: The theme “Шум” has no seed word that carries a topic.
    """
    if not seeds:
        raise InputFault(_("There is no theme to sort into."))
    names = sorted(seeds)
    texts = Texts(statements)
    themes = Texts([seeds[name] for name in names], basis=texts)
    for name, found in zip(names, themes.words, strict=True):
        if not found:
            raise InputFault(
                _("The theme “{name}” has no seed word that carries a topic."), name=name
            )
    alike = (texts.rows @ themes.rows.T).toarray().round(12)
    placed = []
    for row, likeness in enumerate(alike):
        best = int(likeness.argmax())
        if likeness[best] >= least and likeness[best] > 0:
            shared = tuple(texts.shared(row, themes, best))
            placed.append(Placed(names[best], float(likeness[best]), shared))
        else:
            placed.append(Placed(None, float(likeness[best]), ()))
    return placed


def common(statements: Sequence[str], most: int = 20) -> list[tuple[str, int]]:
    """Words that carry a topic and how many statements hold them, the most frequent first.

    Words count in their dictionary form, once for each statement; those of one statement alone are
    left out, and equally frequent ones stand in the order of the alphabet. They are what a
    moderator may make seeds of. `most` is the length of the list, 0 or more.

    >>> common(["Автобусът закъсня.", "Чакам автобуса на спирката.", "Спирка без навес."])
    [('автобус', 2), ('спирка', 2)]
    """
    held = Counter(word for said in statements for word in {lemma(w) for w in topical(said)})
    ranked = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(word, times) for word, times in ranked[:most] if times > 1]
