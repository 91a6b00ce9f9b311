"""Who came, and who may place dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.attendance import Admission, BalanceLine, Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.rules import afterwards as rules
from zaedno.platform.people.models import Organisation, Person


@action("workshops.note_attendance")
def note_attendance(
    ctx: Ctx,
    *,
    event: Workshop,
    came: Sequence[Organisation],
    listed: Sequence[Organisation] = (),
    people: Mapping[int, int] | None = None,
    mark: str = "",
) -> Workshop:
    """Note the organisations that came, which may be named, and how many people per kind (id)."""
    event = _held(event)
    ensure(rules.may_note_attendance(ctx.viewer, event_state=event.state))
    named = {organisation.pk for organisation in listed}
    present = {organisation.pk for organisation in came}
    rows = Participation.objects.filter(workshop=event)
    rows.exclude(organisation_id__in=present).update(came=False)
    there = {row.organisation_id: row for row in rows}
    for organisation in came:
        row = there.get(organisation.pk) or Participation(
            city_id=ctx.city.pk, workshop=event, organisation=organisation, mark=mark
        )
        row.came = True
        row.listed = row.listed or organisation.pk in named
        row.save()
    for kind, count in (people or {}).items():
        BalanceLine.objects.update_or_create(
            workshop=event,
            kind_id=kind,
            defaults={"came_people": count},
            create_defaults={"came_people": count, "city_id": ctx.city.pk, "mark": mark},
        )
    ctx.record(event, organisations=len(present), people=sum((people or {}).values()))
    return event


@action("workshops.admit")
def admit(ctx: Ctx, *, event: Workshop, persons: Sequence[Person] = (), seats: int = 0) -> int:
    """Admit persons, and seats of people without an account; they may vote and evaluate."""
    event = _held(event)
    ensure(rules.may_admit(ctx.viewer, event_state=event.state))
    before = Admission.objects.filter(workshop=event).count()
    Admission.objects.bulk_create(
        [
            Admission(city_id=ctx.city.pk, workshop=event, person=p, admitted_at=ctx.now)
            for p in persons
        ],
        ignore_conflicts=True,
    )
    Admission.objects.bulk_create(
        Admission(city_id=ctx.city.pk, workshop=event, admitted_at=ctx.now) for _n in range(seats)
    )
    admitted = Admission.objects.filter(workshop=event).count() - before
    ctx.record(event, admitted=admitted, seats=seats)
    return admitted


def _held(event: Workshop) -> Workshop:
    return Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
