"""What the minutes say of consent rounds and of what was put in order."""

from __future__ import annotations

from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.consent import ConsentRound
from zaedno.features.workshops.models.criteria import Priorities
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import consent, priorities
from zaedno.features.workshops.queries.minutes_kinds import by_kinds
from zaedno.features.workshops.queries.priorities import PrioritiesPanel, Standing
from zaedno.features.workshops.rules.minutes import Passage
from zaedno.features.workshops.rules.polls import large_enough
from zaedno.features.workshops.rules.side_by_side import percent

TEN = 10  # comparisons, of which an idea wins so many


def consent_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Each round that is closed, in the order in which they were asked."""
    rounds = sorted(consent.of_workshop(viewer, event), key=lambda r: r.pk)
    return [_round(viewer, r) for r in rounds if r.closed_at is not None]


def _round(viewer: Viewer, round: ConsentRound) -> Passage:
    proposal, _lang = round.proposal.best()
    made = Passage(f"consent-{round.pk}", proposal, invented=round.illustrative)
    page = reverse("workshops:consent", args=[round.pk])
    could = max(round.could_answer or 0, round.answered)
    said = ngettext(
        "%(n)s of %(could)s who could answer did.",
        "%(n)s of %(could)s who could answer did.",
        round.answered,
    )
    n = made.figure("n", round.answered, page)
    made.say(said % {"n": n, "could": made.figure("could", could)})
    if large_enough(round.answered):
        stands = _("They agree: %(agree)s; can live with it: %(live)s; object: %(object)s.")
        counts = {"agree": round.agree, "live": round.live_with, "object": round.object}
        made.say(stands % {key: made.figure(key, value, page) for key, value in counts.items()})
    else:
        made.say(_("Too few answered to show how the answers fell."))
    made.say(f"{_outcome(round)}")
    for objection in round.objections.all():
        at = f"objection.{objection.pk}"
        words = made.quote(at, objection.reason.best()[0], page)
        if objection.answered_at is None:
            made.say(_("– Objection: %(words)s It is open.") % {"words": words}, line=True)
        else:
            answer = made.quote(f"{at}.answer", objection.answer.best()[0], page)
            told = _("– Objection: %(words)s Answer: %(answer)s")
            made.say(told % {"words": words, "answer": answer}, line=True)
    by_kinds(made, consent.by_kind(viewer, round), page)
    return made


def _outcome(round: ConsentRound) -> str:
    if round.state == ConsentRound.State.ADOPTED:
        return _("The proposal was adopted by consent.")
    if round.state == ConsentRound.State.DROPPED:
        return _("The proposal was not adopted.")
    return _("Whether the proposal stands was not said yet.")


def priority_passages(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Each order that was published, as anybody may see it."""
    return [_order(told) for told in published(viewer, event)]


def published(viewer: Viewer, event: Workshop) -> list[PrioritiesPanel]:
    public = Viewer(city=viewer.city, lang=viewer.lang)
    found = [p for p in priorities.of_workshop(viewer, event) if p.published_at is not None]
    return [priorities.panel(public, p) for p in found]


def _order(told: PrioritiesPanel) -> Passage:
    asked = told.priorities
    made = Passage(f"priorities-{asked.pk}", asked.question.best()[0], invented=asked.illustrative)
    page = reverse("workshops:priorities", args=[asked.pk])
    answered = asked.answered or 0
    said = ngettext("%(n)s person answered.", "%(n)s people answered.", answered)
    made.say(said % {"n": made.figure("n", answered, page)})
    if told.few:
        made.say(_("Too few answered to show how the answers fell."))
        return made
    if asked.kind == Priorities.Kind.PAIRS:
        many = (asked.result or {}).get("comparisons", 0)
        pairs = ngettext("They compared %(n)s pair.", "They compared %(n)s pairs.", many)
        made.say(pairs % {"n": made.figure("pairs", many, page)})
    else:
        made.say(_weights(made, told))
    for one in told.standings:
        line = _pair if asked.kind == Priorities.Kind.PAIRS else _scored
        made.say(line(made, one, page), line=True)
    by_kinds(made, told.side, page)
    return made


def _weights(made: Passage, told: PrioritiesPanel) -> str:
    weights = [
        f"{made.figure(f'c{c.number}', c.text.best()[0])} "
        f"{made.figure(f'c{c.number}.share', percent(share))}"
        for c, share in told.shares
    ]
    return _("Weights of the criteria: %(weights)s.") % {"weights": ", ".join(weights)}


def _scored(made: Passage, one: Standing, page: str) -> str:
    at = f"o{one.option.number}"
    said = _("– %(place)s. %(option)s: %(mean)s of 5 on average, spread ± %(spread)s.")
    return said % {
        "place": made.figure(f"{at}.place", one.place, page),
        "option": made.quote(at, one.option.text.best()[0], page),
        "mean": made.figure(f"{at}.mean", floatformat(one.told["mean"], 2), page),
        "spread": made.figure(f"{at}.spread", floatformat(one.told["spread"], 2), page),
    }


def _pair(made: Passage, one: Standing, page: str) -> str:
    """With how sure it is: an order of pairs without its intervals says more than is known."""
    at = f"o{one.option.number}"
    low, high = (floatformat(TEN * one.told[end], 1) for end in ("low", "high"))
    said = _(
        "– %(place)s. %(option)s wins %(wins)s of ten comparisons (between %(between)s); "
        "its place may be %(places)s."
    )
    return said % {
        "place": made.figure(f"{at}.place", one.place, page),
        "option": made.quote(at, one.option.text.best()[0], page),
        "wins": made.figure(f"{at}.wins", floatformat(TEN * one.told["score"], 1), page),
        "between": made.figure(f"{at}.between", f"{low}–{high}", page),
        "places": made.figure(f"{at}.places", span(one.told), page),
    }


def span(told: dict[str, int]) -> str:
    """The places an idea may have: `2` or `1–3`."""
    low, high = told["rank_low"], told["rank_high"]
    return f"{low}" if low == high else f"{low}–{high}"
