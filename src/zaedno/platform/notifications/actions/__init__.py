"""Writing letters, sending them, following things."""

from zaedno.platform.notifications.actions.letters import write_letter
from zaedno.platform.notifications.actions.post import send_waiting

__all__ = ["send_waiting", "write_letter"]
