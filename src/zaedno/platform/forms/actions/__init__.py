"""Writing a form; filling it in is done inside the deeds of the room that owns it."""

from zaedno.platform.forms.actions import editing, filling

__all__ = ["editing", "filling"]
