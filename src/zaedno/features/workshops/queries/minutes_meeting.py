"""What the minutes say of the meeting itself: when, who, and each item with its minutes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.partial_dates import show_moment
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import balance, events, people
from zaedno.features.workshops.rules.balance import KindCount, who_was_missing
from zaedno.features.workshops.rules.held import led
from zaedno.features.workshops.rules.minutes import Passage


def opening(viewer: Viewer, event: Workshop) -> Passage:
    made = Passage("opening", invented=event.illustrative)
    page = reverse("workshops:workshop", args=[event.slug])
    title = event.title.best(viewer.lang)[0]
    began, ended = event.started_at, event.concluded_at
    named = {"title": made.figure("title", title, page)}
    if event.held is not None and began is not None and _known(event):
        day = made.figure("began", show_moment(began))
        said = _("“%(title)s” was opened on %(day)s.")
        made.say(said % {**named, "day": day})
    elif event.held is not None:
        day = made.figure("held", event.held.show())
        made.say(_("“%(title)s” took place: %(day)s.") % {**named, "day": day})
    if event.held is not None and ended is not None and _known(event):
        hour = made.figure("ended", _hour(ended))
        made.say(_("It was concluded at %(hour)s.") % {"hour": hour})
    if event.planned is not None:
        planned = event.starts_at
        when = show_moment(planned) if planned else event.planned.show()
        made.say(_("It had been planned for: %(day)s.") % {"day": made.figure("planned", when)})
    moved = event.date_changes.count()
    if moved:
        times = made.figure("moved", moved, page)
        said = ngettext("Its date moved %(n)s time.", "Its date moved %(n)s times.", moved)
        made.say(said % {"n": times})
    made.say(_("Format: %(format)s.") % {"format": event.get_format_display()})
    return made


def _known(event: Workshop) -> bool:
    """Whether the hours were noted by the system, and are not those of a demo's loading."""
    return event.held is not None and event.held.precision == "day" and not event.mark


def who(viewer: Viewer, event: Workshop) -> Passage:
    counts = balance.counts(viewer, event)
    made = Passage("who", invented=any(count.mark == "illustrative" for count in counts))
    page = reverse("workshops:results", args=[event.slug]) + "#who"
    came = sum(count.came or 0 for count in counts)
    persons = sum(count.people or 0 for count in counts)
    bodies = ngettext("%(n)s organisation", "%(n)s organisations", came)
    heads = ngettext("%(n)s person", "%(n)s people", persons)
    if came and persons:
        said = _("%(organisations)s took part with %(people)s.") % {
            "organisations": bodies % {"n": made.figure("came", came, page)},
            "people": heads % {"n": made.figure("people", persons, page)},
        }
        made.say(said)
    elif came:
        took = bodies % {"n": made.figure("came", came, page)}
        made.say(_("Took part: %(organisations)s.") % {"organisations": took})
    kinds = [_kind(made, count, page) for count in counts if count.came]
    if kinds:
        made.say(_("By kind: %(kinds)s.") % {"kinds": "; ".join(kinds)})
    if absent := who_was_missing(counts):
        made.say(absent)
    inside = people.admissions(viewer, event)
    admitted, seats = inside.count(), inside.filter(person__isnull=True).count()
    if admitted:
        said = ngettext(
            "%(n)s participant was admitted to vote, of them %(seats)s without an account.",
            "%(n)s participants were admitted to vote, of them %(seats)s without an account.",
            admitted,
        )
        numbers = {
            "n": made.figure("admitted", admitted),
            "seats": made.figure("seats", seats),
        }
        made.say(said % numbers)
    if not made.text:
        made.say(_("Who came was not noted."))
    return made


def _kind(made: Passage, count: KindCount, page: str) -> str:
    return f"{count.name} – {made.figure(f'kind.{count.code}', count.came, page)}"


def items(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Each part of the agenda in its order."""
    notes = _notes_by_board(viewer, event)
    found = events.agenda(viewer, event)
    noted = led([item.began_at is not None for item in found])
    return [_item(item, notes, noted=noted) for item in found]


def _item(item: AgendaItem, notes: dict[str, tuple[str, int, int]], *, noted: bool) -> Passage:
    title, _lang = item.title.best()
    made = Passage(f"item-{item.position}", f"{item.position}. {title}", invented=item.illustrative)
    planned = made.figure("planned", item.minutes)
    said = ngettext("Planned: %(n)s minute.", "Planned: %(n)s minutes.", item.minutes)
    made.say(said % {"n": planned})
    if noted and item.began_at and item.ended_at:
        _took(made, item, item.began_at, item.ended_at)
    elif noted and item.began_at:
        hour = made.figure("began", _hour(item.began_at))
        made.say(_("It began at %(hour)s and is still going on.") % {"hour": hour})
    else:
        made.say(_("How long it took was not recorded."))
    for kind in item.boards:
        name, all_of_them, from_paper = notes.get(kind, ("", 0, 0))
        if all_of_them:
            _written(made, kind, name, all_of_them, from_paper)
    return made


def _took(made: Passage, item: AgendaItem, began: datetime, ended: datetime) -> None:
    minutes = item.took or 0
    span = made.figure("span", f"{_hour(began)}–{_hour(ended)}")
    said = ngettext("It took %(n)s minute (%(span)s)", "It took %(n)s minutes (%(span)s)", minutes)
    told = said % {"n": made.figure("took", minutes), "span": span}
    apart = minutes - item.minutes
    if not apart:
        made.say(_("%(took)s, as planned.") % {"took": told})
        return
    more = made.figure("apart", abs(apart))
    longer = ngettext(
        "%(took)s, %(n)s minute longer than planned.",
        "%(took)s, %(n)s minutes longer than planned.",
        abs(apart),
    )
    shorter = ngettext(
        "%(took)s, %(n)s minute shorter than planned.",
        "%(took)s, %(n)s minutes shorter than planned.",
        abs(apart),
    )
    made.say((longer if apart > 0 else shorter) % {"took": told, "n": more})


def _written(made: Passage, kind: str, name: str, all_of_them: int, from_paper: int) -> None:
    said = ngettext(
        "%(n)s note was written on the board “%(board)s”",
        "%(n)s notes were written on the board “%(board)s”",
        all_of_them,
    ) % {"n": made.figure(f"notes.{kind}", all_of_them), "board": name}
    if from_paper:
        paper = made.figure(f"paper.{kind}", from_paper)
        made.say(_("%(written)s, of them %(n)s from paper.") % {"written": said, "n": paper})
    else:
        made.say(f"{said}.")


def _notes_by_board(viewer: Viewer, event: Workshop) -> dict[str, tuple[str, int, int]]:
    """{board kind: (name, notes shown, of them from paper)}."""
    shown = Q(notes__state=Note.State.SHOWN)
    found = Board.objects.filter(city_id=viewer.city.pk, workshop=event).annotate(
        shown=Count("notes", filter=shown),
        paper=Count("notes", filter=shown & Q(notes__source=Note.Source.PAPER)),
    )
    # A demo's notes all come through the note-taker's hand; there it would say nothing.
    return {
        board.kind: (
            str(board.get_kind_display()),
            board.shown,
            0 if event.mark else board.paper,
        )
        for board in found
    }


def _hour(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"
