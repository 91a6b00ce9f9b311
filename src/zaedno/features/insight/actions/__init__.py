"""Importing the package registers every verb."""

from zaedno.features.insight.actions import lines, themes

__all__ = ["lines", "themes"]
