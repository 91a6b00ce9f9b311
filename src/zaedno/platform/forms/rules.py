"""Who writes a form, and until when it may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.fields import Texts, texts
from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.logic import Outline, backwards
from zaedno.platform.forms.models import Question

EDITORS = ("coordinator", "editor")
MEASURE = ("text", "options", "rows", "other", "least", "most")
MOST_OPTIONS, MOST_QUESTIONS, WIDEST_SCALE, MOST_FILES = 60, 200, 11, 5
CHOOSES = (
    Question.Kind.SINGLE,
    Question.Kind.MULTIPLE,
    Question.Kind.RANKING,
    Question.Kind.MATRIX,
)


GROUP_QUESTIONS = {
    "district": texts(bg="В кой район живеете?", en="In which district do you live?"),
    "age": texts(bg="На колко години сте?", en="How old are you?"),
    "gender": texts(bg="Какъв е полът ви?", en="What is your gender?"),
}
GROUP_HINT = texts(
    bg="По желание. Така се вижда чий глас липсва; групи под пет души не се показват.",
    en="If you like. It shows whose voice is missing; groups of fewer than five are never shown.",
)


@dataclass(frozen=True)
class FormFacts:
    """`answered` tells of replies since it was opened; those before were tests. `editors` are the
    roles that write it: what it belongs to may name others."""

    answered: bool
    editors: tuple[str, ...] = EDITORS


def may_edit(viewer: Viewer, facts: FormFacts) -> Verdict:
    if not viewer.has(*facts.editors):
        said = _("Forms are written by the coordinator or the editor.")
        others = _("These questions are written by those who prepare what they belong to.")
        return forbid(said if facts.editors == EDITORS else others)
    if facts.answered:
        copied = _(
            "Somebody has answered already, so the questions stay. Make a copy to change them."
        )
        stays = _("Somebody has answered already, so the questions stay.")
        return deny(copied if facts.editors == EDITORS else stays)
    return allow()


def in_order(outline: Outline) -> Verdict:
    """Nothing is shown by an answer that comes after it."""
    wrong = backwards(outline)
    if wrong is None:
        return allow()
    said = _("“%(part)s” is shown by an answer that has to be asked before it.")
    return deny(said % {"part": wrong})


def may_ask_group(groups: Sequence[object]) -> Verdict:
    if groups:
        return allow()
    return deny(_("The city has not declared these figures of its population yet."))


def measure(question: Question) -> list[Any]:
    """What a ready question measures: other words or another scale are another question."""
    return [getattr(question, name) for name in MEASURE]


def keeps_groups(question: Question) -> Verdict:
    """A question for declared groups may be worded anew; its options stay one for each group."""
    if not question.groups or len(question.options) == len(question.groups):
        return allow()
    return deny(_("Each option stands for a declared group: reword them, but keep all of them."))


@dataclass(frozen=True)
class Picture:
    """What is wanted beside an option: a new upload, the key of one that is kept, or neither."""

    upload: Any = None
    kept: str = ""
    alt: Texts = field(default_factory=Texts)


def may_picture(question: Question, pictures: Sequence[Picture]) -> Verdict:
    if not question.pictured or len(pictures) != len(question.options):
        return deny(_("Pictures stand beside the options of a question with choices."))
    if any((one.upload or one.kept) and not one.alt for one in pictures):
        return deny(_("Say in words what each picture shows, for those who do not see it."))
    return allow()


def pictured_options(question: Question | None) -> list[tuple[Any, Any]]:
    """Each option with its picture, before the question is written anew."""
    if question is None:
        return []
    return list(zip(question.options, question.pictures, strict=False))


def kept_pictures(question: Question, before: Sequence[tuple[Any, Any]]) -> list[Any]:
    """A picture goes with its option to another line, and goes when the option goes."""
    found = [next((p for one, p in before if one == option), None) for option in question.options]
    return found if any(found) else []


def may_remove(dependent: object | None) -> Verdict:
    if dependent is None:
        return allow()
    said = _("“%(part)s” is shown by an answer of it. Change that condition first.")
    return deny(said % {"part": dependent})


def can_ask(question: Question, questions: int, files: int = 0) -> Verdict:
    """Whether a question is whole: enough options, bounds in order."""
    kind = question.kind
    if kind == Question.Kind.FILE and files >= MOST_FILES:
        return deny(_("A form asks for at most five files."))
    if questions >= MOST_QUESTIONS:
        return deny(_("A form has at most 200 questions."))
    if kind in CHOOSES and not 2 <= len(question.options) <= MOST_OPTIONS:
        return deny(_("Write two to sixty options, each on a line of its own."))
    if kind == Question.Kind.MATRIX and not 1 <= len(question.rows) <= MOST_OPTIONS:
        return deny(_("Write one to sixty rows, each on a line of its own."))
    if question.least is not None and question.most is not None and question.least > question.most:
        return deny(_("The smallest value is larger than the largest."))
    if kind == Question.Kind.SCALE:
        low, high = question.scale
        if not 2 <= high - low + 1 <= WIDEST_SCALE:
            return deny(_("A scale has two to eleven steps."))
    return allow()


def same_lines(written: dict[str, list[str]]) -> Verdict:
    """Every language that is filled in has the same number of options."""
    counts = {lang: len(lines) for lang, lines in written.items() if lines}
    if len(set(counts.values())) <= 1:
        return allow()
    said = _("Each language needs the same number of lines: %(counts)s.")
    return deny(said % {"counts": ", ".join(f"{k} {v}" for k, v in sorted(counts.items()))})


def lines_of(texts: Texts) -> list[Texts]:
    """One text for each line, in all languages that have it."""
    split = split_lines(texts)
    length = max((len(lines) for lines in split.values()), default=0)
    return [Texts({lang: lines[at] for lang, lines in split.items()}) for at in range(length)]


def split_lines(texts: Texts) -> dict[str, list[str]]:
    return {
        lang: [line.strip() for line in said.splitlines() if line.strip()]
        for lang, said in texts.items()
    }
