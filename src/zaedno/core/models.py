"""What happened (Event), who must hear of it (Delivery), what was answered (Receipt)."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_salt() -> str:
    return secrets.token_hex(16)


# What becomes of a deed's row when its person is erased: the sealed leaf stays valid, and what
# only the salt could prove is gone with it. The database allows no other change of a deed.
FORGOTTEN: dict[str, Any] = {"salt": "", "role": "", "facts": {}}


class Event(models.Model):
    """One deed. Append-only; `seal` is its place in the signed log, given later by the sealer.

    No text, name, address or choice stands here: `facts` holds ids, states and numbers only.
    """

    verb = models.CharField(max_length=80)
    city_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=30, blank=True)
    because = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, default=new_salt, blank=True)
    facts_hash = models.CharField(max_length=64)
    seal = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["city_id", "-id"], name="event_city"),
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["actor_key", "id"], name="event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.subject_kind}:{self.subject_id}"

    @staticmethod
    def hash_facts(salt: str, role: str, facts: dict[str, Any]) -> str:
        plain = json.loads(json.dumps({"role": role, **facts}))  # as the database gives it back
        body = json.dumps(plain, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"{salt}{body}".encode()).hexdigest()

    def leaf(self) -> bytes:
        """The bytes that the journal seals (RFC 6962 leaf input)."""
        parts = [
            str(self.pk),
            self.verb,
            str(self.city_id or ""),
            self.subject_kind,
            self.subject_id,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_key,
            self.facts_hash,
        ]
        return json.dumps(parts, separators=(",", ":")).encode()


class Delivery(models.Model):
    """One listener's copy of an event: waiting, done, or stuck after five tries."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        STUCK = "stuck", _("stuck")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    handler = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["event", "handler"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "event"],
                name="delivery_waiting",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler} for {self.event_id}: {self.state}"


class Receipt(models.Model):
    """The answer once given for a form key; the same form gets it again, nothing happens twice."""

    actor = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    verb = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key", "verb"], name="receipt_once"),
        ]
        indexes = [models.Index(fields=["at"], name="receipt_at")]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"


class Marked(models.Model):
    """Says of a record whether it is a checked fact or an invented illustration.

    Ordinary records of a running city carry neither mark.
    """

    class Mark(models.TextChoices):
        NONE = "", ""
        FACT = "fact", _("fact")
        ILLUSTRATIVE = "illustrative", _("illustrative")

    mark = models.CharField(max_length=12, choices=Mark, default=Mark.NONE, blank=True)

    class Meta:
        abstract = True

    @property
    def illustrative(self) -> bool:
        return self.mark == self.Mark.ILLUSTRATIVE
