"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from django.db.models import Q

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.models import (
    Acting,
    Code,
    Factor,
    GroupMember,
    Letter,
    ProviderLink,
    Tries,
    Verification,
)


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(
            Verification.objects.filter(city_id=city, person_id=me),
            ("way", "at", "until", "ended_at", "reason", "district__slug", "born_from", "born_to"),
        ),
        Kept(
            Letter.objects.filter(city_id=city, person_id=me),
            ("receipt", "name", "address", "state", "asked_at", "sent_at", "until"),
        ),
        Kept(Tries.objects.filter(city_id=city, person_id=me), ("way", "since", "count")),
        Kept(Code.objects.filter(city_id=city, person_id=me), ("asked_at", "until", "used_at")),
        Kept(
            ProviderLink.objects.filter(provider__city_id=city, person_id=me),
            ("provider__name", "at"),
        ),
        Kept(Factor.objects.filter(person_id=me), ("made_at",)),
        Kept(
            Acting.objects.filter(Q(person_id=me) | Q(clerk_id=me), city_id=city),
            ("receipt", "begun_at", "until", "ended_at"),
        ),
        Kept(
            GroupMember.objects.filter(
                group__city_id=city, address_hash=getattr(viewer.person, "email_hash", "")
            ),
            ("group__name",),
        ),
    ]
