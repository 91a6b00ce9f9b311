"""The first draft of the overview, put together from the validated groups of notes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaedno.core.fields import Texts, texts
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import balance, snapshot
from zaedno.features.workshops.rules import balance as balance_rules

TOP = 5


@dataclass(frozen=True)
class Draft:
    title: Texts
    body: Texts


def draft(viewer: Viewer, event: Workshop) -> Draft:
    """In each of the city's languages; a person rewrites it before it is published."""
    ranked = snapshot.ranking(viewer, event)
    notes = Note.objects.filter(workshop=event, state=Note.State.SHOWN).count()
    title, body = {}, {}
    for lang in viewer.city.languages:
        with override(lang):
            name = event.title.get(lang) or str(event.title)
            title[lang] = _("What we heard: %(event)s") % {"event": name}
            body[lang] = "\n\n".join(_paragraphs(viewer, event, ranked, notes))
    return Draft(texts(**title), texts(**body))


def _paragraphs(
    viewer: Viewer, event: Workshop, ranked: list[tuple[Cluster, int]], notes: int
) -> list[str]:
    said = [_opening(event, notes, len(ranked))]
    top = [pair for pair in ranked[:TOP] if pair[1]] or ranked[:TOP]
    if top:
        said.append(_("What people found most important:"))
        said.append("\n".join(f"– {_line(cluster, dots)}" for cluster, dots in top))
    absent = balance_rules.missing(balance.counts(viewer, event))
    if absent:
        said.append(_("Who was missing:"))
        said.append("\n".join(f"– {balance_rules.none_of(kind)}." for kind in absent))
    said.append(_("All notes, groups and votes can be read on the page of the event."))
    return said


def _opening(event: Workshop, notes: int, groups: int) -> str:
    written = ngettext(
        "The participants wrote %(n)d note.", "The participants wrote %(n)d notes.", notes
    ) % {"n": notes}
    gathered = ngettext(
        "The notes were gathered into %(n)d group.",
        "The notes were gathered into %(n)d groups.",
        groups,
    ) % {"n": groups}
    when = _("The meeting took place: %(when)s.") % {"when": event.held} if event.held else ""
    return " ".join(part for part in (when, written, gathered) if part)


def _line(cluster: Cluster, dots: int) -> str:
    counted = ngettext("%(n)d dot", "%(n)d dots", dots) % {"n": dots}
    return _("“%(group)s” – %(dots)s") % {"group": cluster.title, "dots": counted}
