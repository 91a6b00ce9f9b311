"""Pages of the house itself: how it works, how accessible it is, and what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaedno.core import colours
from zaedno.core.http import page
from zaedno.site import samples
from zaedno.site.logs import request_id


def about(request: HttpRequest) -> HttpResponse:
    return page(request, "zaedno_site/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "zaedno_site/accessibility.html")


def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for looking at; not part of a city's site."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return page(request, "zaedno_site/style.html", samples.everything())


def city_colours(request: HttpRequest) -> HttpResponse:
    """A city's own colours as a small style sheet, so that no page needs an inline style."""
    city = request.city  # type: ignore[attr-defined]
    css = colours.stylesheet(city.primary, city.accent)
    answer = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not hasattr(request, "city"):
        return nowhere(request)
    return render(request, "core/not_found.html", status=404)


def nowhere(request: HttpRequest) -> HttpResponse:
    """No city answers to this host: a page without a city's frame."""
    context = {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "title": _("There is no such page"),
        "told": _("No city answers at this address."),
    }
    return HttpResponse(render_to_string("zaedno_site/plain.html", context), status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = _("You may not open this page with the role you have.")
    return render(request, "core/refused.html", {"reason": reason}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token was missing or old: nothing was changed."""
    return render(request, "core/form_expired.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed here: a page that needs neither the database nor the frame."""
    lang = request.path_info.split("/", 2)[1]
    with translation.override(lang if lang in dict(settings.LANGUAGES) else "bg"):
        return render(None, "core/broken.html", {"incident": request_id.get()}, status=500)  # type: ignore[arg-type]
