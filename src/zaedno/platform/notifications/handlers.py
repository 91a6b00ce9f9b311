"""When something moves, everybody upstream is told."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.links.queries.thread import Ref, upstream
from zaedno.platform.notifications import letters, rules
from zaedno.platform.notifications.actions.follows import note_state
from zaedno.platform.notifications.actions.letters import write_letter
from zaedno.platform.notifications.models import Follow
from zaedno.platform.notifications.queries import follows


def tell_upstream(ctx: Ctx, event: Event) -> None:
    """A public thing may have moved: tell who follows it, or anything it came from.

    Written for what anybody may see: a letter never says more than the public page.
    """
    viewer = Viewer(city=ctx.city, lang=ctx.city.default_language)
    ref = (event.subject_kind, event.subject_id)
    if not follows.any_follower(viewer):
        return
    thing = registry.thing(viewer, *ref)
    if thing is None:
        return
    before = follows.last_status(viewer, ref)
    grown = event.verb == "links.link"
    if not grown and not rules.moved(before=before, now=thing.status):
        return
    note_state(ctx, ref=ref, status=thing.status)
    new = before is None
    # Of a new thing those upstream hear when it is tied to what they follow, and only then.
    above = [] if new and not grown else upstream(viewer, [ref])
    heard = [ref, *above, *_wholes(ctx, thing, new=new)]
    for follow in follows.followers(viewer, heard, event.at):
        if not (grown and (follow.kind, follow.ident) == ref):
            _write(ctx, follow, ref, grown=grown)


def _wholes(ctx: Ctx, thing: Thing, *, new: bool) -> list[Ref]:
    """The theme (code) and district (slug) a thing names; the city hears of what is new."""
    whole = (
        ("cities.theme", thing.facts.get("theme")),
        ("cities.district", thing.facts.get("district")),
    )
    found = [(kind, str(name)) for kind, name in whole if name]
    if new and thing.station != "note":
        found.append(("cities.city", str(ctx.city.pk)))
    return found


def _write(ctx: Ctx, follow: Follow, ref: Ref, *, grown: bool) -> None:
    to = follow.person.email if follow.person else follow.address
    if not to:
        return
    lang = follow.person.lang if follow.person else follow.lang
    viewer = Viewer(city=ctx.city, lang=lang)
    with override(lang):
        thing = registry.thing(viewer, *ref)
        followed = follows.title_of(viewer, follow.kind, follow.ident)
        if thing is None:
            return
        kind, _package = registry.kinds()[thing.kind]
        page = _page(follow, ref) if followed else reverse("links:thread", args=ref)
        followed = followed or _("what you wrote")
        body = letters.news_body(
            followed=followed,
            kind=str(kind.title).capitalize(),
            title=thing.title,
            status=str(thing.status_word),
            grown=grown,
            url=absolute(ctx.city, page),
        )
        write_letter(
            ctx,
            to=to,
            lang=lang,
            kind="notifications.news",
            subject=_("News of “%(what)s”") % {"what": followed[:120]},
            body=body,
            stop_url=letters.link_to(ctx, "stop", follow),
        )


def _page(follow: Follow, ref: Ref) -> str:
    kind, ident = ref if follow.kind in rules.WHOLES else (follow.kind, follow.ident)
    return reverse("links:thread", args=[kind, ident])
