"""Texts in two languages and partial dates, as people type them."""

from __future__ import annotations

from django import forms
from django.utils import translation

from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.slugs import slug_of


class Sample(forms.Form):
    title = TextsFormField(max_length=20)
    note = TextsFormField(max_length=200, rows=3, required=False)
    summary = TextsFormField(max_length=200, both=True, required=False)
    date = WhenFormField(required=False)


def sample(**data: str) -> Sample:
    return Sample(data)


def test_one_language_is_enough() -> None:
    form = sample(title_bg="Заглавие")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == {"bg": "Заглавие"}
    assert form.cleaned_data["note"] == {}
    assert form.cleaned_data["date"] is None


def test_none_is_refused_with_a_sentence() -> None:
    with translation.override("en"):
        assert sample(title_bg="  ").errors["title"] == ["Write the text in at least one language."]


def test_too_long_is_refused() -> None:
    assert "title" in sample(title_en="x" * 21).errors


def test_both_languages_where_both_are_asked() -> None:
    with translation.override("en"):
        errors = sample(title_en="x", summary_en="only English").errors
    assert errors["summary"] == ["Write the text in both languages."]


def test_dates_keep_their_precision() -> None:
    def when(**data: str) -> str:
        form = sample(title_en="x", **data)
        assert form.is_valid(), form.errors
        return form.cleaned_data["date"].show("en")

    assert when(date_date="2021-02-08") == "8\xa0February 2021"
    assert when(date_date="2021-02") == "February 2021"
    assert when(date_date="2021-02", date_part="end") == "end of February 2021"
    assert "date" in sample(title_en="x", date_date="soon").errors


def test_the_inputs_are_labelled_in_their_language() -> None:
    drawn = str(Sample(initial={"title": {"en": "A < B"}})["title"])
    assert '<label for="id_title_bg">Български</label>' in drawn
    assert 'value="A &lt; B"' in drawn
    assert 'lang="en"' in drawn


def test_addresses_in_latin_letters() -> None:
    assert slug_of({"bg": "Площад „Света Неделя“"}) == "ploshtad-sveta-nedelya"
    assert slug_of({"en": "Plan"}, taken={"plan", "plan-2"}) == "plan-3"
