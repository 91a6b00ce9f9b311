"""Debates as other rooms see them, the panel of their stage, what waits for moderators."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Panel, Step, Task, Thing, Voice
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Argument, Debate, Hiding
from zaedno.features.debates.queries import rows
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.queries import rows as moderation
from zaedno.platform.moderation.queries.transparency import Table, hidden
from zaedno.platform.moderation.queue import Waiting
from zaedno.platform.processes.models import Process, Stage

KIND, ARGUMENT = "debates.debate", "debates.argument"
AT_ONCE = 100


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(viewer, row) for row in rows.debates(viewer).filter(pk__in=ids)}


def _thing(viewer: Viewer, row: Debate) -> Thing:
    title, lang = row.question.best(viewer.lang)
    status, word, tone = status_of(viewer, row)
    return Thing(
        kind=KIND,
        id=str(row.pk),
        title=title,
        lang=lang,
        url=row.get_absolute_url(),
        summary=row.intro.best(viewer.lang)[0][:300],
        status=status,
        status_word=word,
        tone=tone,
        station="note",
        receipt=row.receipt,
        date=When.day(clock.day(row.made_at)),
        mark=row.mark,
        facts={
            "process_id": row.process_id,
            "theme_id": row.process.theme_id,
            "theme": row.process.theme.code if row.process.theme else "",
            "districts": [one.slug for one in row.process.districts.all()],
            "scope": row.process.scope,
        },
    )


def status_of(viewer: Viewer, row: Debate) -> tuple[str, str, str]:
    """Machine word, sentence and tone of where a debate stands."""
    if row.summed_at:
        return "summed", pgettext("debate", "summed up"), "done"
    asked = rows.stage(viewer, row, clock.now())
    if asked and asked.span.holds(clock.now()):
        return "open", pgettext("debate", "open"), "now"
    if asked and clock.now() < asked.span.opens:
        return "coming", pgettext("debate", "to come"), ""
    return "closed", pgettext("debate", "closed, to be summed up"), ""


def argument_things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    seen = rows.debates(viewer).values("pk")
    found = rows.arguments(viewer).filter(pk__in=ids, debate__in=seen)
    me = rows.alias(viewer)
    public = (Argument.State.PUBLIC, Argument.State.MERGED)
    return {
        str(row.pk): _argument(viewer, row, me)
        for row in found
        if row.state in public or (me and row.author == me) or viewer.has(*moderating.MODERATING)
    }


def _argument(viewer: Viewer, row: Argument, me: str) -> Thing:
    said = row.text if rows.may_read(viewer, row, me) else _("An argument that was taken back")
    return Thing(
        kind=ARGUMENT,
        id=str(row.pk),
        title=said,
        lang=row.lang,
        url=row.get_absolute_url(),
        summary=row.debate.question.best(viewer.lang)[0],
        status=row.state,
        status_word=row.get_state_display(),
        tone="done" if row.state == Argument.State.PUBLIC else "dropped",
        station="note",
        receipt=row.receipt,
        date=When.day(clock.day(row.made_at)),
        mark=row.mark,
        facts={"process_id": row.debate.process_id, "theme_id": row.debate.process.theme_id},
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    return {str(row.pk): _story(viewer, row) for row in rows.debates(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: Debate) -> list[Step]:
    title = row.question.best(viewer.lang)[0]
    said = _("The city asked: “%(question)s”") % {"question": title}
    url, made_up = row.get_absolute_url(), row.illustrative
    day = When.day(clock.day(row.made_at))
    told = [Step(day, said, "note", url, illustrative=made_up)]
    if row.summed_at:
        day = When.day(clock.day(row.summed_at))
        said = _("The debate “%(question)s” was summed up.") % {"question": title}
        told.append(Step(day, said, "note", url, order=1, illustrative=made_up))
    return told


def panel(viewer: Viewer, process: Process, stage: Stage) -> Panel:
    """What the stage of debates shows on the process's page."""
    found = list(rows.of_process(viewer, process)[:2])
    said = Argument.objects.filter(
        city_id=viewer.city.pk, debate__process=process, state=Argument.State.PUBLIC
    )
    count = said.count()
    text = ngettext("%(count)d argument.", "%(count)d arguments.", count) % {"count": count}
    url = reverse("debates:list", args=[process.slug])
    if len(found) == 1:
        url = found[0].get_absolute_url()
    label = _("Argue and weigh") if stage.is_on(clock.now()) else _("Read the arguments")
    return Panel(text, url, label, count)


def contributions(viewer: Viewer, process: Process) -> list[Voice]:
    """The public arguments of a process, in the words of their authors."""
    seen = rows.arguments(viewer).filter(debate__process=process, state=Argument.State.PUBLIC)
    found = seen.select_related(None).order_by("made_at", "pk")
    return [
        Voice(ARGUMENT, str(pk), text, at)
        for pk, text, at in found.values_list("pk", "text", "made_at")
    ]


def profile_entries(viewer: Viewer) -> list[Thing]:
    """What this person argued, on their own page."""
    if not viewer.signed_in:
        return []
    me = rows.alias(viewer)
    mine = rows.arguments(viewer).filter(author=me).order_by("-made_at")
    return [_argument(viewer, row, me) for row in mine]


def searched(viewer: Viewer) -> list[Thing]:
    return [_thing(viewer, row) for row in rows.debates(viewer)]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """Objections for a second moderator; debates that are over and wait to be summed up."""
    if not moderating.may_moderate(viewer):
        return []
    said = _("Decide on the objection to a hidden argument: %(receipt)s")
    told = [
        Task(
            said % {"receipt": row.argument.receipt},
            row.argument.get_absolute_url(),
            row.appealed_at,
        )
        for row in rows.objections(viewer).exclude(by=rows.alias(viewer))
    ]
    for row in rows.debates(viewer).filter(summed_at__isnull=True):
        asked = rows.stage(viewer, row, clock.now())
        if asked and asked.span.closes and asked.span.closes <= clock.now():
            title = _("Sum up the debate: %(question)s")
            question = row.question.best(viewer.lang)[0]
            address = reverse("debates:summing", args=[row.receipt])
            told.append(Task(title % {"question": question}, address, asked.span.closes))
    return told


def queue(viewer: Viewer) -> list[Waiting]:
    found = list(rows.waiting(viewer)[:AT_ONCE])
    listed = moderation.words(viewer) if found else []
    return [
        Waiting(
            kind=pgettext("kind", "argument"),
            receipt=row.receipt,
            text=row.text,
            lang=row.lang,
            since=row.made_at,
            about=row.debate.question.best(viewer.lang)[0],
            url=row.get_absolute_url(),
            approve_url=reverse("debates:approve", args=[row.receipt]),
            hide_url=reverse("debates:hide", args=[row.receipt]),
            hints=moderating.hints(row.text, listed),
        )
        for row in found
    ]


def transparency(viewer: Viewer, *, year: int) -> list[Table]:
    return [hidden(viewer, year, _("Hidden arguments"), Hiding.objects.all())]
