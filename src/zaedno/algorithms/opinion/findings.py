"""One thing that is said about a statement: by whom, on which side, with which figures.

>>> Finding(group=0, column=3, side=-1, count=13, trials=17, share=0.74, test=2.4).word
'disagree'
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYBODY = -1
MOST_FINDINGS = 5


@dataclass(frozen=True)
class Finding:
    """A side that a group, or everybody, takes on a statement.

    `count` of `trials` people took the side (+1 agree, -1 disagree) on the statement of this
    column. `share` is `(count + 1) / (trials + 2)`, `test` the z value of a share above one half.
    `contrast` sets the group against the others: in mode `polis` the ratio of the shares
    ("repness"), in mode `zaedno` their difference; `contrast_test` is its z value. `chance` is the
    false discovery rate at which the finding still stands, in mode `zaedno` only.
    """

    group: int
    column: int
    side: int
    count: int
    trials: int
    share: float
    test: float
    contrast: float | None = None
    contrast_test: float | None = None
    chance: float | None = None
    best: bool = False

    @property
    def word(self) -> str:
        return "agree" if self.side > 0 else "disagree"
