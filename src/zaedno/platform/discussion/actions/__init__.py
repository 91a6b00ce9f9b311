"""The verbs of the room, one file for each group of them."""

from zaedno.platform.discussion.actions import moderation, reactions, writing

__all__ = ["moderation", "reactions", "writing"]
