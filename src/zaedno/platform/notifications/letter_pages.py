"""A letter shown in a browser: alone on its page, with its own style sheet and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from django.http import HttpResponse

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def shown(html: str) -> HttpResponse:
    """Only the style sheet that stands in it may dress it; it may load and run nothing."""
    styles = [
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
        for style in STYLE.findall(html)
    ]
    response = HttpResponse(html)
    response._csp_replace = {  # type: ignore[attr-defined]
        "default-src": ["'none'"],
        "style-src": styles or ["'none'"],
        "frame-ancestors": ["'self'"],
    }
    return response
