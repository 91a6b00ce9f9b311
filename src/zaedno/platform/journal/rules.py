"""Who reads the journal and who mends it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid

READERS = ("coordinator",)
MENDERS = ("operator",)


@dataclass(frozen=True)
class RetryFacts:
    operator: bool
    stuck: bool


def may_read(coordinator: bool) -> Verdict:
    if coordinator:
        return allow()
    return forbid(_("Only the city's coordinator reads the journal with names."))


def may_mend(operator: bool) -> Verdict:
    return allow() if operator else forbid(_("Only the operator sees this page."))


def may_retry(facts: RetryFacts) -> Verdict:
    if not facts.operator:
        return may_mend(False)
    if not facts.stuck:
        return deny(_("This delivery is not stuck: it was done or waits for its next try."))
    return allow()
