"""Proposals and supports in numbers: grouped queries, whatever their number."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import (
    ONLINE,
    Answered,
    Asked,
    Counts,
    Participation,
    by,
    by_hour,
    median,
)
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal, Sheet, Support
from zaedno.platform.people.queries.pseudonyms import pseudonyms
from zaedno.platform.processes.queries import rows as processes

PUBLIC = Proposal.State.PUBLISHED


def kinds(viewer: Viewer) -> list[Participation]:
    return [
        Participation(
            "proposals.proposal",
            _("proposals"),
            _proposed,
            who=lambda viewer, asked: _public(viewer, asked).exclude(author="").values("author"),
            things=lambda viewer, asked: _public(viewer, asked).values("pk"),
            answers=_answered,
        ),
        Participation("proposals.support", _("supports"), _supported, votes=True, who=_supporters),
    ]


def _public(viewer: Viewer, asked: Asked) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(city_id=viewer.city.pk, state=PUBLIC)
    if asked.process is not None:
        return found.filter(process=asked.process)
    return found.filter(process__in=processes.processes(viewer).values("pk"))


def _proposed(viewer: Viewer, asked: Asked) -> Counts:
    found = _public(viewer, asked)
    return Counts(by_hour(found, "published_at"), by(found, "district__slug"), by(found, "channel"))


def _supported(viewer: Viewer, asked: Asked) -> Counts:
    """By district and in all as lists show them: the number that stands on each proposal."""
    found = _public(viewer, asked)
    whole = found.aggregate(n=Sum("supporters"))["n"] or 0
    groups = found.filter(supporters__gt=0).order_by().values_list("district__slug")
    where = tuple((slug, n) for slug, n in groups.annotate(n=Sum("supporters")) if slug)
    # Proposals say which city it is; asking each row as well would keep the index from counting.
    given = Support.objects.filter(proposal__in=found.values("pk"))
    return Counts(by(given, "day"), where, ((ONLINE, whole),) if whole else ())


def _supporters(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    """Sheets with a support that counts; the first one found is enough."""
    seen = processes.processes(viewer).values("pk")
    sheets = Sheet.objects.filter(city_id=viewer.city.pk, process__in=seen)
    if asked.process is not None:
        sheets = sheets.filter(process=asked.process)
    given = Support.objects.filter(sheet=OuterRef("pk"), proposal__state=PUBLIC)
    return pseudonyms(viewer, sheets.filter(Exists(given)))


def _answered(viewer: Viewer, asked: Asked) -> Answered:
    groups = _public(viewer, asked).order_by().values_list("answered_in")
    days = dict(groups.annotate(n=Count("pk")))
    done = {taken: n for taken, n in days.items() if taken is not None}
    return Answered(sum(days.values()), sum(done.values()), median(done.items()))
