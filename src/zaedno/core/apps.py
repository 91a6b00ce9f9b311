from __future__ import annotations

from importlib import import_module

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.core import registry


def say_it_plainly() -> None:
    """The commonest mistakes in a form, in words that say what to do."""
    forms.Field.default_error_messages["required"] = _("Fill this in.")
    # Each its own: a field class without messages shares those of the class it is made of.
    for field, said in (
        (forms.BooleanField, _("Tick the box to go on.")),
        (forms.ChoiceField, _("Choose an answer.")),
    ):
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, "required": said}


class CoreConfig(AppConfig):
    name = "zaedno.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        say_it_plainly()


class FeatureConfig(AppConfig):
    """A room of the house: importing its manifest hangs its card in the registry.

    Its actions are imported too, so that every verb is known before the first request.
    """

    default_auto_field = "django.db.models.BigAutoField"
    default = False  # Django picks a module's one default config: the room's own, below

    def __init_subclass__(cls) -> None:
        cls.default = True

    def ready(self) -> None:
        registry.register(import_module(f"{self.name}.manifest").feature, self.name)
        registry.import_if_there(self.name, "actions")
