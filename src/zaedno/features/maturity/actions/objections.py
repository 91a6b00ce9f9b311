"""Disagreeing with the public draft, and the answer to it."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.post import write_letter
from zaedno.core.report import SECTIONS
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold, known_indicator, role_of
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.models.findings import Objection
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.models import Organisation


@action("maturity.object")
def file_objection(
    ctx: Ctx,
    *,
    assessment: Assessment,
    section: str,
    text: Texts,
    indicator: str = "",
    organisation: Organisation | None = None,
    mark: str = "",
) -> Objection:
    """Printed with the report, with its answer or as still open; no person's name is shown."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_object(replace(facts, signed_in=facts.signed_in or ctx.system)))
    if section not in SECTIONS:
        raise Refused(deny(_("The report has no such section.")))
    if indicator:
        known_indicator(row, indicator)
    if not text:
        raise Refused(deny(_("Write what you object to.")))
    if organisation is not None and organisation.pk not in ctx.viewer.represents and not ctx.system:
        raise Refused(deny(_("You do not speak for this organisation.")))
    made = Objection.objects.create(
        city_id=ctx.city.pk,
        assessment=row,
        section=section,
        indicator=indicator,
        text=text,
        organisation=organisation,
        person_id=ctx.person.pk if ctx.person else None,
        filed_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, section=section, indicator=indicator)
    return made


@action("maturity.answer_objection")
def answer_objection(ctx: Ctx, *, objection: Objection, text: Texts) -> Objection:
    row, facts = hold(ctx, objection.assessment)
    ensure(rules.may_answer_objection(facts, state=objection.state))
    if not text:
        raise Refused(deny(_("Write the answer.")))
    objection.state, objection.answer = Objection.State.ANSWERED, text
    objection.answered_by_role = role_of(ctx, "coordinator")
    objection.answered_at = ctx.now
    objection.save()
    ctx.record(objection, state=objection.state)
    if objection.person is not None:
        _tell(ctx, row, objection)
    return objection


def _tell(ctx: Ctx, row: Assessment, objection: Objection) -> None:
    person = objection.person
    if person is None or not person.is_active:
        return
    with override(person.lang):
        subject = _("Your objection has been answered")
        body = _("The answer stands beside your objection %(receipt)s:\n%(url)s") % {
            "receipt": objection.receipt,
            "url": absolute(ctx.city, reverse("maturity:objections", args=[row.pk])),
        }
    write_letter(
        ctx,
        to=person.email,
        lang=person.lang,
        kind="maturity.objection_answered",
        subject=subject,
        body=body,
    )
