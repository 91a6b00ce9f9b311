"""The shape of what the editor types about a page or a question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zaedno.core.fields import Texts
from zaedno.core.forms import TextsFormField
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import TEXT_LENGTH, Conditional, Page, Question
from zaedno.platform.forms.rules import CHOOSES, Picture, lines_of, same_lines, split_lines

Kind, Op = Question.Kind, Conditional.Op
SEPARATOR = ":"


def conditions(outline: Outline, part: Conditional | None = None) -> list[tuple[str, str]]:
    """Every answer that may open a page or question, in words."""
    found = []
    for question in outline.questions():
        if part is not None and question == part:
            break
        code = f"{outline.codes[question.pk]} {question.text}"
        for op, value, words in _ways(question):
            key = SEPARATOR.join((str(question.pk), op, value))
            found.append((key, f"{code} → {words}"))
    return found


def _ways(question: Question) -> list[tuple[str, str, str]]:
    kind = question.kind
    if kind in (Kind.SINGLE, Kind.MULTIPLE):
        op = Op.IS if kind == Kind.SINGLE else Op.CONTAINS
        more = [("other", _("Other"))] if question.other else []
        return [(op, code, words) for code, words in [*question.choices(), *more]]
    if kind == Kind.SCALE:
        low, high = question.scale
        said = _("at least %(value)d")
        return [(Op.AT_LEAST, str(at), said % {"value": at}) for at in range(low + 1, high + 1)]
    if kind == Kind.CONSENT:
        return [(Op.IS, "yes", _("yes"))]
    if kind == Kind.NUMBER:
        return [(Op.AT_LEAST, "", _("at least the number below"))]
    return []


class ConditionForm(forms.Form):
    """When a part is shown: always, or after one answer that comes before it."""

    when = forms.ChoiceField(
        required=False,
        label=gettext_lazy("When it is shown"),
        help_text=gettext_lazy("Always, or only after this answer."),
    )
    number = forms.IntegerField(
        required=False, label=gettext_lazy("The number, where the condition needs one")
    )

    def __init__(self, *args: Any, outline: Outline, part: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = conditions(outline, part)
        always = [("", pgettext_lazy("condition", "always"))]
        self.fields["when"].choices = [*always, *found]  # type: ignore[attr-defined]
        if not any(key.endswith(SEPARATOR) for key, _words in found):
            del self.fields["number"]
        self.order_fields([n for n in self.fields if n not in ("when", "number")])

    def condition(self) -> dict[str, Any]:
        told = self.cleaned_data.get("when") or ""
        if not told:
            return {"when_question_id": None, "when_op": "", "when_value": ""}
        pk, op, value = told.split(SEPARATOR, 2)
        if not value:
            number = self.cleaned_data.get("number")
            value = str(0 if number is None else number)
        return {"when_question_id": int(pk), "when_op": op, "when_value": value}


def condition_of(part: Conditional) -> dict[str, Any]:
    """The two inputs for a condition that is stored."""
    if part.when_question_id is None:
        return {}
    head = SEPARATOR.join((str(part.when_question_id), part.when_op))
    number = part.when_question is not None and part.when_question.kind == Kind.NUMBER
    value = "" if number else part.when_value
    shown: dict[str, Any] = {"when": f"{head}{SEPARATOR}{value}"}
    return {**shown, "number": part.when_value} if number else shown


class PageWordsForm(ConditionForm):
    title = TextsFormField(
        max_length=200, required=False, label=gettext_lazy("Heading of the page")
    )
    text = TextsFormField(
        max_length=2000, rows=4, required=False, label=gettext_lazy("Text before the questions")
    )

    def shaped(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"title": typed["title"], "text": typed["text"], **self.condition()}


def page_typed(page: Page) -> dict[str, Any]:
    return {"title": page.title, "text": page.text, **condition_of(page)}


def joined(lines: list[dict[str, str]]) -> Texts:
    """Options as they are typed: one on each line, in each language."""
    langs = {lang for one in lines for lang in one}
    return Texts({lang: "\n".join(one.get(lang, "") for one in lines) for lang in langs})


class QuestionForm(ConditionForm):
    """The inputs that a kind of question needs, and no others."""

    text = TextsFormField(max_length=TEXT_LENGTH, rows=2, label=gettext_lazy("Question"))
    hint = TextsFormField(
        max_length=TEXT_LENGTH, required=False, label=gettext_lazy("Explanation below it")
    )
    options = TextsFormField(
        rows=6,
        label=gettext_lazy("Options, each on a line of its own"),
        help_text=gettext_lazy("Move a line to change the order, delete it to take it out."),
    )
    rows = TextsFormField(rows=6, label=gettext_lazy("Rows, each on a line of its own"))
    other = forms.BooleanField(
        required=False, label=gettext_lazy("Offer “other” with room for a few words")
    )
    least = forms.IntegerField(required=False, label=gettext_lazy("Smallest value"))
    most = forms.IntegerField(required=False, label=gettext_lazy("Largest value"))
    low_label = TextsFormField(
        max_length=80, required=False, label=gettext_lazy("Words at the low end")
    )
    high_label = TextsFormField(
        max_length=80, required=False, label=gettext_lazy("Words at the high end")
    )
    required = forms.BooleanField(required=False, label=gettext_lazy("An answer is needed"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        wanted = {"text", "hint", "when", "number", *WANTED.get(kind, ())}
        if kind != Kind.TEXT:
            wanted.add("required")
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        if kind == Kind.MULTIPLE:
            self.fields["most"].label = _("At most so many choices")
        if kind in (Kind.SHORT, Kind.LONG):
            self.fields["most"].label = _("At most so many characters")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        for name in ("options", "rows"):
            if name in data and not (verdict := same_lines(split_lines(data[name]))):
                self.add_error(name, ValidationError(str(verdict.reason)))
        most = data.get("most")
        if self.kind in (Kind.MULTIPLE, Kind.SHORT, Kind.LONG) and most is not None and most < 1:
            self.add_error("most", _("At least 1."))
        return data

    def shaped(self) -> dict[str, Any]:
        plain = ("text", "hint", "other", "least", "most", "low_label", "high_label", "required")
        made = {name: self.cleaned_data[name] for name in plain if name in self.cleaned_data}
        for name in ("options", "rows"):
            if name in self.cleaned_data:
                made[name] = [dict(one) for one in lines_of(self.cleaned_data[name])]
        return {**made, **self.condition()}


class PicturesForm(forms.Form):
    """Beside each option of a question: a picture, and in words what it shows."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        for code, words in question.choices():
            named = {"option": words}
            now = self._now(code)
            picture = forms.FileField(
                required=False,
                label=_("Picture: %(option)s") % named,
                help_text=_("PNG or JPEG up to 10 MB."),
                widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
            )
            self.fields[f"picture_{code}"] = picture
            self.fields[f"alt_{code}"] = TextsFormField(
                max_length=200,
                required=False,
                initial=now.get("alt"),
                label=_("What it shows: %(option)s") % named,
            )
            if now:
                drop = _("Take out the picture of “%(option)s”") % named
                self.fields[f"drop_{code}"] = forms.BooleanField(required=False, label=drop)

    def _now(self, code: str) -> dict[str, Any]:
        at, kept = int(code) - 1, self.question.pictures
        return (kept[at] if at < len(kept) else None) or {}

    def shaped(self) -> dict[str, Any]:
        data = self.cleaned_data
        made = []
        for code, _words in self.question.choices():
            kept = "" if data.get(f"drop_{code}") else self._now(code).get("file", "")
            made.append(Picture(data.get(f"picture_{code}"), kept, data[f"alt_{code}"]))
        return {"pictures": made}


WANTED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(CHOOSES, ("options",)),
    Kind.SINGLE: ("options", "other"),
    Kind.MULTIPLE: ("options", "other", "most"),
    Kind.MATRIX: ("options", "rows"),
    Kind.SCALE: ("least", "most", "low_label", "high_label"),
    Kind.NUMBER: ("least", "most"),
    Kind.SHORT: ("most",),
    Kind.LONG: ("most",),
}


def question_typed(question: Question) -> dict[str, Any]:
    plain = ("text", "hint", "other", "least", "most", "low_label", "high_label", "required")
    made = {name: getattr(question, name) for name in plain}
    made["options"], made["rows"] = joined(question.options), joined(question.rows)
    return {**made, **condition_of(question)}
