"""The city's duty to answer: its days, questions back, what accepted proposals lead to."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.filters import Filter, read
from zaedno.core.http import act, page, viewer_of
from zaedno.features.proposals.actions import answering as actions
from zaedno.features.proposals.forms import answering as forms
from zaedno.features.proposals.queries import answering, rows, together
from zaedno.features.proposals.rules import answering as rules

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def promised(request: HttpRequest) -> HttpResponse:
    """Accepted proposals and what came of them; the late ones first in their order."""
    viewer, today = viewer_of(request), clock.today()
    words = {
        "late": _("late: neither a commitment nor a reason"),
        "waiting": _("a commitment is due"),
        "led": _("led to a commitment or a decision"),
        "explained": _("nothing follows, with the reason"),
    }
    by = Filter("standing", _("What came of it"), list(words.items()))
    found = answering.promised(viewer, read(request, by)["standing"], today)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    tones = {"late": "late", "waiting": "now", "led": "done", "explained": "dropped"}
    lines = [(row, words[at], tones[at]) for row in part if (at := answering.standing(row, today))]
    return page(request, "proposals/promised.html", {"part": part, "lines": lines, "filters": [by]})


@form_view
def settings(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    verdict = rules.may_set_rules(viewer)
    return edit(
        request,
        verdict,
        forms.RuleForm(viewer=viewer, **sent(request)),
        actions.set_rule,
        title=_("Days and units of answers"),
        back=reverse("processes:index"),
        then=reverse("proposals:settings"),
        said=_("The days are kept. They hold for what is published from now on."),
        shape=forms.rule_words,
        template="proposals/settings.html",
        more={"rules": list(answering.rules(viewer)) if verdict else []},
    )


@form_view
def ask_back(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    facts = rows.facts(viewer, row, clock.now())
    reached = bool(together.authors(viewer, row))
    return edit(
        request,
        rules.may_ask_back(viewer, facts, reached, row.waiting_since is not None),
        forms.QuestionForm(**sent(request)),
        actions.ask_back,
        title=_("Ask the authors"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The authors get a letter. The clock stands still until they answer."),
        more={"label": _("Ask")},
        proposal=row,
    )


@form_view
def reply(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    ours = rows.facts(viewer, row, clock.now()).ours
    asked = answering.inquiries(viewer, row)[-1:]
    return edit(
        request,
        rules.may_reply(ours, row.waiting_since is not None),
        forms.ReplyForm(**sent(request)),
        actions.reply,
        title=_("Answer the city"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Your answer stands beside the question. The city's days run again."),
        more={"label": _("Send"), "lead": asked[0].text if asked else ""},
        proposal=row,
    )


@require_POST
def go_on(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    said = _("The clock runs again.")
    return act(request, actions.go_on, then=row.get_absolute_url(), said=said, proposal=row)


@form_view
def explain(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    return edit(
        request,
        rules.may_explain(viewer, row.outcome, row.answered, row.led_at is not None),
        forms.WhyNotForm(initial={"why_not": row.why_not}, **sent(request)),
        actions.explain,
        title=_("Why nothing follows: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The reason is public."),
        proposal=row,
    )
