"""Who holds the private link of a draft: a signed cookie, read before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zaedno.core.http import viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.models import Reply
from zaedno.platform.forms.queries.rows import REPLY

SALT, DAYS = "surveys.draft", 90


@dataclass(frozen=True)
class Cookie:
    name: str
    value: str


def name_of(survey: Survey) -> str:
    return f"survey-{survey.pk}"


def holder(request: HttpRequest, survey: Survey) -> Viewer:
    """The reader, with the draft whose private link was opened in this browser."""
    viewer = viewer_of(request)
    told: Any = request.get_signed_cookie(name_of(survey), default="", salt=SALT)
    if not told:
        return viewer
    holding = viewer.holding(REPLY, told)
    request.viewer = holding  # type: ignore[attr-defined]
    return holding


def remember(response: HttpResponse, survey: Survey, reply: Reply) -> HttpResponse:
    response.set_signed_cookie(
        name_of(survey),
        str(reply.pk),
        salt=SALT,
        max_age=DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
