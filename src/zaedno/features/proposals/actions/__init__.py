"""The verbs of the room, one file for each group of them."""

from zaedno.features.proposals.actions import answers, moderation, supports, writing

__all__ = ["answers", "moderation", "supports", "writing"]
