"""The verbs of the room, one file for each group of them."""

from zaedno.features.surveys.actions import making, paper, replies, results

__all__ = ["making", "paper", "replies", "results"]
