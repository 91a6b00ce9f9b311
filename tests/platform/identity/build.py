"""Small things that tests of identity ask for again and again."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from tests.features.proposals.build import open_process
from tests.world import World
from zaedno.platform.identity import keys
from zaedno.platform.identity.actions import policy
from zaedno.platform.identity.demo import made_up
from zaedno.platform.identity.models import Policy
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes.models import Process, Stage

ADDRESS = "maria@city.example"


def process_for(world: World, who: str, **only: Any) -> Process:
    """A process whose proposals are open today, for `who`."""
    process = open_process(world)
    for stage in Stage.objects.filter(process=process, method="proposals"):
        stage.who = dict.fromkeys(stage.who, who)
        for name, value in only.items():
            setattr(stage, name, value)
        stage.save()
    return process


def last_code() -> str:
    """The digits of the newest letter."""
    letter = Message.objects.filter(kind="identity.code").order_by("id").last()
    assert letter is not None
    found = re.search(r"\b(\d{6})\b", letter.body)
    assert found is not None
    return found[1]


def confirm(client: Client, address: str = ADDRESS) -> Any:
    """Walk through the two steps of confirming an address; the answer of the last one."""
    asked = client.post("/bg/identity/email/", {"email": address, "key": f"ask-{address}"})
    assert asked.status_code == 302, asked.content.decode()
    return client.post("/bg/identity/code/", {"digits": last_code(), "key": f"code-{address}"})


def verifying(world: World, **more: Any) -> Policy:
    """The city verifies by list, letter and desk; eight invented people stand on its list."""
    fields: dict[str, Any] = {
        "ways": ["list", "letter", "desk"],
        "asks": ["number", "born"],
        "keeps_year": Policy.Year.EXACT,
    }
    ctx = world.ctx("coordinator")
    row: Policy = policy.set_policy(ctx, **(fields | more))
    policy.bring_list(ctx, lines=[_line(row, n) for n in range(1, 9)], replace=True)
    return row


def _line(row: Policy, number: int) -> policy.Line:
    return policy.Line(keys.soft(row.salt, row.asks, made_up(number)), None, 1950 + number)


def key_of(row: Policy, number: int) -> dict[str, str]:
    found = keys.key(row.salt, row.asks, made_up(number))
    return {"soft": found.soft, "hard": found.hard}


def typed(number: int, key: str = "") -> dict[str, str]:
    return {**made_up(number), "key": key or f"typed-{number}"}
