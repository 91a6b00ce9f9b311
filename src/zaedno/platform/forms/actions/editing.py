"""Write pages and questions, move them, take them out: until somebody has answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import F

from zaedno.core.actions import Ctx, action, kind_of
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.platform.files.actions import store
from zaedno.platform.forms import rules
from zaedno.platform.forms.models import Form, Page, Question
from zaedno.platform.forms.queries import rows
from zaedno.platform.forms.ready import words_of
from zaedno.platform.forms.rules import Picture
from zaedno.platform.population import queries as population

Part = TypeVar("Part", Page, Question)


def begin(ctx: Ctx, *, owner: Any, title: Texts) -> Form:
    """A form with one empty page, inside the deed that makes its owner."""
    kind, ident = kind_of(owner)
    made = Form.objects.create(
        city_id=ctx.city.pk, owner_kind=kind, owner_id=str(ident), title=title
    )
    Page.objects.create(form=made, position=1)
    return made


def lay_out(ctx: Ctx, *, form: Form, questions: Sequence[Mapping[str, Any]]) -> None:
    """Ready questions on the first page of a form that was just begun, inside the same deed."""
    page = Page.objects.get(form=form, position=1)
    asked: dict[str, Question] = {}
    for position, one in enumerate(questions, 1):
        asked[one["id"]] = Question.objects.create(
            page=page, position=position, kind=one["kind"], key=one["id"], **words_of(one, asked)
        )
    _still_in_order(ctx, form)


def copy(ctx: Ctx, *, form: Form, owner: Any, title: Texts) -> Form:
    """The same questions under new numbers, for another owner; no reply goes with them."""
    kind, ident = kind_of(owner)
    made = Form.objects.create(
        city_id=ctx.city.pk,
        owner_kind=kind,
        owner_id=str(ident),
        title=title,
        version=form.version + 1,
    )
    new: dict[int | None, int | None] = {None: None}
    for sheet in rows.outline(ctx.viewer, form).sheets:
        page = sheet.page
        page.pk, page.form = None, made
        page.when_question_id = new[page.when_question_id]
        page._state.adding = True
        page.save(force_insert=True)
        for question in sheet.questions:
            old = question.pk
            question.pk, question.page = None, page
            question.when_question_id = new[question.when_question_id]
            question._state.adding = True
            question.save(force_insert=True)
            new[old] = question.pk
    return made


def _held(ctx: Ctx, form: Form) -> Form:
    row = rows.held(ctx.viewer, form.pk)
    ensure(rules.may_edit(ctx.viewer, rows.facts(ctx.viewer, row)))
    return row


def _still_in_order(ctx: Ctx, form: Form) -> None:
    ensure(rules.in_order(rows.outline(ctx.viewer, form)))


@action("forms.write_page")
def write_page(ctx: Ctx, *, form: Form, page: Page | None = None, **words: Any) -> Page:
    """A new page at the end, or other words and another condition for one that is there."""
    row = _held(ctx, form)
    if page is None:
        last = Page.objects.filter(form=row).count()
        page = Page(form=row, position=last + 1)
    _set(page, words)
    _still_in_order(ctx, row)
    ctx.record(("forms.form", row.pk), page=page.pk)
    return page


def _set(part: Page | Question, words: dict[str, Any]) -> None:
    for name, value in words.items():
        setattr(part, name, value)
    part.save()


@action("forms.write_question")
def write_question(
    ctx: Ctx, *, page: Page, question: Question | None = None, kind: str = "", **words: Any
) -> Question:
    """A new question at the end of a page, or one that is there, written anew."""
    row = _held(ctx, page.form)
    others = Question.objects.filter(page__form=row)
    pictured = rules.pictured_options(question)
    measured = rules.measure(question) if question else None
    if question is None:
        last = others.filter(page=page).count()
        question = Question(page=page, position=last + 1, kind=kind)
    for name, value in words.items():
        setattr(question, name, value)
    question.pictures = rules.kept_pictures(question, pictured)
    if measured is not None and measured != rules.measure(question):
        question.key = ""
    ensure(rules.keeps_groups(question))
    beside = others.exclude(pk=question.pk)
    files = beside.filter(kind=Question.Kind.FILE).count()
    ensure(rules.can_ask(question, beside.count(), files))
    question.save()
    _still_in_order(ctx, row)
    ctx.record(("forms.form", row.pk), question=question.pk)
    return question


@action("forms.set_pictures")
def set_pictures(ctx: Ctx, *, question: Question, pictures: Sequence[Picture]) -> Question:
    """A picture beside each option, or none; each picture says in words what it shows."""
    row = _held(ctx, question.page.form)
    ensure(rules.may_picture(question, pictures))
    question.pictures = [_picture(ctx, one) for one in pictures]
    question.save(update_fields=["pictures"])
    ctx.record(("forms.form", row.pk), question=question.pk)
    return question


def _picture(ctx: Ctx, given: Picture) -> dict[str, Any] | None:
    key = given.kept
    if given.upload is not None:
        key = store(ctx, upload=given.upload, kinds=("image",)).key
    return {"file": key, "alt": dict(given.alt)} if key else None


@action("forms.ask_group")
def ask_group(ctx: Ctx, *, page: Page, feature: str) -> Question:
    """A question for the group of a declared feature; whoever likes leaves it out."""
    groups = population.groups(ctx.viewer).get(feature, [])
    ensure(rules.may_ask_group(groups))
    made: Question = write_question(
        ctx,
        page=page,
        kind=Question.Kind.SINGLE,
        text=rules.GROUP_QUESTIONS[feature],
        hint=rules.GROUP_HINT,
        options=[dict(one.name) for one in groups],
        feature=feature,
        groups=[one.code for one in groups],
    )
    return made


@action("forms.move")
def move(ctx: Ctx, *, form: Form, part: Page | Question, up: bool) -> None:
    """One place up or down; a question passes over the edge to the page beside."""
    row = _held(ctx, form)
    if isinstance(part, Page):
        _swap(list(Page.objects.filter(form=row)), part, up)
    else:
        beside = list(Question.objects.filter(page_id=part.page_id))
        if not _swap(beside, part, up):
            _to_next_page(row, part, up)
    _still_in_order(ctx, row)
    ctx.record(("forms.form", row.pk), up=up)


def _swap(parts: list[Part], part: Part, up: bool) -> bool:
    """Whether there was somebody to change places with; all are numbered anew."""
    at = next(i for i, one in enumerate(parts) if one.pk == part.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(parts):
        return False
    parts[at], parts[to] = parts[to], parts[at]
    for position, one in enumerate(parts, 1):
        type(one)._default_manager.filter(pk=one.pk).update(position=position)
    return True


def _to_next_page(form: Form, question: Question, up: bool) -> None:
    pages = list(Page.objects.filter(form=form))
    at = next(i for i, one in enumerate(pages) if one.pk == question.page_id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(pages):
        return
    there = Question.objects.filter(page=pages[to])
    if up:
        position = there.count() + 1
    else:
        there.update(position=F("position") + 1)
        position = 1
    Question.objects.filter(pk=question.pk).update(page=pages[to], position=position)


@action("forms.remove")
def remove(ctx: Ctx, *, form: Form, part: Page | Question) -> None:
    """Take out a question, or a page with its questions; not what other parts depend on."""
    row = _held(ctx, form)
    ours = [part.pk] if isinstance(part, Question) else [q.pk for q in part.questions.all()]
    ensure(rules.may_remove(rows.dependent_on(ctx.viewer, ours, set(ours))))
    part.delete()
    _still_in_order(ctx, row)
    ctx.record(("forms.form", row.pk), removed=True)
