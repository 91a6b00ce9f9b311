"""What the minutes say of questions: the stakeholders' to the city, and the city's to them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.questions import Question
from zaedno.features.workshops.queries import questions as queries
from zaedno.features.workshops.rules.minutes import Passage

By = Question.AskedBy


def question_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    """One passage for each direction in which something was asked; hidden ones are not told."""
    asked = queries.shown(viewer, event)
    page = reverse("workshops:questions", args=[event.slug])
    both = (
        ("questions-people", _("Asked by participants"), By.PARTICIPANTS),
        ("questions-city", _("Asked by the city"), By.CITY),
    )
    found = []
    for key, heading, by in both:
        if own := [q for q in asked if q.asked_by == by]:
            found.append(_passage(Passage(key, heading), own, page))
    return found


def _passage(made: Passage, asked: list[Question], page: str) -> Passage:
    made.invented = any(q.illustrative for q in asked)
    answered = sum(q.answered_at is not None for q in asked)
    one = ngettext("%(n)s question was asked", "%(n)s questions were asked", len(asked))
    told = _("%(asked)s; answered: %(answered)s, open: %(open)s.")
    facts = {
        "asked": one % {"n": made.figure("n", len(asked), page)},
        "answered": made.figure("answered", answered, page),
        "open": made.figure("open", len(asked) - answered, page),
    }
    made.say(told % facts)
    for question in asked:
        made.say(_line(made, question, page), line=True)
    return made


def _line(made: Passage, question: Question, page: str) -> str:
    """The question, whom it was put to or how many like it, and its answer."""
    at = str(question.pk)
    words = made.quote(at, question.text.best()[0], page)
    if question.kind is not None:
        whom = made.figure(f"{at}.kind", question.kind.name.best()[0])
        words = _("%(question)s (to: %(kind)s)") % {"question": words, "kind": whom}
    elif question.likes:
        likes = made.figure(f"{at}.likes", question.likes)
        liked = ngettext("%(n)s person", "%(n)s people", question.likes) % {"n": likes}
        words = _("%(question)s (it matters to %(people)s)") % {"question": words, "people": liked}
    if question.answered_at is None:
        return _("– %(question)s It waits for an answer.") % {"question": words}
    answer = made.quote(f"{at}.answer", question.answer.best()[0], page)
    if not question.answered_by:
        return _("– %(question)s Answer: %(answer)s") % {"question": words, "answer": answer}
    by = made.figure(f"{at}.by", question.answered_by)
    said = _("– %(question)s Answer of %(by)s: %(answer)s")
    return said % {"question": words, "by": by, "answer": answer}
