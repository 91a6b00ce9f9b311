"""Staff pages open only to their roles: whoever else comes reads why, or signs in first.

An event of another city is not there for anybody, whatever the role.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zaedno.core.http import refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.queries import events

View = Callable[..., HttpResponseBase]


def door(rule: Callable[[Viewer], Verdict]) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(request)
            if "slug" in kwargs:
                events.one(viewer, kwargs["slug"])
            verdict = rule(viewer)
            if not verdict:
                return refusal(request, verdict.reason)
            return view(request, *args, **kwargs)

        return opened

    return wrap
