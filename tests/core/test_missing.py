"""What a form says of a field that was left empty."""

from __future__ import annotations

from django import forms
from django.utils.translation import override


class Every(forms.Form):
    name = forms.CharField()
    agreed = forms.BooleanField()
    way = forms.ChoiceField(choices=[("a", "A")])


def test_each_kind_of_field_has_its_own_sentence() -> None:
    with override("bg"):
        errors = Every({}).errors
    assert [errors[name][0] for name in ("name", "agreed", "way")] == [
        "Попълнете това поле.",
        "Отметнете полето, за да продължите.",
        "Изберете отговор.",
    ]
