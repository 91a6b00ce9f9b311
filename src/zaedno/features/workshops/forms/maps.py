"""What people type on the room's maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.board import NOTE_LENGTH
from zaedno.features.workshops.models.maps import TreeNode

RATING = [(n, str(n)) for n in range(1, 6)]


class NodeForm(forms.Form):
    """A part of the tree, and what it hangs on."""

    part = forms.ChoiceField(label=_("What it is"), choices=TreeNode.Part.choices)
    parent = forms.ChoiceField(
        label=_("Hangs on"), help_text=_("Leave this empty for a problem."), required=False
    )
    text = TextsFormField(label=_("Text"), max_length=NOTE_LENGTH)

    def __init__(self, nodes: Iterable[TreeNode], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.nodes = {str(node.pk): node for node in nodes}
        told = [(k, f"{n.get_part_display()}: {n.text}") for k, n in self.nodes.items()]
        fields: Any = self.fields
        fields["parent"].choices = [("", "–"), *told]

    def clean_parent(self) -> TreeNode | None:
        return self.nodes.get(self.cleaned_data["parent"])


class GoalsForm(forms.Form):
    """A field for each part of a tree, beside the words of the problem."""

    def __init__(self, parts: Iterable[TreeNode], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parts = list(parts)
        for node in self.parts:
            told = {"part": str(node.get_part_display()).capitalize(), "words": node.text}
            self.fields[f"goal_{node.pk}"] = TextsFormField(
                label=gettext("%(part)s: %(words)s") % told,
                max_length=NOTE_LENGTH,
                required=False,
                initial=node.goal,
            )

    def shaped(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"goals": {node.pk: given.get(f"goal_{node.pk}") or {} for node in self.parts}}


class InfluenceForm(forms.Form):
    kind_id = forms.TypedChoiceField(label=_("Kind of organisation"), coerce=int)
    power = forms.TypedChoiceField(
        label=_("Power over the outcome (1–5)"), choices=RATING, coerce=int
    )
    interest = forms.TypedChoiceField(
        label=_("Interest in the outcome (1–5)"), choices=RATING, coerce=int
    )
    note = forms.CharField(label=_("Note, never published"), required=False, max_length=200)

    def __init__(self, kinds: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        fields: Any = self.fields
        fields["kind_id"].choices = list(kinds)
