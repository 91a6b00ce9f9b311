from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from zaedno.core.http import viewer_of
from zaedno.platform.files import queries


@require_safe
def download(request: HttpRequest, key: str) -> FileResponse:
    """Pictures may be shown in a page; anything else is saved, never run on our address."""
    file = queries.file_by_key(viewer_of(request), key)
    if file is None:
        raise Http404
    try:
        content = file.content.open("rb")
    except FileNotFoundError as gone:  # the disk lost it: nobody's fault who asks
        raise Http404 from gone
    response = FileResponse(
        content,
        as_attachment=not file.is_image,
        filename=file.name,
        content_type=file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=300"
    return response
