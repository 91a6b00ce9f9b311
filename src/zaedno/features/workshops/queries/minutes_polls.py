"""What the minutes say of polls: each published result in the shape of its kind."""

from __future__ import annotations

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.queries import poll_results, polls
from zaedno.features.workshops.queries.minutes_kinds import by_kinds
from zaedno.features.workshops.queries.poll_results import AXES, ItemView, Result
from zaedno.features.workshops.rules.minutes import Passage

MOST_WORDS = 12
UNITS = {
    Poll.Kind.MULTIPLE: gettext_lazy("chosen by %(n)s"),
    Poll.Kind.RANKING: gettext_lazy("%(n)s points"),
    Poll.Kind.HUNDRED: gettext_lazy("%(n)s points of 100 on average"),
}


def poll_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Each poll whose result was published, as anybody may see it."""
    return [_poll(viewer, poll) for poll in published_polls(viewer, event)]


def published_polls(viewer: Viewer, event: Workshop) -> list[Poll]:
    return [p for p in polls.of_workshop(viewer, event.pk) if p.published_at is not None]


def _poll(viewer: Viewer, poll: Poll) -> Passage:
    question, _lang = poll.question.best()
    made = Passage(f"poll-{poll.pk}", question, invented=poll.illustrative)
    page = reverse("workshops:poll", args=[poll.pk])
    answered = poll.answered or 0
    n = made.figure("n", answered, page)
    if poll.could_answer:
        could = made.figure("could", poll.could_answer)
        said = ngettext(
            "%(n)s of %(could)s who could answer did.",
            "%(n)s of %(could)s who could answer did.",
            answered,
        )
        made.say(said % {"n": n, "could": could})
    else:
        said = ngettext("%(n)s person answered.", "%(n)s people answered.", answered)
        made.say(said % {"n": n})
    if poll.counted == Voting.Counted.PAPER:
        made.say(_("It was counted on paper and entered."))
    result = poll_results.result(viewer, poll)
    _answers(made, result, page)
    for item, side in result.groups:
        if len(result.groups) > 1:
            made.say(made.quote(f"{item.number}.of", item.text.best()[0], page), line=True)
        by_kinds(made, side, page, f"{item.number}.kind")
    return made


def _answers(made: Passage, told: Result, page: str) -> None:
    """In the shape of the poll: one sentence, a line for each item, words, or texts."""
    kind = told.poll.kind
    if told.few:
        made.say(_("Too few answered to show how the answers fell."))
    elif told.words:
        words = [
            f"{made.figure(f'{n}.word', one.word.text)} ({made.figure(f'{n}.n', one.word.count)})"
            for n, one in enumerate(told.words[:MOST_WORDS], start=1)
        ]
        made.say(_("Said most often: %(words)s.") % {"words": ", ".join(words)})
    elif told.lines:
        for line in told.lines:
            name = made.quote(f"{line.item.number}.text", line.item.text.best()[0], page)
            value = made.figure(f"{line.item.number}", floatformat(line.figure, -1), page)
            made.say(f"– {name}: {UNITS[Poll.Kind(kind)] % {'n': value}}", line=True)
    elif kind == Poll.Kind.TEXT:
        for one in told.replies:
            made.say(f"– {made.quote(f'reply.{one.pk}', one.text.best()[0], page)}", line=True)
    else:
        for view in told.items:
            _item(made, told.poll, view, page)


def _item(made: Passage, poll: Poll, view: ItemView, page: str) -> None:
    """One line for each thing that was asked; a poll of one question needs no line of its own."""
    told = _told(made, view, page)
    if told and poll.kind in (Poll.Kind.SINGLE, Poll.Kind.SCALE, Poll.Kind.QUIZ):
        made.say(_("The answers: %(told)s.") % {"told": told})
    elif told:
        name = made.quote(f"{view.item.number}.text", view.item.text.best()[0], page)
        made.say(f"– {name}: {told}.", line=True)
    for number, dissent in enumerate(view.item.dissent.all() if told else (), start=1):
        words = made.quote(f"{view.item.number}.dissent.{number}", dissent.text.best()[0])
        made.say(_("Dissent: %(words)s") % {"words": words})


def _told(made: Passage, view: ItemView, page: str) -> str:
    at = view.item.number
    if view.few:
        return _("too few answers to show how they fell")
    if view.medians:
        values = [
            f"{AXES[axis]} {made.figure(f'{at}.{axis}', value, page)}"
            for axis, value in view.medians.items()
        ]
        return _("middle of the answers: %(values)s") % {"values": ", ".join(values)}
    if not view.shown:
        return ""
    return "; ".join(
        f"{choice.label} – {made.figure(f'{at}.{choice.value}', choice.count, page)}"
        for choice in view.choices
    )
