"""How somebody stands in a city, and what the city has set; no query here gives a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import District
from zaedno.platform.identity.models import (
    Group,
    GroupMember,
    Letter,
    Listed,
    Policy,
    Tries,
    Verification,
)
from zaedno.platform.identity.rules import Only, Standing

OPEN_LETTER = (Letter.State.ASKED, Letter.State.SENT)


def policy(viewer: Viewer) -> Policy:
    """The city's row, or what holds where it has set nothing: no way is on."""
    found = Policy.objects.filter(city_id=viewer.city.pk).first()
    return found or Policy(city_id=viewer.city.pk)


def standing(viewer: Viewer, now: datetime, *, groups: bool = True) -> Standing:
    """How the reader stands here; for rules, which ask nothing themselves."""
    somebody: Any = viewer.somebody
    if somebody is None:
        return Standing()
    inside = _groups(viewer, somebody) if groups else frozenset()
    row = newest(viewer)
    if row is not None and row.ended_at is None and row.until > now:
        return Standing("verified", "", row.district_id, row.born_from, row.born_to, inside)
    if letter(viewer) is not None:
        return Standing("pending", groups=inside)
    if row is None:
        return Standing(groups=inside)
    if row.reason:
        return Standing("refused", row.reason, groups=inside)
    return Standing("expired", groups=inside)


def _groups(viewer: Viewer, somebody: Any) -> frozenset[int]:
    mine = GroupMember.objects.filter(
        group__city_id=viewer.city.pk, address_hash=somebody.email_hash
    )
    return frozenset(mine.values_list("group_id", flat=True))


def newest(viewer: Viewer) -> Verification | None:
    somebody: Any = viewer.somebody
    mine = Verification.objects.filter(city_id=viewer.city.pk, person_id=somebody.pk)
    return mine.select_related("district").order_by("-at", "-pk").first()


def letter(viewer: Viewer) -> Letter | None:
    """The reader's own letter that is on its way."""
    somebody: Any = viewer.somebody
    if somebody is None:
        return None
    mine = Letter.objects.filter(city_id=viewer.city.pk, person_id=somebody.pk)
    return mine.filter(state__in=OPEN_LETTER).first()


def held_letter(viewer: Viewer, pk: int) -> Letter:
    return Letter.objects.select_for_update().get(city_id=viewer.city.pk, pk=pk)


def letters_waiting(viewer: Viewer) -> QuerySet[Letter]:
    waiting = Letter.objects.filter(city_id=viewer.city.pk, state=Letter.State.ASKED)
    waiting = waiting.select_related("person")
    return waiting.order_by("asked_at", "pk")


def tries(viewer: Viewer, way: str) -> tuple[int, datetime | None]:
    somebody: Any = viewer.somebody
    row = Tries.objects.filter(city_id=viewer.city.pk, person_id=somebody.pk, way=way).first()
    return (row.count, row.since) if row else (0, None)


def line(viewer: Viewer, soft: str, hard: str) -> Listed | None:
    """The line of the city's list with this fingerprint, costly or not yet."""
    fits = Q(hard=False, digest=soft) | Q(hard=True, digest=hard)
    return Listed.objects.filter(fits, city_id=viewer.city.pk).first()


def soft_lines(viewer: Viewer, most: int) -> dict[int, str]:
    """Lines that have not been through the costly function yet."""
    soft = Listed.objects.filter(city_id=viewer.city.pk, hard=False).order_by("pk")[:most]
    return dict(soft.values_list("pk", "digest"))


def has_list(viewer: Viewer) -> bool:
    return Listed.objects.filter(city_id=viewer.city.pk).exists()


def in_use(viewer: Viewer) -> bool:
    mine = Verification.objects.filter(city_id=viewer.city.pk, ended_at__isnull=True)
    return has_list(viewer) or mine.exists()


def counts(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Numbers for the city's page: by way, and how far the list has come."""
    mine = Verification.objects.filter(city_id=viewer.city.pk)
    open_ = mine.filter(ended_at__isnull=True, until__gt=now)
    listed = Listed.objects.filter(city_id=viewer.city.pk)
    return {
        "by_way": list(open_.values("way").annotate(n=Count("pk")).order_by("way")),
        "verified": open_.count(),
        "expired": mine.filter(ended_at__isnull=True, until__lte=now).count(),
        "revoked": mine.exclude(reason="").count(),
        "listed": listed.count(),
        "soft": listed.filter(hard=False).count(),
        "letters": letters_waiting(viewer).count(),
        "sent": Letter.objects.filter(city_id=viewer.city.pk, state=Letter.State.SENT).count(),
    }


def verification_of(viewer: Viewer, address_hash: str) -> Verification | None:
    """Found by the exact address that the person gives; there is no list of names to browse."""
    mine = Verification.objects.filter(city_id=viewer.city.pk, person__email_hash=address_hash)
    return mine.select_related("district").order_by("-at", "-pk").first()


def verification(viewer: Viewer, pk: int) -> Verification | None:
    mine = Verification.objects.filter(city_id=viewer.city.pk, pk=pk)
    return mine.select_related("person").first()


def groups(viewer: Viewer) -> QuerySet[Group]:
    mine = Group.objects.filter(city_id=viewer.city.pk).annotate(size=Count("members"))
    return mine.order_by("pk")


def onlys(viewer: Viewer, told: list[dict[str, Any]]) -> list[Only]:
    """What stages store of whom they are for, with the words for their refusals."""
    places = {pk for one in told for pk in one.get("districts", ())}
    inside = {pk for one in told for pk in one.get("groups", ())}
    districts = District.objects.filter(city_id=viewer.city.pk, pk__in=places) if places else []
    bodies = Group.objects.filter(city_id=viewer.city.pk, pk__in=inside) if inside else []
    names = {one.pk: str(one.name.best(viewer.lang)[0]) for one in districts}
    unknown = _("a group that the city has still to choose")
    called = {one.pk: str(one.name.best(viewer.lang)[0]) for one in bodies}
    return [
        Only(
            districts=frozenset(one.get("districts", ())),
            groups=frozenset(one.get("groups", ())),
            youngest=one.get("youngest"),
            oldest=one.get("oldest"),
            district_words=", ".join(names[pk] for pk in one.get("districts", ()) if pk in names),
            group_words=", ".join(called.get(pk, unknown) for pk in one.get("groups", ())),
        )
        for one in told
    ]
