"""A consent round from the proposal to its adoption."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.consent import ConsentRound, Objection, Stand
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import consent as rules
from zaedno.features.workshops.rules import notes as note_rules

S, V = ConsentRound.State, Stand.Value


@action("workshops.propose_consent")
def propose_consent(
    ctx: Ctx,
    *,
    workshop: Workshop,
    proposal: Texts,
    earlier: ConsentRound | None = None,
    mark: str = "",
) -> ConsentRound:
    """Ask the room for its consent; with `earlier` as the next round, after the text was mended."""
    cleaned = _cleaned(proposal)
    longest = max(cleaned.values(), key=len, default="")
    ensure(rules.may_propose(ctx.viewer, workshop.state in boards.FINAL, longest))
    if earlier is not None:
        earlier = _held(ctx, earlier)
        later = ConsentRound.objects.filter(earlier=earlier).exists()
        ensure(rules.may_ask_again(ctx.viewer, earlier.state, later))
    made = ConsentRound.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        proposal=cleaned,
        earlier=earlier,
        number=earlier.number + 1 if earlier else 1,
        opened_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, number=made.number)
    publish(channel(workshop.pk), "consent", made.pk)
    return made


@action("workshops.take_stand", secret=True)
def take_stand(
    ctx: Ctx, *, round: ConsentRound, value: str, reason: str = "", lang: str = "bg"
) -> ConsentRound:
    """One stand for each person until the round closes; a reason is kept at once, by nobody."""
    round = _held(ctx, round)
    me = who(ctx.viewer, round.workshop)
    ensure(rules.may_stand(ctx.viewer, round.state, me is not None))
    said = note_rules.clean(reason)
    ensure(rules.may_choose(value, said))
    assert me is not None
    Stand.objects.update_or_create(
        round=round,
        token=token_of("consent", round.pk, me.key),
        defaults={"value": value, "kind_id": me.kind_id},
    )
    if said and not round.objections.filter(**{f"reason__{lang}": said}).exists():
        Objection.objects.create(round=round, reason={lang: said}, lang=lang)
    ctx.record(round)
    publish(channel(round.workshop_id), "consent", round.pk)
    return round


@action("workshops.close_consent")
def close_consent(ctx: Ctx, *, round: ConsentRound) -> ConsentRound:
    """Count, and forget who stood where."""
    round = _held(ctx, round)
    ensure(rules.may_close(ctx.viewer, round.state))
    stands = list(Stand.objects.filter(round=round).values_list("kind_id", "value"))
    values = [value for _kind, value in stands]
    round.groups = rules.by_kind((str(kind or ""), value) for kind, value in stands)
    round.agree, round.live_with = values.count(V.AGREE), values.count(V.LIVE_WITH)
    round.object = values.count(V.OBJECT)
    could = boards.entitled(ctx.viewer, round.workshop)[1]
    round.could_answer = max(len(values), could)
    round.state, round.closed_at = S.CLOSED, ctx.now
    round.save()
    Stand.objects.filter(round=round).delete()
    ctx.record(round, answered=len(values))
    publish(channel(round.workshop_id), "consent", round.pk)
    return round


@action("workshops.answer_objection")
def answer_objection(ctx: Ctx, *, objection: Objection, answer: Texts) -> Objection:
    """What was changed or explained; the objection stays beside its answer."""
    found = Objection.objects.select_for_update(of=("self",), no_key=True).select_related("round")
    objection = found.get(pk=objection.pk, round__city_id=ctx.city.pk)
    cleaned = _cleaned(answer)
    ensure(rules.may_answer(ctx.viewer, max(cleaned.values(), key=len, default="")))
    objection.answer, objection.answered_at = cleaned, objection.answered_at or ctx.now
    objection.save(update_fields=["answer", "answered_at"])
    ctx.record(("workshops.consentround", objection.round_id), objection=objection.pk)
    publish(channel(objection.round.workshop_id), "consent", objection.round_id)
    return objection


@action("workshops.adopt_consent")
def adopt_consent(ctx: Ctx, *, round: ConsentRound) -> ConsentRound:
    """The proposal stands: nobody objects, or every objection was answered."""
    round = _held(ctx, round)
    unanswered = round.objections.filter(answered_at=None).count()
    ensure(rules.may_adopt(ctx.viewer, round.state, unanswered))
    return _turned(ctx, round, S.ADOPTED)


@action("workshops.drop_consent")
def drop_consent(ctx: Ctx, *, round: ConsentRound) -> ConsentRound:
    """The proposal does not stand; what was said about it is kept."""
    round = _held(ctx, round)
    ensure(rules.may_drop(ctx.viewer, round.state))
    return _turned(ctx, round, S.DROPPED)


def _turned(ctx: Ctx, round: ConsentRound, to: ConsentRound.State) -> ConsentRound:
    round.state = to
    round.save(update_fields=["state"])
    ctx.record(round, state=str(to))
    publish(channel(round.workshop_id), "consent", round.pk)
    return round


def _held(ctx: Ctx, round: ConsentRound) -> ConsentRound:
    found = ConsentRound.objects.select_for_update(of=("self",), no_key=True).select_related(
        "workshop"
    )
    return found.get(pk=round.pk, city_id=ctx.city.pk)


def _cleaned(texts: Texts) -> Texts:
    cleaned = {lang: note_rules.clean(said) for lang, said in texts.items()}
    return Texts({lang: said for lang, said in cleaned.items() if said})
