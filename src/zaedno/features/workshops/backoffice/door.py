"""Staff pages open only to their roles: whoever else comes reads why, or signs in first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from zaedno.core.http import refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer

View = Callable[..., HttpResponse]


def door(rule: Callable[[Viewer], Verdict]) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            verdict = rule(viewer_of(request))
            if not verdict:
                return refusal(request, verdict.reason)
            return view(request, *args, **kwargs)

        return opened

    return wrap
