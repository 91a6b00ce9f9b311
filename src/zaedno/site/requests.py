"""Every request has a number; it stands in its log lines, its answer and on the page of a fault."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from zaedno.site.logs import request_id

log = logging.getLogger("zaedno.requests")


class RequestMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(8)
        token = request_id.set(number)
        began = perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            log.info("answered", extra={"facts": facts(request, response, began)})
            return response
        finally:
            request_id.reset(token)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        """No name or number holds a zero byte, and PostgreSQL refuses to be asked for one."""
        asked = [*named.values(), *(one for _name, many in request.GET.lists() for one in many)]
        if any("\0" in str(one) for one in asked):
            raise Http404


def facts(request: HttpRequest, response: HttpResponse, began: float) -> dict[str, object]:
    """The name of the address, not the address: it may hold a private link."""
    match = request.resolver_match
    return {
        "method": request.method,
        "view": match.view_name if match else "",
        "status": response.status_code,
        "ms": round((perf_counter() - began) * 1000, 1),
    }
