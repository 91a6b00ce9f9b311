"""What a poll asks of one person, ready to be drawn: every input with its name and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from zaedno.core.verdict import Sentence, Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.poll import Poll, PollItem
from zaedno.features.workshops.models.replies import REPLY_LENGTH, WORD_LENGTH
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import poll_results as results
from zaedno.features.workshops.queries import polls as queries
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.rules import sheets
from zaedno.features.workshops.rules.boards import may_lead

K = Poll.Kind
LENGTHS = {K.CLOUD: WORD_LENGTH, K.TEXT: REPLY_LENGTH}


@dataclass(frozen=True)
class Option:
    value: int
    label: Sentence
    chosen: bool


@dataclass(frozen=True)
class Ask:
    """One input or one group of choices; its name is the one the form reads."""

    name: str
    item: PollItem
    axis: Sentence
    options: list[Option]
    value: int | None = None


@dataclass(frozen=True)
class PollPanel:
    """One poll for one person: what may be answered, what was, and what came of it."""

    poll: Poll
    answer: Verdict
    answered: bool
    result: results.Result
    asks: list[Ask] = field(default_factory=list)
    used: int = 0
    mine: list[str] = field(default_factory=list)
    may: dict[str, Verdict] = field(default_factory=dict)
    waiting: int = 0

    @property
    def left(self) -> int:
        return max(0, self.poll.most - self.used)

    @property
    def given_out(self) -> int:
        return sum(ask.value or 0 for ask in self.asks)

    @property
    def remaining(self) -> int:
        return sheets.POINTS - self.given_out

    @property
    def length(self) -> int:
        return LENGTHS.get(K(self.poll.kind), 0)

    @property
    def version(self) -> str:
        """Changes when the panel looks different: who writes is not disturbed by others."""
        shown = "p" if self.poll.published_at else ""
        texts = ".".join(str(r.pk) for r in self.result.replies)
        return f"{self.poll.pk}.{self.poll.state}{shown}.{self.used}.{int(self.answered)}.{texts}"


def panel(viewer: Viewer, poll: Poll) -> PollPanel:
    me = who(viewer, poll.workshop)
    mine = queries.answers_of(viewer, poll, me)
    used, words = queries.said_by(viewer, poll, me)
    validated = poll.workshop.state in boards.FINAL
    state, later = poll.state, hasattr(poll, "later")
    answer = rules.may_answer(viewer, state, me is not None)
    return PollPanel(
        poll=poll,
        answer=answer,
        answered=bool(mine) or used > 0,
        result=results.result(viewer, poll),
        asks=asks(poll, mine) if answer else [],
        used=used,
        mine=words,
        may={
            "lead": may_lead(viewer),
            "publish": rules.may_publish(viewer, state, poll.published_at is not None),
            "repeat": rules.may_repeat(viewer, state, later, validated),
            "state": rules.may_state(viewer, poll.kind, poll.open_list, state, "…"),
            "moderate": rules.may_moderate(viewer),
        },
        waiting=_waiting(viewer, poll),
    )


def _waiting(viewer: Viewer, poll: Poll) -> int:
    if poll.kind != K.TEXT or not rules.may_moderate(viewer):
        return 0
    return queries.waiting_of(viewer, poll)


def asks(poll: Poll, mine: dict[tuple[int, str], int]) -> list[Ask]:
    """The inputs of a poll, in order; a matrix has one for each axis of a row."""
    if poll.kind in (K.CLOUD, K.TEXT):
        return []
    places = len(poll.items.all())
    return [
        Ask(
            name=f"a_{item.pk}_{axis}",
            item=item,
            axis=results.AXES.get(axis, ""),
            options=_options(poll, places, mine.get((item.pk, axis))),
            value=mine.get((item.pk, axis)),
        )
        for item in poll.items.all()
        for axis in poll.axes or [""]
    ]


def _options(poll: Poll, places: int, chosen: int | None) -> list[Option]:
    if poll.kind in (K.MULTIPLE, K.HUNDRED):
        return []
    if poll.kind == K.RANKING:
        return [Option(n, str(n), n == chosen) for n in range(1, places + 1)]
    return [Option(c.value, c.label, c.value == chosen) for c in results.choices(poll)]
