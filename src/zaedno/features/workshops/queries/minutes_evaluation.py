"""What the minutes and slides say of the evaluation: each question with its answers."""

from __future__ import annotations

from collections.abc import Iterator

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries.evaluation_results import Answered, Outcome, outcome
from zaedno.features.workshops.queries.slide import BARS, Slide, bars
from zaedno.features.workshops.rules.minutes import Passage


def evaluation_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    told = outcome(viewer, event)
    page = reverse("workshops:results", args=[event.slug])
    return [_passage(one, told, f"{page}#evaluation") for one in told.answered]


def _passage(one: Answered, whole: Outcome, page: str) -> Passage:
    words, _lang = one.question.text.best()
    made = Passage(f"evaluation-{one.name}", words, invented=whole.invented)
    said = ngettext("%(n)s person answered.", "%(n)s people answered.", one.n)
    made.say(said % {"n": made.figure("n", one.n, page)})
    if whole.on_paper == whole.replies:
        made.say(_("It was counted on paper and entered."))
    if one.few:
        made.say(_("Too few answered to show how the answers fell."))
        return made
    told = "; ".join(
        f"{label} – {made.figure(f'answer.{code}', count, page)}"
        for code, label, count in one.counts
    )
    if told:
        made.say(_("The answers: %(told)s.") % {"told": told})
    else:
        made.say(one.shown.note)
    if one.counts and one.mean is not None:
        mean = made.figure("mean", floatformat(one.mean, 1), page)
        made.say(_("On average %(mean)s.") % {"mean": mean})
    return made


def evaluation_slides(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    """What can be drawn as bars; what was written in words stays with who leads."""
    for one in outcome(viewer, event).answered:
        if not one.counts:
            continue
        lines = []
        if one.mean is not None:
            lines.append(_("On average %(mean)s.") % {"mean": floatformat(one.mean, 1)})
        said = ngettext("%(n)d answer", "%(n)d answers", one.n) % {"n": one.n}
        pairs = [(label, count) for _code, label, count in one.counts]
        yield Slide(str(one.question.text), lines, bars(pairs)[:BARS], said)
