"""Pose a question, and word it better until somebody answers it."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts, texts
from zaedno.core.verdict import ensure
from zaedno.features.debates import rules
from zaedno.features.debates.models import Debate
from zaedno.features.debates.queries import rows
from zaedno.platform.processes.models import Process


@action("debates.pose")
def pose(
    ctx: Ctx,
    *,
    process: Process,
    question: Texts,
    intro: Texts,
    word_for: Texts | None = None,
    word_against: Texts | None = None,
    scale: str = Debate.Scale.WEIGHT,
    veiled: bool = False,
    mark: str = "",
) -> Debate:
    """A question for the debate stage of a process."""
    ensure(rules.may_pose(ctx.viewer))
    made = Debate.objects.create(
        city_id=ctx.city.pk,
        process=process,
        question=question,
        intro=intro,
        word_for=word_for or texts(),
        word_against=word_against or texts(),
        scale=scale,
        veiled=veiled,
        made_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, process=process.pk)
    return made


@action("debates.reword")
def reword(
    ctx: Ctx,
    *,
    debate: Debate,
    question: Texts,
    intro: Texts,
    word_for: Texts,
    word_against: Texts,
    scale: str,
    veiled: bool,
) -> Debate:
    row = rows.held_debate(ctx.viewer, debate.pk)
    ensure(rules.may_reword(ctx.viewer, row.arguments.count()))
    row.question, row.intro, row.scale, row.veiled = question, intro, scale, veiled
    row.word_for, row.word_against = word_for, word_against
    row.save(update_fields=["question", "intro", "scale", "veiled", "word_for", "word_against"])
    ctx.record(row)
    return row
