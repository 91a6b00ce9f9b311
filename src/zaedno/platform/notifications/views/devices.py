"""Web push: this browser shows news, or no longer; the script that shows them."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import outside
from zaedno.core.http import act, refusal, viewer_of
from zaedno.platform.notifications import actions, webpush
from zaedno.platform.notifications.forms import DeviceForm

SCRIPT = Path(__file__).parent.parent / "static" / "notifications" / "worker.js"


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Where the endpoint leads is asked here, outside of the deed."""
    if not viewer_of(request).signed_in:
        return refusal(request, _("Sign in to see news on this device."))
    form = DeviceForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"endpoint": "", "public": "", "secret": ""}
    said = _("This device shows news now.")
    return act(
        request,
        actions.add_device,
        then=reverse("notifications:settings"),
        said=said,
        reachable=usable(**given),
        **given,
    )


def usable(endpoint: str, public: str, secret: str) -> bool:
    """A public https address, and keys that are keys."""
    try:
        webpush.target(endpoint, public, secret)
    except webpush.BadKey:
        return False
    return endpoint.startswith("https://") and outside.is_public(endpoint)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    then, said = reverse("notifications:settings"), _("The device is off the list.")
    return act(request, actions.remove_device, then=then, said=said, pk=pk)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Under an address that stays, so that browsers find its newer versions."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
