"""Proposals as other rooms see them, the panel of their stage, what waits for staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Figure, Panel, Step, Task, Thing, Voice
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import rows, valuation
from zaedno.features.proposals.rules.proposal import ANSWERING
from zaedno.features.proposals.rules.valuation import EXPERTS
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours
from zaedno.platform.moderation.rules import MODERATING
from zaedno.platform.processes.models import Process, Stage

KIND = "proposals.proposal"
TONES = {"accepted": "done", "partly": "done", "rejected": "dropped"}
STATES = {"published": "now", "draft": "", "waiting": "", "merged": "done", "split": "done"}


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    found = rows.proposals(viewer).filter(pk__in=ids)
    held = [int(ident) for kind, ident in viewer.holds if kind == KIND and ident.isdigit()]
    if held:
        mine = Proposal.objects.filter(city_id=viewer.city.pk, pk__in=held).filter(pk__in=ids)
        found = found | mine.select_related(
            "process", "theme", "district", "organisation", "merged_into"
        )
    return {str(row.pk): _thing(viewer, row) for row in found}


def contributions(viewer: Viewer, process: Process) -> list[Voice]:
    """The public proposals of a process, in the words of their authors."""
    found = rows.of_process(viewer, process).select_related(None)
    columns = ("pk", "title", "text", "published_at")
    return [
        Voice(KIND, str(pk), f"{title}. {text}".strip(), at)
        for pk, title, text, at in found.values_list(*columns)
    ]


def status_of(row: Proposal) -> tuple[str, str, str]:
    """Machine word, sentence and tone of where a proposal stands."""
    if row.state == Proposal.State.PUBLISHED and row.answered:
        return row.outcome, row.get_outcome_display(), TONES[row.outcome]
    tone = STATES.get(row.state, "dropped")
    word = _("waits for an answer") if tone == "now" else row.get_state_display()
    return row.state, word, tone


def _thing(viewer: Viewer, row: Proposal) -> Thing:
    status, word, tone = status_of(row)
    return Thing(
        kind=KIND,
        id=str(row.pk),
        title=row.title,
        lang=row.lang,
        url=row.get_absolute_url(),
        summary=row.text[:300],
        status=status,
        status_word=word,
        tone=tone,
        station="proposal",
        receipt=row.receipt,
        date=When.day(clock.day(row.published_at or row.made_at)),
        mark=row.mark,
        facts={
            "process_id": row.process_id,
            "theme": getattr(row.theme or row.process.theme, "code", ""),
            "theme_id": row.theme_id or row.process.theme_id,
            "scope": row.process.scope,
            "district": row.district.slug if row.district else "",
        },
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    found = rows.proposals(viewer).filter(pk__in=ids)
    return {str(row.pk): _story(viewer, row) for row in found}


def _story(viewer: Viewer, row: Proposal) -> list[Step]:
    """What happened, in sentences; a hidden one is not quoted."""
    told: list[Step] = []
    quoted = "…" if row.state == Proposal.State.HIDDEN else row.title

    def step(moment: datetime | None, said: str, station: str, tone: str = "done") -> None:
        if moment is not None:
            day = When.day(timezone.localdate(moment))
            url = row.get_absolute_url()
            told.append(Step(day, said, station, url, tone, len(told), row.illustrative))

    step(row.published_at, _("“%(title)s” was proposed.") % {"title": quoted}, "proposal")
    if row.merged_into:
        said = _("It goes on together with “%(title)s”.") % {"title": row.merged_into.title}
        step(row.published_at, said, "proposal")
    if row.answered:
        said = _("The city answered: %(outcome)s. %(reason)s") % {
            "outcome": row.get_outcome_display(),
            "reason": row.reason.best(viewer.lang)[0],
        }
        step(row.answered_at, said, "answer", "dropped" if row.outcome == "rejected" else "done")
    return told


def panel(viewer: Viewer, process: Process, stage: Stage) -> Panel:
    """What the stage of proposals shows on the process's page."""
    found = Proposal.objects.filter(
        city_id=viewer.city.pk, process=process, state=Proposal.State.PUBLISHED
    )
    count = found.count()
    said = ngettext("%(count)d proposal so far.", "%(count)d proposals so far.", count)
    url = reverse("proposals:list", args=[process.slug])
    if stage.is_on(clock.now()):
        label = _("Read, support, propose")
    else:
        said, label = ngettext("%(count)d proposal.", "%(count)d proposals.", count), _("Read them")
    return Panel(said % {"count": count}, url, label, count)


