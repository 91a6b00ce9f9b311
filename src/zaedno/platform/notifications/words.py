"""How news are said in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.verdict import Sentence

RHYTHMS: dict[str, Sentence] = {
    "now": gettext_lazy("at once"),
    "daily": gettext_lazy("once a day"),
    "weekly": gettext_lazy("once a week"),
    "never": gettext_lazy("no letters, only here on the page"),
}


def kind_word(thing: Thing) -> str:
    """“Proposal”, as a beginning of a sentence."""
    title = str(registry.kinds()[thing.kind][0].title)
    return title[:1].upper() + title[1:]


def said(what: str, thing: Thing) -> str:
    """What happened to a thing, in one short line without its title."""
    facts = {"kind": kind_word(thing), "status": str(thing.status_word)}
    if what == "answer":
        return _("Answers what you wrote")
    if what == "new":
        return _("New: %(kind)s") % {"kind": facts["kind"].lower()}
    if what == "grew":
        return _("Grew out of it: %(kind)s") % {"kind": facts["kind"].lower()}
    return _("%(kind)s: now “%(status)s”") % facts if facts["status"] else facts["kind"]
