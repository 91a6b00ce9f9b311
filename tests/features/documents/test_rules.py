"""Who may file, publish and quote."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.features.documents import rules
from zaedno.features.documents.rules import Facts


def somebody(*roles: str) -> Viewer:
    city: Any = SimpleNamespace(pk=1, slug="x", default_language="bg", languages=["bg", "en"])
    return Viewer(city=city, roles=frozenset(roles))


def test_only_keepers_keep() -> None:
    assert rules.may_keep(somebody("editor"))
    assert rules.may_keep(somebody("participant")).kind == "role"


def test_a_document_is_published_with_its_summary() -> None:
    editor = somebody("editor")
    assert not rules.may_publish(editor, Facts("draft"))
    assert rules.may_publish(editor, Facts("draft", frozenset({"bg"})))
    assert not rules.may_publish(editor, Facts("public", frozenset({"bg"})))


def test_a_draft_cannot_be_quoted() -> None:
    assert not rules.may_cite(somebody("facilitator"), Facts("draft"))
    assert rules.may_cite(somebody("facilitator"), Facts("public"))
    assert rules.may_cite(somebody("participant"), Facts("public")).kind == "role"


def test_only_another_public_document_takes_the_place() -> None:
    editor, public = somebody("editor"), Facts("public")
    assert rules.may_replace(editor, public, public, same=False)
    assert not rules.may_replace(editor, public, public, same=True)
    assert not rules.may_replace(editor, public, Facts("draft"), same=False)
    assert not rules.may_replace(editor, Facts("draft"), public, same=False)


def test_paragraphs_count_from_one() -> None:
    assert rules.numbering([1, 2, 3])
    assert rules.numbering([])
    assert not rules.numbering([1, 3])
    assert not rules.numbering([1, 1])


def test_one_page_is_one_page() -> None:
    assert rules.one_page({"bg": 1800}, 1800)
    assert "12" in str(rules.one_page({"bg": 1812, "en": 3}, 1800).reason)


def test_which_languages_are_missing() -> None:
    assert rules.missing_languages({"bg"}, ["bg", "en"]) == ["en"]
