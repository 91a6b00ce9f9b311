"""Questions: taking them, asking, liking, pinning, answering, hiding and showing again."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.notes import count_writing
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.questions import Like, Question, QuestionDesk
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries import questions as queries
from zaedno.features.workshops.queries.who import kinds_of, who
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import questions as rules

S, By = Question.State, Question.AskedBy


@action("workshops.take_questions")
def take_questions(ctx: Ctx, *, workshop: Workshop, moderated: bool = False) -> QuestionDesk:
    """From now on participants may ask; `moderated`: a moderator reads each question first."""
    desk = _desk(ctx, workshop)
    ensure(rules.may_take(ctx.viewer, desk.taking, wanted=True))
    desk.taking, desk.moderated = True, moderated
    return _turned(ctx, desk)


@action("workshops.stop_questions")
def stop_questions(ctx: Ctx, *, workshop: Workshop) -> QuestionDesk:
    desk = _desk(ctx, workshop)
    ensure(rules.may_take(ctx.viewer, desk.taking, wanted=False))
    desk.taking = False
    return _turned(ctx, desk)


def _desk(ctx: Ctx, workshop: Workshop) -> QuestionDesk:
    """The workshop's desk is put there first, then held: whoever asks waits for us or sees it."""
    blank = QuestionDesk(city_id=ctx.city.pk, workshop=workshop)
    QuestionDesk.objects.bulk_create([blank], ignore_conflicts=True)
    held = QuestionDesk.objects.select_for_update(no_key=True)
    return held.get(workshop=workshop, city_id=ctx.city.pk)


def _turned(ctx: Ctx, desk: QuestionDesk) -> QuestionDesk:
    desk.save(update_fields=["taking", "moderated"])
    ctx.record(("workshops.workshop", desk.workshop_id), taking=desk.taking)
    publish(channel(desk.workshop_id), "question")
    return desk


@action("workshops.ask_question", secret=True)
def ask_question(ctx: Ctx, *, workshop: Workshop, text: str, lang: str) -> Question:
    """A participant's question, by nobody; as many within an hour as notes."""
    desk = _desk(ctx, workshop)
    me = who(ctx.viewer, workshop)
    needed = workshop.account_needed or not workshop.is_open_board
    ensure(rules.may_ask(ctx.viewer, desk.taking, me is not None, needed))
    said = note_rules.clean(text)
    ensure(note_rules.may_say(said))
    count_writing(ctx, workshop.pk)
    question = Question.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        asked_by=By.PARTICIPANTS,
        text=Texts({lang: said}),
        lang=lang,
        state=S.PENDING if desk.moderated else S.OPEN,
    )
    ctx.record(workshop)
    publish(channel(workshop.pk), "question", question.pk)
    return question


@action("workshops.ask_for_city")
def ask_for_city(
    ctx: Ctx, *, workshop: Workshop, text: Texts, kind_id: int | None = None, mark: str = ""
) -> Question:
    """What the city asks those who take part: everybody, or one kind of organisation."""
    ensure(rules.may_ask_for_the_city(ctx.viewer))
    return _entered(ctx, workshop, text, asked_by=By.CITY, kind_id=kind_id, mark=mark)


@action("workshops.enter_question")
def enter_question(
    ctx: Ctx, *, workshop: Workshop, text: Texts, kind_id: int | None = None, mark: str = ""
) -> Question:
    """A participant's question from paper or from the room, typed in by the note-taker."""
    ensure(board_rules.may_scribe(ctx.viewer))
    return _entered(ctx, workshop, text, asked_by=By.PARTICIPANTS, mark=mark)


def _entered(ctx: Ctx, workshop: Workshop, text: Texts, **more: Any) -> Question:
    cleaned = Texts({lang: note_rules.clean(said) for lang, said in text.items()})
    ensure(note_rules.may_say(max(cleaned.values(), key=len, default="")))
    question = Question.objects.create(
        city_id=ctx.city.pk, workshop=workshop, text=cleaned, lang=next(iter(cleaned)), **more
    )
    ctx.record(question, asked_by=str(question.asked_by))
    publish(channel(workshop.pk), "question", question.pk)
    return question


