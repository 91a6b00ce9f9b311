"""What every template keeps to: no inline script or style, every form safe and sendable once."""

from __future__ import annotations

import json
import re

from tests.house.source import ROOT, report, templates

FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post[\"']?[^>]*>(.{0,80})", re.I | re.S)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json[\"'])[^>]*>"
    r"|<style\b|\sstyle=[\"']|\son(?:click|change|submit|load|input)=[\"']|href=[\"']javascript:",
    re.I,
)
FOREIGN = re.compile(r"(?:src|srcset|action)=[\"']https?://", re.I)
# Letters and printed files are read without our style sheet.
WITHOUT_POLICY = re.compile(r"(\.txt$|\.typ$|\.svg$|\.xml$|/letters?/|/embed_code\.html$)")


def pages() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in templates()
        if path.suffix in (".html", ".svg", ".xml", ".txt")
    ]


def test_every_form_that_changes_something_begins_with_its_head() -> None:
    found = [
        f"{where}: a POST form does not begin with form_head"
        for where, text in pages()
        for begin in FORM.findall(text)
        if not begin.lstrip().startswith("{% form_head %}")
    ]
    assert not found, report(found)


def test_no_inline_script_or_style() -> None:
    found = [
        f"{where}: {hit.group(0)!r}"
        for where, text in pages()
        if not WITHOUT_POLICY.search(where)
        for hit in INLINE.finditer(text)
    ]
    assert not found, report(found)


def test_nothing_comes_from_strangers() -> None:
    found = [f"{where}: {hit}" for where, text in pages() for hit in FOREIGN.findall(text)]
    assert not found, report(found)


def test_no_stubs() -> None:
    words = re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b|lorem ipsum|href=[\"']#[\"']", re.I)
    lock = json.loads((ROOT / "scripts" / "vendored.json").read_text(encoding="utf-8"))
    foreign = {ROOT / one["to"] for package in lock for one in package["files"]}
    ours = [path for path in (ROOT / "src").rglob("*.js") if path not in foreign]
    sources = [*(ROOT / "src").rglob("*.py"), *templates(), *ours]
    found = [
        f"{path.relative_to(ROOT)}: {hit}"
        for path in sources
        if path.suffix in (".py", ".html", ".txt", ".js")
        for hit in words.findall(path.read_text(encoding="utf-8"))
    ]
    assert not found, report(found)


def test_days_are_those_of_the_city_and_not_of_utc() -> None:
    """`.date` of a moment is its day in UTC: what was done at 1:30 in Sofia is a day too early."""
    in_page = re.compile(r"(?:_at|\.at|\.since|\.until)\.date\b(?![_a-z(])")
    in_code = re.compile(r"(?:_at|\bat|\bmoment|\bnow)(?:\(\))?\.date\(\)")
    found = [
        f"{path.relative_to(ROOT)}: {hit}"
        for pattern, paths in (
            (in_page, templates()),
            (in_code, (ROOT / "src" / "zaedno").rglob("*.py")),
        )
        for path in paths
        for hit in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    assert not found, report(found)
