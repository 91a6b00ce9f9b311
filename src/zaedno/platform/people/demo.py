"""The demo's kinds, organisations and role mailboxes; fills `demo.actors` for every later room."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts
from zaedno.platform.people import actions
from zaedno.platform.people.models import Organisation, Person, Role, StakeholderKind
from zaedno.platform.people.queries import viewer_for

OPENED = "2020-09-01"
REPRESENTATIVE = "org"  # the mailbox of an organisation, not of the city's staff


def load(demo: DemoLoad) -> None:
    with demo.at(OPENED):
        kinds = {
            row.need("id"): _kind(demo, row, order) for order, row in enumerate(demo.rows("groups"))
        }
        bodies = {}
        for section in ("organisations", "sample_organisations"):
            for row in demo.rows(section):
                bodies[row.need("id")] = _organisation(demo, row, kinds)
        for row in demo.rows("sample_organisations"):
            if row.get("member_of"):
                _joins(demo, row, bodies)
        for row in demo.rows("demo_sign_ins"):
            demo.actors[row.need("role")] = _person(demo, row)
        for row in demo.rows("demo_sign_ins"):
            if row.get("organisation"):
                _speaks_for(demo, row, bodies)


def _kind(demo: DemoLoad, row: Row, order: int) -> StakeholderKind:
    rating = row.get("rating") or {}
    kind = actions.define_kind(
        demo.ctx(),
        code=row["id"],
        name=row.texts(),
        power=rating.get("power"),
        interest=rating.get("interest"),
        label_only=bool(row.get("label_only")),
        order=order,
        mark="illustrative" if rating.get("illustrative") else "",
    )
    demo.remember(row["id"], kind)
    return kind


def _organisation(demo: DemoLoad, row: Row, kinds: dict[str, StakeholderKind]) -> Organisation:
    if row.need("group") not in kinds:
        raise row.fail("group", _("names no kind of this file"))
    known = row.get("also_known_as")
    body = actions.register_organisation(
        demo.ctx(),
        name=row.texts(),
        kind=kinds[row["group"]],
        abbr=row.texts("abbr") if row.get("abbr") else Texts(),
        also_known_as=[known] if known else [],
        slug=row["id"],
        name_checked=bool(row.get("bg_checked")),
        mark=row.mark,
    )
    demo.remember(row["id"], body)
    return body


def _joins(demo: DemoLoad, row: Row, bodies: dict[str, Organisation]) -> None:
    if row["member_of"] not in bodies:
        raise row.fail("member_of", _("names no organisation of this file"))
    body, since = bodies[row["member_of"]], row.when("member_since")
    actions.join(demo.ctx(), member=bodies[row["id"]], body=body, since=since)


def _person(demo: DemoLoad, row: Row) -> Callable[[], Ctx]:
    """A role mailbox of the demo. It has no stored password (demo_backend.py)."""
    lang = demo.section("meta").need("default_language")
    person = actions.admit(
        demo.ctx(), address=row.need("mailbox"), name=row.texts().get(lang, ""), lang=lang
    )
    if row["role"] != REPRESENTATIVE:
        if row["role"] not in Role.Name.values:
            raise row.fail("role", _("is not a role"))
        actions.appoint(demo.ctx(), person=person, role=row["role"])
    demo.remember(row["role"], person)
    return _acting(demo, person, lang)


def _acting(demo: DemoLoad, person: Person, lang: str) -> Callable[[], Ctx]:
    def ctx() -> Ctx:
        city = demo.ctx().city
        return Ctx(viewer=viewer_for(person, city, lang))

    return ctx


def _speaks_for(demo: DemoLoad, row: Row, bodies: dict[str, Organisation]) -> None:
    if row["organisation"] not in bodies:
        raise row.fail("organisation", _("names no organisation of this file"))
    claimed = actions.claim(demo.ctx(row["role"]), organisation=bodies[row["organisation"]])
    actions.decide_claim(demo.ctx("coordinator"), representation=claimed, confirm=True)
