"""How anything happens: one deed, there and back (docs/architecture.md, section 4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.apps import apps
from django.core.files.base import File
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zaedno.core import clock, jobs, registry
from zaedno.core.fields import keyed_hash
from zaedno.core.models import Delivery, Event, Receipt, new_salt
from zaedno.core.verdict import Conflict, Refused, forbid
from zaedno.core.viewer import CityLike, Nowhere, PersonLike, Viewer


@dataclass
class Ctx:
    """Who acts, where, with which form key; `now` is set when the deed begins."""

    viewer: Viewer
    key: str = ""
    system: bool = False
    because: int | None = None
    now: datetime = field(default_factory=clock.now)
    depth: int = 0
    verb: str = ""
    outer: str = ""  # the verb of the deed that called this one

    @property
    def city(self) -> CityLike:
        return self.viewer.city

    @property
    def person(self) -> PersonLike | None:
        return self.viewer.person

    @property
    def actor(self) -> str:
        """Whose form keys these are; nobody else can meet them."""
        if self.system:
            return "system"
        if (somebody := self.viewer.somebody) is not None:
            return f"person:{somebody.pk}"
        return f"visitor:{self.viewer.visitor}"

    def record(self, subject: models.Model | tuple[str, Any], **facts: Any) -> Event:
        """Write what was done to what, and a delivery for each listener.

        Facts are ids, states and numbers: never a text, a name, an address or a choice.
        """
        action = ACTIONS[self.verb]
        kind, ident = kind_of(subject)
        salt = new_salt()
        role = "" if action.secret else self._role(action.verb)
        clerk = self.viewer.clerk
        by = {"clerk": clerk.key, "acting": clerk.acting} if clerk else {}
        kept = {} if action.secret else {**facts, **by}
        moment = self.now.astimezone(UTC)
        if action.secret:
            moment = moment.replace(minute=0, second=0, microsecond=0)
        event = Event.objects.create(
            verb=action.verb,
            city_id=self.city.pk,
            subject_kind=kind,
            subject_id=str(ident),
            at=moment,
            actor_key="" if action.secret or self.system else self.viewer.alias(),
            role=role,
            because_id=self.because,
            facts=kept,
            salt=salt,
            facts_hash=Event.hash_facts(salt, role, kept),
        )
        if clerk:
            noted = ("", "") if action.secret else (kind, str(ident))
            clerk.note(action.verb, *noted, moment)
        listeners = registry.listeners(action.verb, kind, secret=action.secret)
        if listeners:
            Delivery.objects.bulk_create(
                Delivery(event=event, handler=name, next_at=self.now) for name in listeners
            )
            jobs.wake()
        return event

    def _role(self, verb: str) -> str:
        if self.system:
            return "system"
        if self.viewer.clerk:
            return "clerk"
        # A deed that any room may call inside its own is done in the role of the outer one.
        for role in registry.verb(verb).roles or registry.verb(self.outer or verb).roles:
            if role in self.viewer.roles:
                return role
        return "account" if self.viewer.signed_in else "visitor"


def system_ctx(city: CityLike | None = None, *, because: int | None = None, key: str = "") -> Ctx:
    """The system acting by itself: schedules and handlers; without a city, for the programme."""
    place: CityLike = city or Nowhere()
    viewer = Viewer(city=place, lang=place.default_language)
    return Ctx(viewer=viewer, system=True, because=because, key=key)


@dataclass(frozen=True)
class Action:
    verb: str
    run: Callable[..., Any]
    secret: bool


ACTIONS: dict[str, Action] = {}


def action(
    verb: str, *, secret: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a function the one way to do `verb`.

    The outermost action opens the transaction, reads the clock before it holds anything and
    answers a repeated form key with its first result. An action called by another one with the
    same `ctx` joins its transaction and records under its own verb.
    `secret`: the journal learns only that somebody entitled took part, rounded to the hour.
    """

    def wrap(run: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(run)
        def deed(ctx: Ctx, **inputs: Any) -> Any:
            if ctx.depth:
                return run(replace(ctx, verb=verb, outer=ctx.outer or ctx.verb), **inputs)
            if ctx.viewer.clerk and not registry.verb(verb).counter:
                raise Refused(forbid(_("This is not done for somebody else at the counter.")))
            with transaction.atomic():
                inner = replace(ctx, verb=verb, depth=1, now=clock.deed_time())
                if not ctx.key:
                    return run(inner, **inputs)
                return _once(inner, run, inputs)

        deed.verb = verb  # type: ignore[attr-defined]
        ACTIONS[verb] = Action(verb, deed, secret)
        return deed

    return wrap


def _once(ctx: Ctx, run: Callable[..., Any], inputs: dict[str, Any]) -> Any:
    blank = _receipt(ctx, digest_of(inputs))
    # The row is put there first and then held: a second sender waits here for the first one.
    Receipt.objects.bulk_create([blank], ignore_conflicts=True)
    receipt = Receipt.objects.select_for_update().get(
        actor=blank.actor, key=blank.key, verb=ctx.verb
    )
    if receipt.digest != blank.digest:
        raise Conflict
    if receipt.result is not None:
        return _thaw(receipt.result)
    result = run(ctx, **inputs)
    receipt.result = _freeze(result)
    receipt.save(update_fields=["result"])
    return result


def _receipt(ctx: Ctx, digest: str) -> Receipt:
    """Whose form this was. Of a secret deed only who holds the form's key can tell.

    The key is random, known to the browser alone and kept nowhere: without it neither the person
    nor, by trying all choices, the choice can be found from the row.
    """
    if not ACTIONS[ctx.verb].secret:
        return Receipt(actor=ctx.actor, key=ctx.key, verb=ctx.verb, digest=digest, at=ctx.now)
    mixed = [
        hashlib.sha256(f"{ctx.key}|{part}".encode()).hexdigest() for part in (ctx.actor, digest)
    ]
    hour = ctx.now.replace(minute=0, second=0, microsecond=0)
    return Receipt(actor="secret", key=mixed[0], verb=ctx.verb, digest=mixed[1], at=hour)


def _freeze(result: Any) -> dict[str, Any]:
    if isinstance(result, models.Model):
        return {"model": result._meta.label, "pk": result.pk}
    if isinstance(result, list) and any(isinstance(one, models.Model) for one in result):
        return {"list": [_freeze(one) for one in result]}
    return {"value": result}


def _thaw(result: dict[str, Any]) -> Any:
    if "model" in result:
        return apps.get_model(result["model"])._base_manager.get(pk=result["pk"])
    if "list" in result:
        return [_thaw(one) for one in result["list"]]
    return result["value"]


def digest_of(inputs: dict[str, Any]) -> str:
    """A fingerprint of what was sent, the same for the same form.

    Keyed, because a form may hold an address or a password that could be guessed from a list.
    """
    body = json.dumps(inputs, sort_keys=True, default=_plain, separators=(",", ":"))
    return keyed_hash("form", body)


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, value.pk]
    if isinstance(value, File):
        position = value.tell()
        value.seek(0)
        digest = hashlib.sha256()
        for chunk in value.chunks():
            digest.update(chunk)
        value.seek(position)
        return [value.name, digest.hexdigest()]
    if isinstance(value, set | frozenset):
        return sorted(str(v) for v in value)
    if hasattr(value, "__iter__") and not isinstance(value, str | bytes):
        return list(value)
    with translation.override(None):
        return str(value)


def kind_of(subject: models.Model | tuple[str, Any]) -> tuple[str, Any]:
    """`workshops.note` and its id, as events, links and addresses name a thing."""
    if isinstance(subject, tuple):
        return subject
    return f"{subject._meta.app_label}.{subject._meta.model_name}", subject.pk
