"""Writing letters, sending them, following things, keeping what is new."""

from zaedno.platform.notifications.actions.devices import add_device, remove_device
from zaedno.platform.notifications.actions.follows import confirm, follow, stop, unfollow
from zaedno.platform.notifications.actions.letters import write_letter, write_letters
from zaedno.platform.notifications.actions.news import mark_seen
from zaedno.platform.notifications.actions.post import resend, send_waiting
from zaedno.platform.notifications.actions.rhythms import (
    end_feed,
    open_feed,
    quiet,
    set_one,
    set_rhythm,
)

__all__ = [
    "add_device",
    "confirm",
    "end_feed",
    "follow",
    "mark_seen",
    "open_feed",
    "quiet",
    "remove_device",
    "resend",
    "send_waiting",
    "set_one",
    "set_rhythm",
    "stop",
    "unfollow",
    "write_letter",
    "write_letters",
]
