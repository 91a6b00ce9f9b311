"""The verbs of the room, one file for each group of them."""

from zaedno.features.proposals.actions import (
    answering,
    answers,
    carrying,
    moderation,
    moves,
    papers,
    questions,
    supports,
    together,
    valuation,
    writing,
)

__all__ = [
    "answering",
    "answers",
    "carrying",
    "moderation",
    "moves",
    "papers",
    "questions",
    "supports",
    "together",
    "valuation",
    "writing",
]
