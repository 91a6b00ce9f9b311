"""What people agree to, word by word."""

from __future__ import annotations

from django.utils.translation import gettext as _


def consent() -> str:
    """Kept with each subscription as it stood when somebody agreed to it."""
    return _(
        "I want the newsletters of the city by e-mail. I can end them at any time with one click in"
        " any of them; then my address is deleted."
    )
