"""Every sentence stands in Bulgarian too: nothing missing, nothing fuzzy, nothing stale."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import cast

import pytest

from tests.house.source import PACKAGE, ROOT, modules, report, room_folders

HOMES = [PACKAGE / "algorithms", PACKAGE / "core", PACKAGE / "site", *room_folders()]
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
GETTEXT |= {"pgettext_lazy", "npgettext", "npgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
TRANSLATE = re.compile(r"""{%\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')([^%]*)%}""")
UNDERSCORE = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.S
)


def catalogue(home: Path) -> Path:
    return home / "locale" / "bg" / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> Iterator[tuple[bool, str, str, list[str]]]:
    """(fuzzy, context, msgid, translations) of each entry of a .po file."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        fields: dict[str, str] = {}
        key = ""
        for line in lines:
            found = re.match(r'(msg\w+(?:\[\d\])?) "(.*)"$', line)
            if found:
                key = found[1]
                fields[key] = found[2]
            elif line.startswith('"') and key:
                fields[key] += line[1:-1]
        if "msgid" in fields:
            told = [text for name, text in fields.items() if name.startswith("msgstr")]
            fuzzy = any(re.match(r"#,.*fuzzy", line) for line in lines)
            context = fields.get("msgctxt", "")
            yield fuzzy, plain(context), plain(fields["msgid"]), [plain(t) for t in told]


def plain(quoted: str) -> str:
    return cast(str, ast.literal_eval(f'"{quoted}"'))


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
def test_catalogue_is_complete_and_compiled(home: Path) -> None:
    path = catalogue(home)
    used = sorted(sources(home))
    if not path.exists():
        assert not used, f"{home.name} has no Bulgarian catalogue for {used[:5]}"
        return
    found = []
    known = {}
    for fuzzy, context, msgid, told in entries(path):
        if not msgid:
            continue
        known[context, msgid] = told
        if fuzzy:
            found.append(f"fuzzy: {msgid}")
        if not all(told) or not told:
            found.append(f"not translated: {msgid}")
        found += [
            f"placeholders differ: {msgid} -> {text}" for text in told if differs(msgid, text)
        ]
    found += [f"not in the catalogue: {msgid}" for ctx, msgid in used if (ctx, msgid) not in known]
    found += stale(path, known)
    assert not found, report([f"{path.relative_to(ROOT)}: {problem}" for problem in found])


def differs(msgid: str, told: str) -> bool:
    names = re.compile(r"%\((\w+)\)")
    return not set(names.findall(told)) <= set(names.findall(msgid))


def stale(path: Path, known: dict[tuple[str, str], list[str]]) -> list[str]:
    """Entries that the compiled catalogue says otherwise."""
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        return ["no compiled catalogue beside it: run compilemessages"]
    with compiled.open("rb") as stream:
        table = GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    said: dict[str, list[str]] = {}
    for key, text in table.items():
        said.setdefault(key[0] if isinstance(key, tuple) else key, []).append(text)
    return [
        f"the compiled catalogue is older: {msgid}"
        for (context, msgid), told in known.items()
        if sorted(said.get(f"{context}\x04{msgid}" if context else msgid, [])) != sorted(told)
    ]


def sources(home: Path) -> set[tuple[str, str]]:
    """(context, msgid) as code and templates of this home use them."""
    found = set()
    for module in modules():
        if home in module.path.parents:
            for call in ast.walk(module.tree):
                if isinstance(call, ast.Call):
                    found |= set(in_call(call))
    for path in home.rglob("templates/**/*"):
        if path.is_file() and path.suffix in (".html", ".txt"):
            found |= set(in_template(path.read_text(encoding="utf-8")))
    return found


def in_call(call: ast.Call) -> Iterator[tuple[str, str]]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in GETTEXT:
        return
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if name in CONTEXT and len(texts) > 1:
        yield texts[0], texts[1]
    elif texts and name not in CONTEXT:
        yield "", texts[0]


def in_template(text: str) -> Iterator[tuple[str, str]]:
    for double, single, rest in TRANSLATE.findall(text):
        context = re.search(r"""context ["']([^"']*)["']""", rest)
        yield (context[1] if context else ""), (double or single)
    for double, single in UNDERSCORE.findall(text):
        yield "", double or single
    for options, body in BLOCK.findall(text):
        context = re.search(r"""context ["']([^"']*)["']""", options)
        first = re.split(r"{%\s*plural\s*%}", body)[0]
        if "trimmed" in options.split():
            first = " ".join(line.strip() for line in first.splitlines() if line.strip())
        yield (context[1] if context else ""), re.sub(r"{{\s*([\w.]+)\s*}}", r"%(\1)s", first)


def test_gettext_gets_whole_sentences() -> None:
    """A sentence is given as it stands, never put together and never formatted before."""
    found = [
        f"{module.at(call)}: gettext of something put together"
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in GETTEXT - {"ngettext_lazy", "npgettext_lazy"}
        for argument in call.args[:1]
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute))
    ]
    assert not found, report(found)


def test_one_sentence_has_one_translation() -> None:
    """Django joins all catalogues: of two translations one silently wins. Use pgettext."""
    said: dict[tuple[str, str], dict[str, str]] = {}
    for home in HOMES:
        if catalogue(home).exists():
            for _fuzzy, context, msgid, told in entries(catalogue(home)):
                if msgid and all(told):
                    said.setdefault((context, msgid), {})[home.name] = " / ".join(told)
    found = [f"{key[1]}: {homes}" for key, homes in said.items() if len(set(homes.values())) > 1]
    assert not found, report(found)
