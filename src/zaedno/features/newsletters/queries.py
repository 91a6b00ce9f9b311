"""Newsletters, their readers, and the things they may speak of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from zaedno.core import registry
from zaedno.core.personal import Kept, by_person_or_address
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import rules, tokens
from zaedno.features.newsletters.models import Newsletter, Subscriber, Wish
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.notifications.queries.follows import readers_of
from zaedno.platform.people.queries import kinds, represented
from zaedno.platform.processes.queries.rows import processes
from zaedno.platform.search.queries import found

Audience = Newsletter.Audience
MOST_FOUND = 8


def newsletters(viewer: Viewer) -> QuerySet[Newsletter]:
    """Writers see all of them; everybody else what has left the house."""
    rows = Newsletter.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.WRITERS):
        rows = rows.filter(state=Newsletter.State.SENT)
    return rows.prefetch_related("blocks").order_by("-sent_at", "-pk")


def archive(viewer: Viewer) -> QuerySet[Newsletter]:
    return newsletters(viewer).filter(state=Newsletter.State.SENT)


def newsletter(viewer: Viewer, pk: int) -> Newsletter:
    row = newsletters(viewer).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def held(viewer: Viewer, pk: int) -> Newsletter:
    """For a deed that changes or sends it."""
    rows = Newsletter.objects.select_for_update().filter(city_id=viewer.city.pk)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def facts(viewer: Viewer, row: Newsletter) -> rules.LetterFacts:
    return rules.LetterFacts(
        state=row.state,
        writer=viewer.has(*rules.WRITERS),
        blocks=row.blocks.count(),
        lead=bool(row.lead),
        audience=readers(viewer, row).count(),
    )


def readers(viewer: Viewer, row: Newsletter) -> QuerySet[Subscriber]:
    """Whom it goes to: of those who agreed to newsletters the ones it concerns."""
    rows = Subscriber.objects.filter(city_id=viewer.city.pk, state=Subscriber.State.ACTIVE)
    if row.audience in (Audience.TOPIC, Audience.DISTRICT):
        rows = rows.filter(wishes__kind=row.audience, wishes__ident=row.ident)
    elif row.audience == Audience.PROCESS:
        people, hashes = readers_of(viewer, str(Audience.PROCESS), row.ident)
        rows = rows.filter(Q(person_id__in=people) | Q(address_hash__in=hashes))
    elif row.audience == Audience.STAKEHOLDERS:
        rows = rows.filter(person_id__in=represented(viewer, row.ident))
    return rows.order_by("pk")


def due(viewer: Viewer, now: datetime) -> list[Newsletter]:
    """What is to leave now, or has begun to."""
    rows = Newsletter.objects.filter(city_id=viewer.city.pk, send_at__lte=now)
    open_ones = (Newsletter.State.PLANNED, Newsletter.State.SENDING)
    return list(rows.filter(state__in=open_ones).order_by("send_at", "pk"))


def subscriber_of_link(viewer: Viewer, purpose: str, token: str) -> Subscriber | None:
    rows = Subscriber.objects.filter(city_id=viewer.city.pk, pk=tokens.row_of(token))
    row = rows.first()
    return row if row is not None and tokens.genuine(purpose, token, row) else None


def mine(viewer: Viewer, address_hash: str) -> Subscriber | None:
    rows = Subscriber.objects.filter(city_id=viewer.city.pk, address_hash=address_hash)
    return rows.prefetch_related("wishes").first()


def things(viewer: Viewer, row: Newsletter) -> dict[tuple[str, str], Thing]:
    """What its parts speak of, as everybody may see it, in the viewer's language."""
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    return registry.things(everybody, [(b.kind, b.ident) for b in row.blocks.all() if b.kind])


def suggestions(viewer: Viewer, text: str) -> list[Any]:
    """Public things that hold these words, for choosing one of them."""
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    return found(everybody, text)[:MOST_FOUND] if text else []


def audiences(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody a newsletter can be for, by the words of the city."""
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    listed = [(str(Audience.ALL), str(Audience.ALL.label))]
    for row in themes(viewer):
        listed.append((f"{Audience.TOPIC}|{row.code}", row.name.best(viewer.lang)[0]))
    for place in districts(viewer):
        listed.append((f"{Audience.DISTRICT}|{place.slug}", place.name.best(viewer.lang)[0]))
    for process in processes(everybody):
        listed.append((f"{Audience.PROCESS}|{process.pk}", process.title.best(viewer.lang)[0]))
    for kind in kinds(viewer):
        listed.append((f"{Audience.STAKEHOLDERS}|{kind.code}", kind.name.best(viewer.lang)[0]))
    return listed


def kept(viewer: Viewer) -> list[Kept]:
    """What this room keeps of a person, for their own copy."""
    if viewer.person is None:
        return []
    mine = Subscriber.objects.filter(by_person_or_address(viewer), city_id=viewer.city.pk)
    wishes = Wish.objects.filter(subscriber__in=mine)
    columns = ("address", "lang", "state", "consent", "asked_at", "confirmed_at")
    return [Kept(mine, columns), Kept(wishes, ("kind", "ident"))]
