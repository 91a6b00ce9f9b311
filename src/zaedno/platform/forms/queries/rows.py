"""Forms, their outlines and the replies to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from zaedno.core import registry
from zaedno.core.fields import keyed_hash
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.counting import count
from zaedno.platform.forms.logic import Outline, Sheet
from zaedno.platform.forms.models import Form, Page, Question, Reply
from zaedno.platform.forms.rules import EDITORS, FormFacts

REPLY, FORM = "forms.reply", "forms.form"


def form(viewer: Viewer, pk: int) -> Form:
    found = Form.objects.filter(city_id=viewer.city.pk, pk=pk).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Form:
    """The row that is held while the form changes; a first reply waits for it, and it for that."""
    return Form.objects.select_for_update().get(pk=pk, city_id=viewer.city.pk)


def page(viewer: Viewer, pk: int) -> Page:
    found = Page.objects.filter(form__city_id=viewer.city.pk, pk=pk).select_related("form").first()
    if found is None:
        raise Http404
    return found


def question(viewer: Viewer, pk: int) -> Question:
    mine = Question.objects.filter(page__form__city_id=viewer.city.pk, pk=pk)
    found = mine.select_related("page__form").first()
    if found is None:
        raise Http404
    return found


def outline(viewer: Viewer, row: Form) -> Outline:
    """All pages and questions in order, in two queries."""
    mine = Page.objects.filter(form=row, form__city_id=viewer.city.pk)
    pages = mine.prefetch_related("questions").order_by("position", "pk")
    return Outline.of(Sheet(one, tuple(one.questions.all())) for one in pages)


def holder(row: Form) -> tuple[str, int]:
    """Through what the files in replies are seen."""
    return FORM, row.pk


def asks_files(viewer: Viewer, row: Form) -> bool:
    mine = Question.objects.filter(page__form=row, page__form__city_id=viewer.city.pk)
    return mine.filter(kind=Question.Kind.FILE).exists()


def asks(viewer: Viewer, row: Form) -> bool:
    """Whether a question stands in it."""
    mine = Question.objects.filter(page__form=row, page__form__city_id=viewer.city.pk)
    return mine.exclude(kind=Question.Kind.TEXT).exists()


def facts(viewer: Viewer, row: Form) -> FormFacts:
    mine = Reply.objects.filter(city_id=viewer.city.pk, form=row)
    answered = row.opened_at is not None and mine.exists()
    return FormFacts(answered=answered, editors=editors_of(row.owner_kind))


def editors_of(owner_kind: str) -> tuple[str, ...]:
    """Who writes the forms of such things, and reads the files in their replies."""
    card, _package = registry.kinds().get(owner_kind, (None, ""))
    return (card.asked_by if card else ()) or EDITORS


def token(viewer: Viewer, row: Form) -> str:
    """The fingerprint of this person, or of this browser, for this form alone."""
    who = f"person:{viewer.somebody.pk}" if viewer.somebody else f"visitor:{viewer.visitor}"
    return "" if who == "visitor:" else token_of(row, who)


def token_of(row: Form, who: str) -> str:
    """The fingerprint of somebody whom the owner of the form tells apart in its own way."""
    return keyed_hash(REPLY, f"{row.pk}:{who}")


def has_replied(viewer: Viewer, row: Form, who: str) -> bool:
    mine = Reply.objects.filter(city_id=viewer.city.pk, form=row)
    return mine.filter(token=token_of(row, who)).exists()


def mine(viewer: Viewer, row: Form) -> Reply | None:
    """One's own reply: by the private link that was shown, else by person or browser."""
    replies = Reply.objects.filter(city_id=viewer.city.pk, form=row)
    keys = [ident for kind, ident in viewer.holds if kind == REPLY]
    if keys and (linked := replies.filter(pk__in=keys).first()) is not None:
        return linked
    own = token(viewer, row)
    return replies.filter(token=own).first() if own else None


def own_held(viewer: Viewer, pk: Any) -> Reply | None:
    return Reply.objects.select_for_update().filter(pk=pk, city_id=viewer.city.pk).first()


def replies(viewer: Viewer, row: Form) -> QuerySet[Reply]:
    """Those that count."""
    if row.city_id != viewer.city.pk:
        return Reply.objects.none()
    # The form says which city it is; asking each row as well would keep the index from counting.
    return Reply.objects.filter(form=row, state=Reply.State.SENT)


def answers(viewer: Viewer, row: Form) -> Iterator[dict[str, Any]]:
    """What was answered, one reply after another, never all in memory."""
    yield from replies(viewer, row).values_list("answers", flat=True).iterator(2000)


def by_channel(viewer: Viewer, row: Form) -> dict[str, int]:
    found = replies(viewer, row).values_list("channel").annotate(Count("pk"))
    return dict(found.values_list("channel", "pk__count"))


def grouped(viewer: Viewer, row: Form) -> list[tuple[str, str, int]]:
    """How many of those who replied are of each declared group: (feature, group, people)."""
    asked = Question.objects.filter(page__form=row, page__form__city_id=viewer.city.pk)
    questions = list(asked.exclude(feature="").order_by("pk"))
    if not questions:
        return []
    counted = count(questions, answers(viewer, row))
    return [
        (question.feature, group, counted[question.pk]["chosen"].get(str(at), 0))
        for question in questions
        for at, group in enumerate(question.groups, 1)
    ]


def waiting(viewer: Viewer, row: Form) -> QuerySet[Reply]:
    """Paper replies that somebody else looks at before they count."""
    found = Reply.objects.filter(city_id=viewer.city.pk, form=row, state=Reply.State.WAITING)
    return found.order_by("sheet", "pk")


def typed_by_others(viewer: Viewer, found: QuerySet[Reply]) -> QuerySet[Reply]:
    """Without those that this viewer typed in or corrected last."""
    me = viewer.person.pk if viewer.person else None
    return found.filter(~Q(typed_by=me) | Q(typed_by=None)) if me else found


def dependent_on(viewer: Viewer, questions: list[int], outside: set[int]) -> Any:
    """A part of the form shown by one of these questions, other than the parts in `outside`."""
    ours = Question.objects.filter(when_question_id__in=questions)
    found = ours.filter(page__form__city_id=viewer.city.pk).exclude(pk__in=outside).first()
    pages = Page.objects.filter(when_question_id__in=questions, form__city_id=viewer.city.pk)
    return found or pages.exclude(questions__in=questions).first()


def by_receipt(viewer: Viewer, row: Form, number: str) -> Reply | None:
    """A reply that was received, by the number on its receipt."""
    mine = Reply.objects.filter(city_id=viewer.city.pk, form=row, receipt=number.upper())
    return mine.exclude(state=Reply.State.DRAFT).first()


def with_sheet(viewer: Viewer, row: Form, sheet: str) -> bool:
    mine = Reply.objects.filter(city_id=viewer.city.pk, form=row)
    return mine.filter(sheet=sheet).exists()


def waiting_one(viewer: Viewer, row: Form, pk: Any) -> Reply:
    found = waiting(viewer, row).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_owner(viewer: Viewer, kind: str, ident: str) -> Form | None:
    """The form that belongs to a thing, if it has one."""
    mine = Form.objects.filter(city_id=viewer.city.pk, owner_kind=kind, owner_id=ident)
    return mine.first()


def beside(viewer: Viewer, row: Form, sheets: Iterable[str]) -> dict[str, Reply]:
    """The answers laid beside public things, by their receipts."""
    mine = Reply.objects.filter(city_id=viewer.city.pk, form=row, sheet__in=list(sheets))
    return {one.sheet: one for one in mine}
