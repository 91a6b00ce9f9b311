"""Who declares the groups of the population, and what a list of them must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.fields import Texts, texts
from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

DECLARING = ("coordinator",)
MOST = 60
MOST_PEOPLE = 100_000_000
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PARTS = 4


@dataclass(frozen=True)
class Declared:
    """One line of the list: its code, its name and how many people it stands for."""

    code: str
    name: Texts
    people: int


def may_declare(viewer: Viewer) -> Verdict:
    if viewer.has(*DECLARING):
        return allow()
    return forbid(_("The coordinator declares the figures of the population."))


def may_list(groups: list[Declared]) -> Verdict:
    """At least two groups, each code once: shares need something to be shares of."""
    if len(groups) < 2:
        return deny(_("Give at least two groups, one on each line."))
    if len(groups) > MOST:
        return deny(_("At most %(most)d groups.") % {"most": MOST})
    codes = [one.code for one in groups]
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        return deny(_("The code “%(code)s” stands twice.") % {"code": twice})
    if not any(one.people for one in groups):
        return deny(_("No group has any people."))
    return allow()


def read(written: str) -> tuple[list[Declared], Verdict]:
    """The groups of a list, one on each line: code; Bulgarian name; English name; people."""
    groups: list[Declared] = []
    for number, line in enumerate(written.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        fault = _fault(parts)
        if fault:
            told = _("Line %(line)d: %(fault)s") % {"line": number, "fault": fault}
            return [], deny(told)
        code, bg, en, people = parts
        groups.append(Declared(code, texts(bg=bg, en=en), _count(people)))
    return groups, may_list(groups)


def _count(people: str) -> int:
    digits = re.sub(r"[\s\u00a0]", "", people)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else -1


def _fault(parts: list[str]) -> str:
    if len(parts) != PARTS:
        return _("write code; Bulgarian name; English name; people.")
    code, bg, en, people = parts
    if not CODE.fullmatch(code) or len(code) > 40:
        return _("the code “%(code)s” may hold small Latin letters, digits and dashes.") % {
            "code": code
        }
    if not (bg or en) or max(len(bg), len(en)) > 120:
        return _("the name is missing or longer than 120 characters.")
    if not 0 <= _count(people) <= MOST_PEOPLE:
        return _("“%(people)s” is not a number of people.") % {"people": people}
    return ""


def written(groups: list[Declared]) -> str:
    """The list as it is read, for changing it."""
    return "\n".join(
        f"{one.code}; {one.name.get('bg', '')}; {one.name.get('en', '')}; {one.people}"
        for one in groups
    )
