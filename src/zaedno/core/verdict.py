"""The answer of a rule: yes, or no with a sentence the person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Sentence = str | Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says. `kind` tells a closed door (`role`) from a closed hour (`state`).

    `needs` names the key of a closed door that anybody can get: "email", "account", "resident".
    """

    ok: bool
    reason: Sentence = ""
    kind: Literal["", "role", "state"] = ""
    needs: str = ""

    def __bool__(self) -> bool:
        return self.ok

    def and_then(self, other: Verdict) -> Verdict:
        """The first refusal of the two; rules read as a list of conditions."""
        return self and other


ALLOWED = Verdict(True)


def allow() -> Verdict:
    return ALLOWED


def deny(reason: Sentence) -> Verdict:
    """Not now, or not so: the same person may succeed later or with other input."""
    return Verdict(False, reason, "state")


def forbid(reason: Sentence, needs: str = "") -> Verdict:
    """Not this person: the reason names the role that may, or what the person still needs."""
    return Verdict(False, reason, "role", needs)


def first_refusal(*verdicts: Verdict) -> Verdict:
    return next((v for v in verdicts if not v), ALLOWED)


class Refused(Exception):
    """A rule said no inside a deed; the transaction is rolled back and the reason is shown."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict


class Conflict(Exception):
    """The same form key came back with another content."""


def ensure(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)
