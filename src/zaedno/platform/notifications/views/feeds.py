"""Feeds and calendars: of one thing, topic or district for everybody; of all one follows by a
private address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zaedno.core.http import viewer_of
from zaedno.core.viewer import Viewer
from zaedno.platform.notifications import exports, tokens
from zaedno.platform.notifications.models import Reader
from zaedno.platform.notifications.queries import follows, news

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def feed(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    everybody, title = _named(request, kind, ident)
    rows = news.of_things(everybody, [(kind, ident)])
    about = (kind, ident)
    return HttpResponse(exports.atom(everybody, title, rows, request.path, about), ATOM)


@require_safe
def calendar(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    everybody, title = _named(request, kind, ident)
    return HttpResponse(exports.calendar(everybody, title, {(kind, ident)}), CALENDAR)


def _named(request: HttpRequest, kind: str, ident: str) -> tuple[Viewer, str]:
    """The same for everybody: a feed reader is never signed in."""
    viewer = viewer_of(request)
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    title = follows.title_of(everybody, kind[:60], ident[:40])
    if title is None:
        raise Http404
    return everybody, title


@require_safe
@never_cache
def my_feed(request: HttpRequest, token: str) -> HttpResponse:
    everybody, reader = _mine(request, token)
    rows = news.of_things(everybody, follows.refs_of(everybody, reader), person=reader.person_id)
    title = _("What is new for me")
    return _private(HttpResponse(exports.atom(everybody, title, rows, request.path), ATOM))


@require_safe
@never_cache
def my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    everybody, reader = _mine(request, token)
    refs = set(follows.refs_of(everybody, reader))
    body = exports.calendar(everybody, _("What I follow"), refs)
    return _private(HttpResponse(body, CALENDAR))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _mine(request: HttpRequest, token: str) -> tuple[Viewer, Reader]:
    viewer = viewer_of(request)
    reader = follows.reader_of_link(viewer, token)
    if reader is None or not tokens.reader_of("feed", token, reader):
        raise Http404
    return Viewer(city=viewer.city, lang=viewer.lang), reader
