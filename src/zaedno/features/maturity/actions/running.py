"""Starting an assessment, naming who answers, taking in what groups answered elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.post import write_letter
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold, known_indicator, moved_on
from zaedno.features.maturity.models.answers import SummarisedAnswer
from zaedno.features.maturity.models.assessment import Assessment, Framework, Group, Respondent
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.links.actions import link
from zaedno.platform.people.models import Person


@action("maturity.start")
def start(
    ctx: Ctx,
    *,
    framework: Framework,
    title: Texts,
    scope: Texts,
    opens_on: date,
    closes_on: date,
    assessed_on: date,
    events: list[tuple[str, str]] | None = None,
    mark: str = "",
) -> Assessment:
    """The framework's version is fixed here and never changes for this assessment."""
    ensure(rules.may_run(ctx.viewer))
    if closes_on < opens_on:
        raise Refused(deny(_("The answers cannot close before they open.")))
    made = Assessment.objects.create(
        city_id=ctx.city.pk,
        framework=framework,
        title=title,
        scope=scope,
        opens_on=opens_on,
        closes_on=closes_on,
        assessed_on=assessed_on,
        started_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, framework=framework.pk)
    for event in events or []:
        link(ctx, source=event, target=made, relation="grew_out_of")
    return made


@action("maturity.invite")
def invite(
    ctx: Ctx, *, assessment: Assessment, person: Person, group: str, letter: bool = True
) -> Respondent:
    """Ask a person to answer for a group; they get a letter with the address."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_invite(facts))
    if group not in Group.values:
        raise Refused(deny(_("There is no such group.")))
    made, new = Respondent.objects.get_or_create(
        assessment=row,
        person=person,
        defaults={"city_id": ctx.city.pk, "group": group, "added_at": ctx.now},
    )
    if not new:
        raise Refused(deny(_("This person already answers in this assessment.")))
    ctx.record(row, group=group, respondent=made.pk)
    if letter:
        _invitation(ctx, row, made)
    return made


def _invitation(ctx: Ctx, row: Assessment, made: Respondent) -> None:
    lang = made.person.lang
    with override(lang):
        subject = _("Please answer: %(title)s") % {"title": row.title.best(lang)[0]}
        body = _(
            "You are asked to answer for the group “%(group)s”.\n\n"
            "There are %(n)d questions, one per screen; you may leave out what you cannot judge "
            "and change your answers until %(day)s.\n\n%(url)s"
        ) % {
            "group": Group(made.group).label,
            "n": len(row.framework.model.indicators),
            "day": row.closes_on.strftime("%d.%m.%Y"),
            "url": absolute(ctx.city, reverse("maturity:answering", args=[row.pk])),
        }
    write_letter(
        ctx, to=made.person.email, lang=lang, kind="maturity.invite", subject=subject, body=body
    )


@action("maturity.remove_respondent")
def remove_respondent(ctx: Ctx, *, respondent: Respondent) -> Assessment:
    """Only somebody who has not answered: an answer given is not taken away."""
    row, facts = hold(ctx, respondent.assessment)
    ensure(rules.may_invite(facts))
    if respondent.answers.exists():
        raise Refused(deny(_("This person has already answered.")))
    ctx.record(row, group=respondent.group)
    respondent.delete()
    return row


@action("maturity.import_answers")
def import_answers(
    ctx: Ctx, *, assessment: Assessment, rows: list[dict[str, Any]], mark: str = ""
) -> int:
    """Medians of groups that answered elsewhere: all rows are taken, or none.

    Each row: `indicator`, `group`, `value`, `n`.
    """
    row, facts = hold(ctx, assessment)
    ensure(rules.may_import(facts))
    scale = row.framework.model.scoring
    for number, given in enumerate(rows, 1):
        known_indicator(row, given["indicator"])
        if not scale.lowest <= float(given["value"]) <= scale.highest or given["n"] < 1:
            sentence = _("Row %(row)d: the median or the number of people is out of range.")
            raise Refused(deny(sentence % {"row": number}))
    for given in rows:
        SummarisedAnswer.objects.update_or_create(
            assessment=row,
            group=given["group"],
            indicator=given["indicator"],
            defaults={
                "city_id": ctx.city.pk,
                "value": given["value"],
                "n": given["n"],
                "imported_at": ctx.now,
                "mark": mark,
            },
        )
    moved_on(row)
    ctx.record(row, rows=len(rows))
    return len(rows)
