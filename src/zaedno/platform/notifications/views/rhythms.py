"""How often letters come: on the settings page, or by the link in a letter without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications import actions, push, rules, tokens
from zaedno.platform.notifications.forms import RhythmForm
from zaedno.platform.notifications.models import Reader
from zaedno.platform.notifications.queries import devices, follows, news


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in to say how often letters should come."))
    reader = news.my_reader(viewer)
    rhythm = reader.rhythm if reader else Reader.Rhythm.NOW
    context = {
        "form": RhythmForm(initial={"rhythm": rhythm}),
        "addresses": feed_addresses(request, reader),
        "devices": devices.mine(viewer),
        "push_key": push.public_key(),
    }
    return page(request, "notifications/settings.html", context)


def feed_addresses(request: HttpRequest, reader: Reader | None) -> dict[str, str]:
    """The private addresses, while there are any."""
    if reader is None or not reader.feed_salt:
        return {}
    token = tokens.reader_token("feed", reader)
    city = viewer_of(request).city
    return {
        "atom": absolute(city, reverse("notifications:my_feed", args=[token])),
        "calendar": absolute(city, reverse("notifications:my_calendar", args=[token])),
    }


@require_POST
def set_rhythm(request: HttpRequest) -> HttpResponse:
    then, rhythm = reverse("notifications:settings"), request.POST.get("rhythm", "")[:10]
    return act(request, actions.set_rhythm, then=then, said=_("Saved."), rhythm=rhythm)


@require_POST
def set_one(request: HttpRequest, pk: int) -> HttpResponse:
    then, rhythm = reverse("notifications:mine"), request.POST.get("rhythm", "")[:10]
    return act(request, actions.set_one, then=then, said=_("Saved."), pk=pk, rhythm=rhythm)


@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    said = _("Here is your private address. Whoever knows it can read along.")
    return act(request, actions.open_feed, then=reverse("notifications:settings"), said=said)


@require_POST
def end_feed(request: HttpRequest) -> HttpResponse:
    said = _("The private address no longer opens anything.")
    return act(request, actions.end_feed, then=reverse("notifications:settings"), said=said)


@csrf_exempt  # a mail program sends the one-click form of RFC 8058 without our token
@never_cache
def quiet(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link asks; the button, or the mail program's own one, ends all letters."""
    reader = follows.reader_of_link(viewer_of(request), token)
    verdict = rules.opens(tokens.reader_of("quiet", token, reader))
    if reader is None or not verdict:
        return page(request, "notifications/quiet.html", {"reason": verdict.reason}, status=404)
    context = {"token": token, "account": reader.person_id is not None}
    if request.method == "POST":
        outcome = perform(request, actions.quiet, token=token)
        context["done"] = outcome.ok
        return page(request, "notifications/quiet.html", context)
    context["form"] = RhythmForm(initial={"rhythm": reader.rhythm})
    return page(request, "notifications/quiet.html", context)


@never_cache
@require_POST
def less(request: HttpRequest, token: str) -> HttpResponse:
    """Another rhythm by the link in a letter."""
    rhythm = request.POST.get("rhythm", "")[:10]
    outcome = perform(request, actions.set_rhythm, rhythm=rhythm, token=token)
    if outcome.ok:
        messages.success(request, _("Saved."))
    else:
        messages.error(request, str(outcome.reason))
    return redirect("notifications:quiet", token=token)
