"""From answering to review, to the public draft, to the frozen result, to its correction."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.post import write_letter
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold
from zaedno.features.maturity.models.answers import Answer, Evidence, SummarisedAnswer
from zaedno.features.maturity.models.assessment import Assessment, Respondent
from zaedno.features.maturity.models.findings import GapPlan, Objection
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries.evidence import stands_on
from zaedno.features.maturity.queries.results import freeze_drying
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.links.actions import link


@action("maturity.hand_over")
def hand_over(ctx: Ctx, *, assessment: Assessment) -> Assessment:
    """To the reviewer: from now on evidence is graded. The groups may still change answers."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_move(facts, rules.PEER, answers=queries.has_answers(ctx.viewer, row)))
    return _move(ctx, row, rules.PEER)


@action("maturity.publish")
def publish(ctx: Ctx, *, assessment: Assessment, until: date | None = None) -> Assessment:
    """The draft with its profile becomes public, for objections until a day that is said."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_move(facts, rules.PUBLISHED, answers=queries.has_answers(ctx.viewer, row)))
    today = timezone.localdate(ctx.now)
    row.published_at = ctx.now
    row.objections_until = until or today + timedelta(days=rules.OBJECTION_DAYS)
    row.save(update_fields=["published_at", "objections_until"])
    _move(ctx, row, rules.PUBLISHED)
    _tell_respondents(ctx, row)
    return row


@action("maturity.open_objections")
def open_objections(ctx: Ctx, *, assessment: Assessment, until: date) -> Assessment:
    """Another round of objections to a draft that is public, until a new day."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_invite(facts))
    if row.state != rules.PUBLISHED:
        raise Refused(deny(_("Objections are taken while the draft is public.")))
    row.objections_until = until
    row.save(update_fields=["objections_until"])
    ctx.record(row, until=until.isoformat())
    return row


@action("maturity.freeze")
def freeze(ctx: Ctx, *, assessment: Assessment) -> Assessment:
    """Keep version, aggregate of answers, evidence hashes and result; then nothing changes."""
    row, facts = hold(ctx, assessment)
    still = Objection.objects.filter(assessment=row, state=Objection.State.OPEN).count()
    ensure(rules.may_freeze(facts, open_objections=still))
    kept = freeze_drying(ctx.viewer, row)
    kept["evidence"] = evidence_hashes(row)
    row.snapshot, row.snapshot_hash = kept, digest_of(kept)
    row.frozen_at = ctx.now
    row.save(update_fields=["snapshot", "snapshot_hash", "frozen_at"])
    return _move(ctx, row, rules.FROZEN, hash=row.snapshot_hash)


def evidence_hashes(row: Assessment) -> dict[str, dict[str, Any]]:
    """What each piece of evidence said when the assessment froze."""
    found = {}
    for item in Evidence.objects.filter(assessment=row):
        said = [dict(item.title), dict(item.about), item.type, item.date.text, item.url]
        body = {"grade": item.grade, "state": item.state, "sha256": digest_of(said)}
        found[item.code] = body
    return found


def digest_of(body: Any) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _move(ctx: Ctx, row: Assessment, state: str, **facts: Any) -> Assessment:
    row.state = state
    row.revision += 1
    row.save(update_fields=["state", "revision"])
    ctx.record(row, state=state, **facts)
    return row


def _tell_respondents(ctx: Ctx, row: Assessment) -> None:
    until = row.objections_until or timezone.localdate(ctx.now)
    for one in Respondent.objects.filter(assessment=row).select_related("person"):
        with override(one.person.lang):
            subject = _("The draft is public: %(title)s") % {"title": row.title}
            body = _("Read it and object until %(day)s:\n%(url)s") % {
                "day": until.strftime("%d.%m.%Y"),
                "url": absolute(ctx.city, reverse("maturity:assessment", args=[row.pk])),
            }
        write_letter(
            ctx,
            to=one.person.email,
            lang=one.person.lang,
            kind="maturity.published",
            subject=subject,
            body=body,
        )


@action("maturity.correct")
def correct(ctx: Ctx, *, assessment: Assessment, note: Texts) -> Assessment:
    """A new version of the frozen one, with a note why; the old one stays readable."""
    row, facts = hold(ctx, assessment)
    done = Assessment.objects.filter(corrects=row).exists()
    ensure(rules.may_correct(facts, corrected=done))
    if not note:
        raise Refused(deny(_("Write what is corrected, and why.")))
    made = Assessment.objects.create(
        city_id=ctx.city.pk,
        framework=row.framework,
        title=row.title,
        scope=row.scope,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        assessed_on=row.assessed_on,
        state=rules.PEER,
        corrects=row,
        correction=note,
        started_at=ctx.now,
        mark=row.mark,
    )
    _copy_rows(ctx, row, made)
    ctx.record(made, corrects=row.pk)
    return made


def _copy_rows(ctx: Ctx, row: Assessment, made: Assessment) -> None:
    """Answers keep their people, evidence its codes and grades; receipts are new."""
    people = {}
    for one in Respondent.objects.filter(assessment=row):
        old = one.pk
        one.pk, one.assessment = None, made
        one.save()
        people[old] = one
    for answer in Answer.objects.filter(assessment=row):
        answer.pk, answer.assessment = None, made
        answer.respondent = people[answer.respondent_id]
        answer.save()
    for model in (SummarisedAnswer, GapPlan):
        for copied in model.objects.filter(assessment=row):
            copied.pk, copied.assessment = None, made
            copied.save()
    for item in Evidence.objects.filter(assessment=row):
        ties = stands_on(ctx.viewer, [item])[item.pk]
        item.pk, item.assessment, item.receipt = None, made, Evidence().receipt
        item.save()
        for ref in ties:
            link(ctx, source=ref, target=item, relation="cites")
        indicator = ("maturity.indicator", f"{made.pk}-{item.indicator}")
        link(ctx, source=item, target=indicator, relation="cites")
