"""The editor's own prefix. What the fence keeps out answers 404 before Wagtail is asked."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from zaedno.features.pages.fence import POLICY, door, nothing_here

CLOSED = (
    "users|groups|sites|locales|workflows|tasks|collections|reports|redirects|settings|"
    "password_reset|account|snippets|documents"
)

urlpatterns = [
    path("cms/login/", door, name="cms_door"),
    re_path(rf"^cms/(?:{CLOSED})(?P<rest>/.*)?$", nothing_here, name="cms_closed"),
    path("cms/", include(decorate_urlpatterns(wagtail_urls.urlpatterns, csp_replace(POLICY)))),
]
