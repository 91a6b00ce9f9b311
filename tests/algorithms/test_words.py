"""Does the word one types find the form somebody wrote?"""

from __future__ import annotations

import pytest

from zaedno.algorithms.words import meets, words

FORMS = {
    "предложение": "предложения предложението предложенията",
    "гражданин": "граждани гражданите гражданина гражданинът",
    "ангажимент": "ангажименти ангажимента ангажиментът ангажиментите",
    "бележка": "бележки бележката бележките",
    "нужда": "нужди нуждата нуждите",
    "решение": "решения решението решенията",
    "общност": "общности общността общностите",
    "квартал": "квартали квартала кварталът кварталите",
    "училище": "училища училището училищата",
    "град": "градове града градът градовете",
    "улица": "улици улицата улиците",
    "парк": "паркове парка паркът парковете",
    "участие": "участия участието",
    "прозрачен": "прозрачна прозрачно прозрачни прозрачната",
    "обществен": "обществена обществено обществени обществената обществените",
    "бюджет": "бюджети бюджета бюджетът бюджетите",
    "съвет": "съвети съвета съветът съветите",
    "проследимост": "проследимостта",
}
PAIRS = [(base, form) for base, forms in FORMS.items() for form in forms.split()]


def test_nearly_every_form_is_found() -> None:
    missed = [(base, form) for base, form in PAIRS if not meets(base, form)]
    assert len(missed) <= len(PAIRS) * 0.03, missed


@pytest.mark.parametrize(
    ("one", "other"),
    [("парк", "партия"), ("град", "градина"), ("съвет", "свят"), ("note", "notary")],
)
def test_other_words_do_not_meet(one: str, other: str) -> None:
    assert not meets(one, other)


def test_english_forms_and_compounds_meet() -> None:
    assert meets("commitments", "commitment")
    assert meets("е-управление", "управление")


def test_mixed_scripts_and_capitals_do_not_matter() -> None:
    assert words("СОФИЯ Sоfia") == words("софия Sofia")