def figures(viewer: Viewer) -> list[Figure]:
    """Proposals that have an answer, for the chain on the home page."""
    count = Proposal.objects.filter(
        city_id=viewer.city.pk, state=Proposal.State.PUBLISHED, answered_at__isnull=False
    ).count()
    if not count:
        return []
    label = ngettext("answered proposal", "answered proposals", count)
    return [Figure("answer", 45, count, label, reverse("proposals:answered"))]


def staff_tasks(viewer: Viewer) -> list[Task]:
    return [*_owed(viewer), *_objections(viewer), *_valuations(viewer)]


def _valuations(viewer: Viewer) -> list[Task]:
    """What this expert was asked to look at."""
    if viewer.person is None or not viewer.has(*EXPERTS):
        return []
    said, today = _("Say whether it can be done: %(title)s"), clock.today()
    return [
        Task(
            said % {"title": one.proposal.title},
            reverse("proposals:value", args=[one.proposal.receipt]),
            one.asked_at,
            one.due,
            one.due < today,
        )
        for one in valuation.owed(viewer).filter(person_id=viewer.person.pk)
    ]


def _owed(viewer: Viewer) -> list[Task]:
    """One line for each process in which answers are owed, with the nearest day."""
    if not viewer.has(*ANSWERING):
        return []
    today = clock.today()
    owing = Proposal.objects.filter(
        city_id=viewer.city.pk, state=Proposal.State.PUBLISHED, answered_at__isnull=True
    )
    told = []
    found = owing.values("process__slug").annotate(
        count=Count("pk"), since=Min("published_at"), due=Min("answer_due"),
        late=Count("pk", filter=Q(answer_due__lt=today, waiting_since__isnull=True)),
    )  # fmt: skip
    for row in found.order_by("process__slug"):
        said = ngettext(
            "%(count)d proposal waits for an answer",
            "%(count)d proposals wait for an answer",
            row["count"],
        )
        address = reverse("proposals:desk", args=[row["process__slug"]])
        told.append(
            Task(said % {"count": row["count"]}, address, row["since"], row["due"], row["late"] > 0)
        )
    return told


def _objections(viewer: Viewer) -> list[Task]:
    if not viewer.has(*MODERATING):
        return []
    said, me = _("Decide on the objection to a hidden proposal: %(receipt)s"), viewer.alias()
    return [
        Task(
            said % {"receipt": row.proposal.receipt},
            row.proposal.get_absolute_url(),
            row.appealed_at,
        )
        for row in rows.hidden(viewer).exclude(by=me).exclude(proposal__author=me)
    ]


def grew_from(viewer: Viewer, row: Proposal) -> list[Thing]:
    """What was said elsewhere before it, as this viewer may see it."""
    relation = Link.Relation.GREW_OUT_OF
    return neighbours.sources(viewer, KIND, [row.pk], relation).get(str(row.pk), [])


def profile_entries(viewer: Viewer) -> list[Thing]:
    """What this person proposed, on their own page."""
    if not viewer.signed_in:
        return []
    mine = rows.proposals(viewer).filter(author=viewer.alias()).order_by("-made_at")
    return [_thing(viewer, row) for row in mine]


def searched(viewer: Viewer) -> list[Thing]:
    found = rows.proposals(viewer).filter(state=Proposal.State.PUBLISHED)
    return [_thing(viewer, row) for row in found.order_by("pk")]
