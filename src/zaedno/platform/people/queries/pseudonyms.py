"""People as the database counts them across rooms: nobody reads who they are."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from zaedno.core.viewer import Viewer
from zaedno.platform.people.models import Alias


def pseudonyms(viewer: Viewer, found: QuerySet[Any], column: str = "person") -> QuerySet[Any]:
    """One column, the pseudonym of whoever a row belongs to.

    Secret deeds give nobody a pseudonym; whoever did nothing else goes by a number.
    """
    mine = Alias.objects.filter(person=OuterRef(column), city_id=viewer.city.pk)
    number = Concat(Value("person:"), Cast(column, CharField()))
    key = Coalesce(Subquery(mine.values("key")[:1]), number, output_field=CharField())
    return found.order_by().annotate(pseudonym=key).values("pseudonym")
