"""The verbs of the room, one file for each group of them."""

from zaedno.features.debates.actions import arguing, leading, moderation, summing

__all__ = ["arguing", "leading", "moderation", "summing"]
