"""From the frozen boards to a published result, with the participants' corrections between."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.actions.minutes import issue_minutes
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.results import Correction, ResultVersion, Snapshot
from zaedno.features.workshops.queries import people
from zaedno.features.workshops.queries import results as queries
from zaedno.features.workshops.queries import snapshot as snapshots
from zaedno.features.workshops.rules import events as event_rules
from zaedno.features.workshops.rules import results as rules
from zaedno.features.workshops.sealing import seal
from zaedno.platform.links.actions import link
from zaedno.platform.people.models import Organisation
from zaedno.platform.people.queries import Recipient


@action("workshops.freeze")
def freeze(ctx: Ctx, *, event: Workshop, note: Texts = Texts()) -> ResultVersion:  # noqa: B008
    """Keep boards, groups and votes as they stand: a snapshot with its hash, a draft version."""
    event = _held(event)
    ensure(rules.may_freeze(ctx.viewer, queries.facts_for(ctx.viewer, event)))
    version = _version(ctx, event, note)
    ctx.record(version, event=event.pk, number=version.number)
    return version


@action("workshops.open_corrections")
def open_corrections(ctx: Ctx, *, event: Workshop) -> Workshop:
    """Show the draft to those who took part; for five days they say what is wrong in it."""
    event = _held(event)
    ensure(rules.may_open_corrections(ctx.viewer, queries.facts_for(ctx.viewer, event)))
    if not queries.versions(ctx.viewer, event).exists():
        _version(ctx, event, Texts())
    event.corrections_until = ctx.now + rules.WINDOW
    event.changed_at = ctx.now
    event.save(update_fields=["corrections_until", "changed_at"])
    addresses = people.addresses_of_event(ctx.viewer, event)
    told = letters.send(ctx, "draft_result", addresses, event=event)
    ctx.record(event, days=rules.CORRECTION_DAYS, told=told)
    return event


@action("workshops.correct")
def correct(
    ctx: Ctx, *, event: Workshop, about: str, text: str, organisation: Organisation | None = None
) -> Correction:
    """A participant, or an organisation that took part, says what is wrong in the draft."""
    event = _held(event)
    ensure(rules.may_correct(ctx.viewer, queries.facts_for(ctx.viewer, event), now=ctx.now))
    if organisation is not None and organisation.pk not in ctx.viewer.represents:
        organisation = None
    version = queries.versions(ctx.viewer, event)[0]
    correction = Correction.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        version=version,
        about=about,
        text=text,
        lang=ctx.viewer.lang,
        organisation=organisation,
        person_id=ctx.person.pk if ctx.person else None,
        filed_at=ctx.now,
    )
    ctx.record(correction, event=event.pk, version=version.number)
    return correction


@action("workshops.answer_correction")
def answer_correction(
    ctx: Ctx, *, correction: Correction, taken: bool, answer: Texts
) -> Correction:
    """Each correction is taken over or not, with a sentence to whoever filed it."""
    rows = Correction.objects.select_for_update(of=("self",)).select_related("workshop")
    correction = rows.get(pk=correction.pk, city_id=ctx.city.pk)
    event = correction.workshop
    ensure(rules.may_answer_correction(ctx.viewer, state=correction.state, event_state=event.state))
    correction.state = Correction.State.TAKEN if taken else Correction.State.REFUSED
    correction.answer = answer
    correction.answered_at = ctx.now
    correction.save()
    if correction.person is not None:
        address = Recipient(correction.person.email, correction.person.lang)
        letters.send(ctx, "correction_answered", [address], event=event, correction=correction)
    ctx.record(correction, event=event.pk, state=str(correction.state))
    return correction


@action("workshops.validate")
def validate(ctx: Ctx, *, event: Workshop) -> Workshop:
    """The result stands. What changed since the last version is frozen as a new one first."""
    event = _held(event)
    ensure(rules.may_validate(ctx.viewer, queries.facts_for(ctx.viewer, event), now=ctx.now))
    version = _version(ctx, event, Texts())
    version.state = ResultVersion.State.VALIDATED
    version.save(update_fields=["state"])
    event.state = event_rules.MOVES["validate"][1]
    event.validated_at = event.changed_at = ctx.now
    event.save(update_fields=["state", "validated_at", "changed_at"])
    ctx.record(event, state=event.state, version=version.number)
    issue_minutes(ctx, event=event)
    return event


@action("workshops.publish_results")
def publish_results(ctx: Ctx, *, event: Workshop) -> Workshop:
    event = _held(event)
    ensure(rules.may_publish(ctx.viewer, queries.facts_for(ctx.viewer, event)))
    version = queries.versions(ctx.viewer, event)[0]
    version.state = ResultVersion.State.PUBLISHED
    version.save(update_fields=["state"])
    event.state = event_rules.MOVES["publish_results"][1]
    event.published_at = event.changed_at = ctx.now
    event.save(update_fields=["state", "published_at", "changed_at"])
    addresses = people.addresses_of_event(ctx.viewer, event)
    told = letters.send(ctx, "result_published", addresses, event=event)
    ctx.record(event, state=event.state, version=version.number, told=told)
    return event


@action("workshops.carry_over")
def carry_over(ctx: Ctx, *, cluster: Cluster, target: Workshop) -> Cluster:
    """Hand a validated group over to the next workshop, as its input."""
    ensure(
        rules.may_carry_over(ctx.viewer, state=cluster.workshop.state, target_state=target.state)
    )
    link(ctx, source=cluster, target=target, relation="grew_out_of")
    ctx.record(cluster, target=target.pk)
    return cluster


def _held(event: Workshop) -> Workshop:
    return Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _version(ctx: Ctx, event: Workshop, note: Texts) -> ResultVersion:
    """A new version, or the last one when nothing has changed since."""
    sealed = seal(snapshots.content(ctx.viewer, event))
    last = queries.versions(ctx.viewer, event).first()
    if last is not None and last.snapshot.sha256 == sealed.sha256:
        return last
    number = last.number + 1 if last else 1
    snapshot = Snapshot.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        number=number,
        content=sealed.content,
        sha256=sealed.sha256,
        made_at=ctx.now,
    )
    return ResultVersion.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        number=number,
        snapshot=snapshot,
        note=note,
        made_at=ctx.now,
    )
