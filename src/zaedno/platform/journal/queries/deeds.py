"""The deeds of a city as its coordinator reads them, and the listeners that are stuck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core import registry
from zaedno.core.actions import ACTIONS
from zaedno.core.models import Delivery, Event
from zaedno.core.things import Thing
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.people.models import Role
from zaedno.platform.people.queries import person_by_alias

PAGE = 50
ROLE_WORDS: dict[str, Sentence] = {**dict(Role.Name.choices), "account": gettext_lazy("account")}


@dataclass(frozen=True)
class Asked:
    """The filters of the page's address."""

    verb: str = ""
    role: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Entry:
    """One line: who, in which role, did what, to which thing, when."""

    id: int
    at: datetime
    who: str
    person: str
    role: Sentence
    sentence: Sentence
    kind_title: Sentence
    subject: str
    thing: Thing | None
    sealed: bool
    secret: bool


def entries(viewer: Viewer, asked: Asked, limit: int = PAGE) -> tuple[list[Entry], int | None]:
    """A page of deeds, newest first, and where the next page begins."""
    rows = list(_deeds(viewer, asked)[: limit + 1])
    following = rows[limit - 1].pk if len(rows) > limit else None
    return told(viewer, rows[:limit]), following


def _deeds(viewer: Viewer, asked: Asked) -> QuerySet[Event]:
    found = Event.objects.filter(city_id=viewer.city.pk)
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.role:
        found = found.filter(role=asked.role)
    if asked.person:
        found = found.filter(actor_key=asked.person)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    if asked.before:
        found = found.filter(pk__lt=asked.before)
    return found.order_by("-pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def told(viewer: Viewer, rows: list[Event]) -> list[Entry]:
    """Rows as sentences: three queries and one per kind of thing, however many rows."""
    names = names_of(viewer, {row.actor_key for row in rows if row.actor_key})
    things = registry.things(viewer, [(row.subject_kind, row.subject_id) for row in rows])
    return [_told(row, names, things) for row in rows]


def _told(row: Event, names: dict[str, str], things: dict[tuple[str, str], Thing]) -> Entry:
    verb = registry.verbs().get(row.verb)
    kind = registry.kinds().get(row.subject_kind)
    secret = row.verb in ACTIONS and ACTIONS[row.verb].secret
    return Entry(
        id=row.pk,
        at=row.at,
        who=_who(row, names, secret),
        person=row.actor_key if row.actor_key in names else "",
        role=ROLE_WORDS.get(row.role, ""),
        sentence=verb.sentence if verb else row.verb,
        kind_title=kind[0].title if kind else "",
        subject=row.subject_id,
        thing=things.get((row.subject_kind, row.subject_id)),
        sealed=row.seal is not None,
        secret=secret,
    )


def _who(row: Event, names: dict[str, str], secret: bool) -> str:
    if secret:
        return _("Somebody entitled")
    if row.role == "system":
        return _("The system")
    if not row.actor_key:
        return _("A visitor without an account") if row.role == "visitor" else _("An erased person")
    return names.get(row.actor_key, _("An erased person"))


def names_of(viewer: Viewer, keys: set[str]) -> dict[str, str]:
    """The names behind these pseudonyms of the viewer's city; erased persons have none."""
    found = person_by_alias(viewer, keys)
    return {
        key: shown.name or _("Person № %(number)d") % {"number": shown.person_id}
        for key, shown in found.items()
    }


def every_entry(viewer: Viewer, asked: Asked) -> Iterator[Entry]:
    """All pages one after another, for the export."""
    while True:
        page, following = entries(viewer, asked, limit=500)
        yield from page
        if following is None:
            return
        asked = Asked(**{**asked.__dict__, "before": following})


def stuck(viewer: Viewer) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(state=Delivery.State.STUCK, event__city_id=viewer.city.pk)
    return found.select_related("event").order_by("event_id", "pk")


def delivery(viewer: Viewer, pk: int) -> Delivery | None:
    return Delivery.objects.filter(pk=pk, event__city_id=viewer.city.pk).first()
