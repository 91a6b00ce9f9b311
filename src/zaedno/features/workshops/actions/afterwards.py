"""After the meeting: thanks, reminders, what became of the notes, the overview article."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import show_moment
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.models.afterwards import Overview
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import afterwards as queries
from zaedno.features.workshops.queries import article, evaluation, outcome, people
from zaedno.features.workshops.rules import afterwards as rules
from zaedno.features.workshops.rules import evaluation as evaluation_rules
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.queries import Recipient


@action("workshops.thank")
def thank(ctx: Ctx, *, event: Workshop) -> int:
    """Write to everybody who took part, with a link of their own to the questions about it."""
    event = _held(event)
    ensure(
        rules.may_thank(
            ctx.viewer,
            event_state=event.state,
            thanked=event.thanked_at is not None,
            system=ctx.system,
        )
    )
    event.thanked_at = ctx.now
    event.save(update_fields=["thanked_at"])
    addresses = people.addresses_of_present(ctx.viewer, event)
    told = letters.send(ctx, "thanks", addresses, event=event, own=_questions(ctx, event))
    ctx.record(event, told=told)
    return told


def _questions(ctx: Ctx, event: Workshop) -> Callable[[Recipient], dict[str, str]]:
    """The private link of each address, while there is time to answer: no account is needed."""
    asked = evaluation.facts_for(ctx.viewer, event)
    still = bool(evaluation_rules.is_open(asked, ctx.now))

    def own(reader: Recipient) -> dict[str, str]:
        if not still or asked.closes is None:
            return {}
        path = evaluation.link(ctx.city, event, reader.address)
        return {
            "evaluation_url": absolute(ctx.city, path),
            "evaluation_until": show_moment(asked.closes, reader.lang),
        }

    return own


@action("workshops.remind")
def remind(ctx: Ctx, *, event: Workshop) -> int:
    """On the day before, to those who are expected; each event once."""
    event = _held(event)
    ensure(
        rules.may_remind(
            ctx.viewer,
            event_state=event.state,
            reminded=event.reminded_at is not None,
            begins=queries.begins(ctx.viewer, event),
            now=ctx.now,
        )
    )
    event.reminded_at = ctx.now
    event.save(update_fields=["reminded_at"])
    expected = people.addresses_of_expected(ctx.viewer, event)
    told = letters.send(ctx, "reminder", expected, event=event)
    ctx.record(event, told=told)
    return told


@action("workshops.tell_outcome")
def tell_outcome(ctx: Ctx, *, event: Workshop) -> int:
    """Write to those who took part what grew from the notes, group by group."""
    event = _held(event)
    lines = outcome.lines_by_language(ctx.viewer, event)
    ensure(
        rules.may_tell_outcome(
            ctx.viewer,
            event_state=event.state,
            told=event.outcome_told_at is not None,
            grown=max(map(len, lines.values()), default=0),
            system=ctx.system,
        )
    )
    event.outcome_told_at = ctx.now
    event.save(update_fields=["outcome_told_at"])
    addresses = people.addresses_of_event(ctx.viewer, event)
    told = letters.send(ctx, "outcome", addresses, event=event, by_language=lines)
    ctx.record(event, told=told)
    return told


@action("workshops.draft_overview")
def draft_overview(ctx: Ctx, *, event: Workshop, mark: str = "") -> Overview:
    """A first draft from the validated groups, for a person to rewrite."""
    event = _held(event)
    facts = queries.overview_facts(ctx.viewer, event, queries.overview(ctx.viewer, event))
    ensure(rules.may_draft(ctx.viewer, facts))
    draft = article.draft(ctx.viewer, event)
    overview = Overview.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        title=draft.title,
        body=draft.body,
        due_on=rules.overview_due(timezone.localdate(event.concluded_at or ctx.now)),
        drafted_at=ctx.now,
        changed_at=ctx.now,
        mark=mark,
    )
    ctx.record(overview, event=event.pk)
    return overview


@action("workshops.revise_overview")
def revise_overview(ctx: Ctx, *, overview: Overview, title: Texts, body: Texts) -> Overview:
    overview = _row(ctx, overview)
    facts = queries.overview_facts(ctx.viewer, overview.workshop, overview)
    ensure(rules.may_revise(ctx.viewer, facts))
    overview.title, overview.body, overview.changed_at = title, body, ctx.now
    overview.save(update_fields=["title", "body", "changed_at"])
    ctx.record(overview, event=overview.workshop_id)
    return overview


@action("workshops.publish_overview")
def publish_overview(ctx: Ctx, *, overview: Overview) -> Overview:
    overview = _row(ctx, overview)
    facts = queries.overview_facts(ctx.viewer, overview.workshop, overview)
    ensure(rules.may_publish(ctx.viewer, facts, body=overview.body, title=overview.title))
    overview.published_at = ctx.now
    overview.save(update_fields=["published_at"])
    late = rules.is_late(overview.due_on, False, timezone.localdate(ctx.now))
    ctx.record(overview, event=overview.workshop_id, late=late)
    return overview


def _held(event: Workshop) -> Workshop:
    return Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _row(ctx: Ctx, overview: Overview) -> Overview:
    rows = Overview.objects.select_for_update(of=("self",)).select_related("workshop")
    return rows.get(pk=overview.pk, city_id=ctx.city.pk)
