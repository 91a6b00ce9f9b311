"""Taking in a method's template from a file of another city."""

from __future__ import annotations

import hashlib

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import texts
from zaedno.core.verdict import ensure
from zaedno.features.workshops.methods import checking
from zaedno.features.workshops.models.method import MethodFile
from zaedno.features.workshops.queries import methods as queries
from zaedno.features.workshops.rules import methods as rules


@action("workshops.take_in_method")
def take_in_method(ctx: Ctx, *, text: str, origin: str = "") -> MethodFile:
    """Keep the file as it is, when nothing is wrong with it; an older version stays usable."""
    data, problems = checking.read(text)
    code = f"{data.get('id')}-{data.get('version')}"
    known = queries.known(ctx.viewer)
    newest = [t.version for t in known.values() if t.id == data.get("id")]
    ensure(
        rules.may_take_in(
            ctx.viewer,
            problems=problems,
            there=code in known,
            version=str(data.get("version")),
            newest=newest[-1] if newest else "",
        )
    )
    kept = MethodFile.objects.create(
        city_id=ctx.city.pk,
        method=data["id"],
        version=data["version"],
        title=texts(**data["title"]),
        source=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
        taken_in_at=ctx.now,
        by_id=ctx.person.pk if ctx.person else None,
    )
    ctx.record(kept)
    return kept
