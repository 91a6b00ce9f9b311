"""Writing letters, sending them, following things."""

from zaedno.platform.notifications.actions.follows import confirm, follow, stop, unfollow
from zaedno.platform.notifications.actions.letters import write_letter
from zaedno.platform.notifications.actions.post import resend, send_waiting

__all__ = ["confirm", "follow", "resend", "send_waiting", "stop", "unfollow", "write_letter"]
