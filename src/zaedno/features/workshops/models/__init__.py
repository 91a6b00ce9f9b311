"""Importing the parts makes their tables known; take a model from the part it lives in."""

from zaedno.features.workshops.models import event as event
