"""What those who took part said of a meeting, question by question, five at least."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.afterwards import Evaluation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation
from zaedno.features.workshops.rules import evaluation as rules
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.forms.queries import tallies
from zaedno.platform.forms.results import Shown, counts_in_words, present
from zaedno.platform.places import queries as places

Kind = Question.Kind
WRITTEN = (Kind.SHORT, Kind.LONG)
MOST_TEXTS = 200


@dataclass(frozen=True)
class Answered:
    """One question with what is shown of it; `counts` are its answers in words, if it has any."""

    question: Question
    shown: Shown
    n: int
    mean: float | None = None
    counts: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def few(self) -> bool:
        return self.shown.too_few

    @property
    def name(self) -> str:
        """For machines: a ready question has the same name after every meeting."""
        return self.question.key or self.shown.code


@dataclass(frozen=True)
class Outcome:
    """`may` says whether results are shown yet; without it `answered` is empty."""

    evaluation: Evaluation | None
    replies: int
    may: Verdict
    answered: list[Answered] = field(default_factory=list)
    on_paper: int = 0

    @property
    def invented(self) -> bool:
        return bool(self.replies and self.evaluation and self.evaluation.illustrative)


def outcome(viewer: Viewer, event: Workshop) -> Outcome:
    found = evaluation.of(viewer, event)
    if found is None or found.form is None:
        return Outcome(None, 0, rules.shows_results(event.state, 0))
    channels = forms.by_channel(viewer, found.form)
    replies = sum(channels.values())
    may = rules.shows_results(event.state, replies)
    answered = _answered(viewer, found) if may and replies else []
    return Outcome(found, replies, may, answered, channels.get("paper", 0))


def replied(viewer: Viewer, event: Workshop) -> int:
    """How many answered so far, for who leads."""
    found = evaluation.of(viewer, event)
    return forms.replies(viewer, found.form).count() if found and found.form else 0


def _answered(viewer: Viewer, found: Evaluation) -> list[Answered]:
    outline = evaluation.outline(viewer, found)
    questions = list(outline.questions())
    counted = tallies.counted(viewer, found.form, questions).data  # type: ignore[arg-type]
    on_map = any(one.places for one in questions)
    names = places.district_names(viewer) if on_map else {}
    return [
        _one(one, outline.codes[one.pk], counted[one.pk], names)
        for one in questions
        if one.pk in counted
    ]


def _one(question: Question, code: str, data: dict[str, Any], names: Any) -> Answered:
    shown = present(question, code, data, names)
    shown.examples = []  # places and files of single people stay in the form
    if shown.too_few:
        return Answered(question, shown, data["answered"])
    counts = counts_in_words(question, data)
    return Answered(question, shown, data["answered"], data["mean"], counts)


def written(viewer: Viewer, found: Evaluation) -> list[tuple[Question, list[str]]]:
    """What was written in words, in the order of random numbers, which is no order at all."""
    asked = [q for q in evaluation.outline(viewer, found).questions() if q.kind in WRITTEN]
    if not asked:
        return []
    texts: dict[int, list[str]] = {one.pk: [] for one in asked}
    for answers in forms.replies(viewer, found.form).order_by("pk").values_list("answers"):  # type: ignore[arg-type]
        for one in asked:
            said = answers[0].get(str(one.pk))
            if said and len(texts[one.pk]) < MOST_TEXTS:
                texts[one.pk].append(said)
    return [(one, texts[one.pk]) for one in asked if texts[one.pk]]
