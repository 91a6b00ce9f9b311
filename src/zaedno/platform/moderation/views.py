"""The queue of what waits, the word list, and what moderators did in a year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, refusal, viewer_of
from zaedno.platform.moderation import actions, forms, rules
from zaedno.platform.moderation.queries import rows
from zaedno.platform.moderation.queries import transparency as told_yearly


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that only moderators see yet, who waits longest first."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_moderate(viewer)):
        return refusal(request, verdict.reason)
    return page(request, "moderation/queue.html", {"waiting": rows.waiting(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    now = {"words": "\n".join(rows.words(viewer))}
    return edit(
        request,
        rules.may_moderate(viewer),
        forms.WordsForm(initial=now, **sent(request)),
        actions.list_words,
        title=_("Words that may insult"),
        back=reverse("moderation:queue"),
        then=reverse("moderation:queue"),
        said=_("The list is kept."),
        template="moderation/words.html",
    )


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """What moderators did in a year, for everybody."""
    viewer = viewer_of(request)
    years = told_yearly.years(viewer, clock.now())
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0])
    context = {"year": year, "years": years, "tables": told_yearly.tables(viewer, year)}
    return page(request, "moderation/transparency.html", context)
