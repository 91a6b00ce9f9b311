"""Questions of a workshop as this viewer sees them, and how many were asked and answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.questions import Like, Question, QuestionDesk
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries.who import Who, kinds_of, who
from zaedno.features.workshops.rules import questions as rules
from zaedno.features.workshops.rules.boards import may_scribe
from zaedno.features.workshops.rules.polls import may_moderate

S, By = Question.State, Question.AskedBy


@dataclass(frozen=True)
class Asked:
    """How many questions were asked and answered, by participants and by the city."""

    by_people: int
    people_answered: int
    by_city: int
    city_answered: int


@dataclass(frozen=True)
class Row:
    question: Question
    liked: bool
    may: dict[str, Verdict]


@dataclass(frozen=True)
class QuestionPanel:
    """The questions for one person: open ones by likes, answered ones apart."""

    workshop: Workshop
    taking: bool
    moderated: bool
    counts: Asked
    open: list[Row] = field(default_factory=list)
    answered: list[Row] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    may: dict[str, Verdict] = field(default_factory=dict)

    @property
    def version(self) -> str:
        rows = [*self.open, *self.answered, *self.waiting]
        shown = ".".join(
            f"{r.question.pk}:{r.question.likes}:{r.question.state}:{int(r.liked)}" for r in rows
        )
        return f"{int(self.taking)}.{shown}"


def questions(viewer: Viewer) -> QuerySet[Question]:
    found = Question.objects.filter(city_id=viewer.city.pk)
    return found.select_related("workshop", "kind")


def shown(viewer: Viewer, workshop: Workshop) -> list[Question]:
    """What anybody may read, most liked first."""
    return list(questions(viewer).filter(workshop=workshop, state__in=rules.SHOWN))


def question(viewer: Viewer, pk: int) -> Question:
    """Hidden and waiting ones are there for moderators only."""
    found = questions(viewer)
    if not may_moderate(viewer):
        found = found.filter(state__in=rules.SHOWN)
    return get_object_or_404(found, pk=pk)


def desk(viewer: Viewer, workshop_id: int) -> QuestionDesk | None:
    found = QuestionDesk.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return found.first()


def asked(viewer: Viewer, workshop_id: int) -> Asked:
    """What is hidden or waits for a moderator counts as not asked."""
    shown = questions(viewer).filter(workshop_id=workshop_id, state__in=rules.SHOWN)
    answered = Q(state=S.ANSWERED)
    told = shown.order_by().aggregate(
        by_people=Count("id", filter=Q(asked_by=By.PARTICIPANTS)),
        people_answered=Count("id", filter=answered & Q(asked_by=By.PARTICIPANTS)),
        by_city=Count("id", filter=Q(asked_by=By.CITY)),
        city_answered=Count("id", filter=answered & Q(asked_by=By.CITY)),
    )
    return Asked(**told)


def panel(viewer: Viewer, workshop: Workshop) -> QuestionPanel:
    """In a fixed number of queries, however many questions there are."""
    me, kinds = who(viewer, workshop), kinds_of(viewer)
    here = desk(viewer, workshop.pk)
    found = list(questions(viewer).filter(workshop=workshop))
    liked = _liked(viewer, found, me)
    rows = [_row(viewer, q, q.pk in liked, me, kinds) for q in found]
    taking = here is not None and here.taking
    needed = workshop.account_needed or not workshop.is_open_board
    moderates = may_moderate(viewer)
    hidden = [r for r in rows if r.question.state in (S.PENDING, S.HIDDEN)]
    return QuestionPanel(
        workshop=workshop,
        taking=taking,
        moderated=here is not None and here.moderated,
        counts=asked(viewer, workshop.pk),
        open=[r for r in rows if r.question.state == S.OPEN],
        answered=[r for r in rows if r.question.state == S.ANSWERED],
        waiting=hidden if moderates else [],
        may={
            "ask": rules.may_ask(viewer, taking, me is not None, needed),
            "enter": may_scribe(viewer),
            "open": rules.may_take(viewer, taking, wanted=True),
            "close": rules.may_take(viewer, taking, wanted=False),
            "like": rules.may_like(viewer, me is not None, S.OPEN),
            "moderate": moderates,
        },
    )


def _liked(viewer: Viewer, found: list[Question], me: Who | None) -> set[int]:
    if me is None:
        return set()
    tokens = [token_of("like", q.pk, me.key) for q in found if q.state == S.OPEN]
    mine = Like.objects.filter(token__in=tokens, question__city_id=viewer.city.pk)
    return set(mine.values_list("question_id", flat=True))


def _row(
    viewer: Viewer, question: Question, liked: bool, me: Who | None, kinds: frozenset[int]
) -> Row:
    state = question.state
    addressed = is_addressed(question, kinds)
    return Row(
        question=question,
        liked=liked,
        may={
            "like": rules.may_like(viewer, me is not None, state),
            "pin": rules.may_pin(viewer, state),
            "answer": rules.may_answer(viewer, question.asked_by, state, addressed),
            "hide": rules.may_hide(viewer, state),
            "show": rules.may_show(viewer, state),
        },
    )


def is_addressed(question: Question, kinds: frozenset[int]) -> bool:
    """Whether somebody who speaks for organisations of these kinds was asked."""
    return bool(kinds) and question.kind_id in (None, *kinds)
