"""The house's template tags: what they say to a screen reader and to a machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from zaedno.core import charts
from zaedno.core.chart_strokes import number
from zaedno.core.fields import texts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.partial_dates import When
from zaedno.core.things import Step


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def draw(source: str, **context: Any) -> str:
    context.setdefault("request", RequestFactory().get("/en/?theme=a&page=2"))
    return Template(source).render(Context(context))


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on paper")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    title = TextsFormField(label="Title", max_length=5)
    due = WhenFormField(label="Due", required=False)
    agree = forms.BooleanField(label="I agree")


def test_a_field_ties_label_hint_and_error_together() -> None:
    html = draw("{% field form.name %}", form=Sample({}))
    assert '<label class="field__label" for="id_name">Name' in html
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name-hint">As on paper' in html
    assert 'id="id_name-error"' in html


def test_choices_and_texts_are_fieldsets_with_a_legend() -> None:
    html = draw("{% fields form %}", form=Sample())
    assert html.count("<legend") == 3
    assert '<label for="id_kind_0">A</label>' in html
    assert 'name="title_bg"' in html
    assert '<label for="id_title_en" lang="en">English</label>' in html
    assert html.count("(optional)") == 1


def test_only_the_languages_of_the_city_are_asked() -> None:
    class City:
        languages = ["bg"]

    html = draw("{% field form.title %}", form=Sample(), city=City())
    assert 'name="title_bg"' in html
    assert 'name="title_en"' not in html


def test_texts_and_dates_are_read_from_their_inputs() -> None:
    sent = {"name": "x", "kind": "a", "agree": "on", "title_bg": " Дъб ", "title_en": ""}
    form = Sample({**sent, "due_day": "e", "due_month": "2", "due_year": "2027"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == texts(bg="Дъб")
    assert form.cleaned_data["due"] == When.part("end", "2027-02")
    wrong = Sample({**sent, "title_bg": "много дълго", "due_day": "31", "due_month": "2"})
    assert set(wrong.errors) == {"title", "due"}
    assert "you wrote 11" in wrong.errors["title"][0]


def test_a_stored_date_fills_its_three_inputs() -> None:
    html = draw("{% field form.due %}", form=Sample(initial={"due": When.parse("2027-03-12")}))
    assert '<option value="12" selected>' in html
    assert '<option value="3" selected>March' in html
    assert 'value="2027"' in html


def test_the_error_summary_leads_to_each_input() -> None:
    html = draw("{% error_summary form %}", form=Sample({}))
    for place in ("id_name", "id_kind_0", "id_title_bg", "id_agree"):
        assert f'href="#{place}"' in html
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert draw("{% error_summary form %}", form=Sample()).strip() == ""


def test_the_thread_is_an_ordered_list_in_order_of_date() -> None:
    steps = [
        Step(When.parse("2021-04"), "Later", "result", tone="next"),
        Step(When.parse("2021-01-07"), "First", "note", url="/x", illustrative=True),
        Step(When.parse("2021-02-01"), "Now", "need", tone="now"),
    ]
    html = draw("{% thread steps %}", steps=steps)
    assert html.index("First") < html.index("Now") < html.index("Later")
    assert html.count("<li") == 3
    assert html.count('aria-current="step"') == 1
    assert '<time datetime="2021-01-07">' in html
    assert '<time datetime="2021-04">' in html
    assert "to come" in html
    assert html.count("badge--illustrative") == 1


def test_a_status_has_a_word_and_a_shape() -> None:
    html = draw("{% status 'late by a week' 'late' %}")
    assert "late by a week" in html
    assert "<svg" in html
    assert "status--late" in html


def test_text_in_another_language_says_so() -> None:
    assert draw("{% text t %}", t=texts(bg="Да")) == '<span lang="bg">Да</span>'
    assert draw("{% text t %}", t=texts(en="<b>")) == "&lt;b&gt;"


def test_dates_are_as_exact_as_their_source() -> None:
    assert draw("{% when d %}", d=When.parse("2021-02")) == (
        '<time datetime="2021-02">February 2021</time>'
    )
    assert "2021-02-08" in draw("{% when d %}", d=date(2021, 2, 8))


def test_page_links_keep_the_filters() -> None:
    from django.core.paginator import Paginator

    html = draw("{% page_links p %}", p=Paginator(range(50), 10).page(2))
    assert 'href="?theme=a&amp;page=3"' in html
    assert "Page 2 of 5" in html


def test_charts_stand_alone_and_have_their_table() -> None:
    chart = charts.IntervalChart(
        title="Profile",
        rows=(charts.Interval("D1 <x>", 2.0, 1.5, 2.5), charts.Interval("D2", None)),
        watermark="DEMO DATA",
    )
    html = draw("{% interval_chart c %}", c=chart)
    svg = charts.intervals(chart)
    assert svg in html
    assert "style=" not in svg
    assert "<title" in svg
    assert "D1 &lt;x&gt;" in svg
    one_row = charts.IntervalChart("Profile", rows=chart.rows[:1], watermark="DEMO DATA")
    assert charts.intervals(one_row).count("DEMO DATA") == 1
    assert svg.count("DEMO DATA") == 2
    assert "no score" in svg
    assert "2.0 (1.5–2.5)" in svg
    assert '<th scope="col">' in html


def test_bars_begin_at_zero() -> None:
    chart = charts.BarChart("Votes", (charts.Bar("A", 20), charts.Bar("B", 10)), unit="dots")
    svg = charts.bars(chart)
    assert 'width="310.0"' in svg
    assert 'width="155.0"' in svg
    assert "20\xa0dots" in svg


def test_swot_is_four_lists_on_a_page_and_one_picture_in_print() -> None:
    chart = charts.Swot("SWOT", ("a",), ("b",), ("c",), ())
    assert draw("{% swot_picture c %}", c=chart).count("<ul>") == 4
    assert "Strengths: a; Weaknesses: b" in charts.swot(chart)


def test_numbers_are_rounded_not_cut() -> None:
    with translation.override("bg"):
        assert number(2.0353, 2) == "2,04"
        assert number(2.4175, 2) == "2,42"
    with translation.override("en"):
        assert number(1.005, 2) == "1.01"
        assert number(None, 2) == "–"


SOFIA = ZoneInfo("Europe/Sofia")


def test_a_day_is_the_reader_s_and_an_end_at_midnight_is_the_day_before() -> None:
    past_midnight = datetime(2027, 3, 12, 1, 30, tzinfo=SOFIA)
    midnight = datetime(2027, 3, 13, tzinfo=SOFIA)
    with timezone.override(SOFIA):
        assert "12\xa0March 2027<" in draw("{% when at|day %}", at=past_midnight.astimezone(UTC))
        assert ">12\xa0March 2027</time>" in draw("{% closing at %}", at=midnight.astimezone(UTC))
        assert ">13\xa0March 2027</time>" in draw("{% opening at %}", at=midnight.astimezone(UTC))
        assert "12\xa0March 2027, 01:30<" in draw("{% closing at %}", at=past_midnight)
        assert draw("{% closing at %}{% opening at %}", at=None) == ""
        assert draw("{{ at|day }}", at=None) == "None"


def test_a_sentence_that_ends_with_a_date_has_one_full_stop() -> None:
    said = '{% when at "." %}'
    with timezone.override(SOFIA):
        assert draw(said, at=date(2027, 3, 12)).endswith("2027</time>.")
        assert draw(said, at=None) == ""
        with translation.override("bg"):
            assert draw(said, at=date(2027, 3, 12)).endswith("2027\xa0г.</time>")
            assert draw(said, at=datetime(2027, 3, 12, 9, tzinfo=SOFIA)).endswith("09:00</time>.")