@action("workshops.like_question", secret=True)
def like_question(ctx: Ctx, *, question: Question) -> int:
    """One for each person and question. Returns how many there are now."""
    return _like(ctx, question, wanted=True)


@action("workshops.unlike_question", secret=True)
def unlike_question(ctx: Ctx, *, question: Question) -> int:
    """Take back one's own, and nobody else's."""
    return _like(ctx, question, wanted=False)


def _like(ctx: Ctx, question: Question, *, wanted: bool) -> int:
    question = _held(ctx, question)
    me = who(ctx.viewer, question.workshop)
    ensure(rules.may_like(ctx.viewer, me is not None, question.state))
    assert me is not None
    mine = Like.objects.filter(question=question, token=token_of("like", question.pk, me.key))
    there = mine.exists()
    if wanted and not there:
        Like.objects.create(question=question, token=token_of("like", question.pk, me.key))
    if there and not wanted:
        mine.delete()
    if there != wanted:
        changed = F("likes") + 1 if wanted else F("likes") - 1
        Question.objects.filter(pk=question.pk).update(likes=changed)
    ctx.record(question)
    publish(channel(question.workshop_id), "question", question.pk)
    return Like.objects.filter(question=question).count()


@action("workshops.pin_question")
def pin_question(ctx: Ctx, *, question: Question, pinned: bool = True) -> Question:
    """The question stands above all others, or among them again."""
    question = _held(ctx, question)
    ensure(rules.may_pin(ctx.viewer, question.state))
    question.pinned = pinned
    return _kept(ctx, question, "pinned")


@action("workshops.answer_question")
def answer_question(
    ctx: Ctx, *, question: Question, answer: Texts, answered_by: str = "", mark: str = ""
) -> Question:
    """The answer goes into the archive with the question; it can be mended later."""
    question = _held(ctx, question)
    addressed = queries.is_addressed(question, kinds_of(ctx.viewer))
    ensure(rules.may_answer(ctx.viewer, question.asked_by, question.state, addressed))
    cleaned = Texts({lang: note_rules.clean(said) for lang, said in answer.items() if said.strip()})
    ensure(rules.may_be_answer(max(cleaned.values(), key=len, default="")))
    question.answer, question.answered_by = cleaned, note_rules.clean(answered_by)[:120]
    question.state, question.pinned = S.ANSWERED, False
    question.answered_at = question.answered_at or ctx.now
    return _kept(ctx, question, "answer", "answered_by", "state", "pinned", "answered_at")


@action("workshops.hide_question")
def hide_question(ctx: Ctx, *, question: Question) -> Question:
    """Hidden with its likes and its answer, so that it can be shown again as it was."""
    question = _held(ctx, question)
    ensure(rules.may_hide(ctx.viewer, question.state))
    question.state, question.pinned = S.HIDDEN, False
    return _kept(ctx, question, "state", "pinned")


@action("workshops.show_question")
def show_question(ctx: Ctx, *, question: Question) -> Question:
    """Show what waits for the moderator or was hidden."""
    question = _held(ctx, question)
    ensure(rules.may_show(ctx.viewer, question.state))
    question.state = S.ANSWERED if question.answered_at else S.OPEN
    return _kept(ctx, question, "state")


def _held(ctx: Ctx, question: Question) -> Question:
    found = Question.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("workshop").get(pk=question.pk, city_id=ctx.city.pk)


def _kept(ctx: Ctx, question: Question, *fields: str) -> Question:
    question.save(update_fields=list(fields))
    ctx.record(question, state=str(question.state))
    publish(channel(question.workshop_id), "question", question.pk)
    return question
