"""The editor's own prefix. What the fence keeps out answers 404 before Wagtail is asked."""

from __future__ import annotations

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtail_urls

from zaedno.features.pages.fence import door, nothing_here

CLOSED = (
    "users|groups|sites|locales|workflows|tasks|collections|reports|redirects|settings|"
    "password_reset|account|snippets|documents"
)

urlpatterns = [
    path("cms/login/", door, name="cms_door"),
    re_path(rf"^cms/(?:{CLOSED})(?P<rest>/.*)?$", nothing_here, name="cms_closed"),
    path("cms/", include(wagtail_urls)),
]
