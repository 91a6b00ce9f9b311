"""Growing and cutting the tree of a problem; rating power and interest; publishing by kind."""

from __future__ import annotations

from collections.abc import Mapping

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.maps import Influence, InfluenceMap, TreeNode
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import maps as queries
from zaedno.features.workshops.rules import maps as rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.platform.people.models import Organisation


@action("workshops.grow_tree")
def grow_tree(
    ctx: Ctx,
    *,
    workshop: Workshop,
    part: str,
    text: Texts,
    parent: TreeNode | None = None,
    mark: str = "",
) -> TreeNode:
    """A problem, or a cause or an effect that hangs on `parent`."""
    ensure(rules.may_draw(ctx.viewer, workshop.state in boards.FINAL))
    if parent is not None:
        parent = TreeNode.objects.filter(workshop=workshop, cut=False, pk=parent.pk).first()
    cleaned = Texts({lang: note_rules.clean(said) for lang, said in text.items()})
    longest = max(cleaned.values(), key=len, default="")
    ensure(rules.may_grow(part, parent.part if parent else "", longest))
    node = TreeNode.objects.create(
        city_id=ctx.city.pk, workshop=workshop, part=part, parent=parent, text=cleaned, mark=mark
    )
    ctx.record(node, part=part)
    publish(channel(workshop.pk), "tree", node.pk)
    return node


@action("workshops.cut_tree")
def cut_tree(ctx: Ctx, *, node: TreeNode, cut: bool = True) -> TreeNode:
    """Cut a part off with all that hangs on it, or graft it again; nothing is deleted."""
    found = TreeNode.objects.select_for_update(of=("self",), no_key=True)
    node = found.select_related("workshop").get(pk=node.pk, city_id=ctx.city.pk)
    ensure(rules.may_draw(ctx.viewer, node.workshop.state in boards.FINAL))
    node.cut = cut
    node.save(update_fields=["cut"])
    ctx.record(node, cut=cut)
    publish(channel(node.workshop_id), "tree", node.pk)
    return node


@action("workshops.turn_into_goals")
def turn_into_goals(ctx: Ctx, *, problem: TreeNode, goals: Mapping[int, Texts]) -> TreeNode:
    """Each problem, cause and effect of a tree as an aim, in the same place: an objective tree.

    Whole or not at all; done again it replaces the wording. `goals` are by the parts' ids.
    """
    found = TreeNode.objects.select_for_update(of=("self",), no_key=True)
    problem = found.select_related("workshop").get(pk=problem.pk, city_id=ctx.city.pk)
    ensure(rules.may_draw(ctx.viewer, problem.workshop.state in boards.FINAL))
    parts = queries.parts_of(ctx.viewer, problem)
    cleaned = {pk: _cleaned(goals.get(pk, Texts())) for pk in (node.pk for node in parts)}
    said = {node.pk: (str(node.text), cleaned[node.pk]) for node in parts}
    ensure(rules.may_turn_into_goals(problem.part, said))
    for node in parts:
        node.goal = cleaned[node.pk]
        node.save(update_fields=["goal"])
    ctx.record(problem, parts=len(parts))
    publish(channel(problem.workshop_id), "tree", problem.pk)
    return problem


def _cleaned(text: Texts) -> Texts:
    cleaned = {lang: note_rules.clean(said) for lang, said in text.items()}
    return Texts({lang: said for lang, said in cleaned.items() if said})


@action("workshops.rate_influence")
def rate_influence(
    ctx: Ctx,
    *,
    workshop: Workshop,
    kind_id: int,
    power: int,
    interest: int,
    organisation: Organisation | None = None,
    note: str = "",
    mark: str = "",
) -> Influence:
    """One's own rating of a kind or an organisation; given again it replaces itself."""
    ensure(rules.may_rate(ctx.viewer, power, interest))
    rated, _new = Influence.objects.update_or_create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind_id=organisation.kind_id if organisation else kind_id,
        organisation=organisation,
        rater_id=ctx.person.pk if ctx.person else None,
        defaults={
            "power": power,
            "interest": interest,
            "note": note_rules.clean(note)[:200],
            "mark": mark,
        },
    )
    ctx.record(workshop, kind=rated.kind_id)
    return rated


@action("workshops.publish_influence")
def publish_influence(ctx: Ctx, *, workshop: Workshop, wanted: bool = True) -> InfluenceMap:
    """Show the means by kind of organisation to everybody, or no more; never a single one."""
    blank = InfluenceMap(city_id=ctx.city.pk, workshop=workshop)
    InfluenceMap.objects.bulk_create([blank], ignore_conflicts=True)
    held = InfluenceMap.objects.select_for_update().get(workshop=workshop, city_id=ctx.city.pk)
    rated = Influence.objects.filter(workshop=workshop).count()
    ensure(rules.may_publish(ctx.viewer, rated, held.published_at is not None, wanted))
    held.published_at = ctx.now if wanted else None
    held.save(update_fields=["published_at"])
    ctx.record(workshop, published=wanted)
    return held
