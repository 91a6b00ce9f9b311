"""The host names the city, the address names the language."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation

from zaedno.platform.cities import queries


class CityMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.ZAEDNO_CITYLESS_PATHS):
            return self.get_response(request)
        city = queries.city_of_host(request.get_host())
        if city is None:
            raise Http404
        request.city = city  # type: ignore[attr-defined]
        lang = request.path_info.split("/", 2)[1]
        if lang not in dict(settings.LANGUAGES):
            lang = city.default_language
        request.LANGUAGE_CODE = lang
        with translation.override(lang), timezone.override(ZoneInfo(city.time_zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", lang)
        return response
