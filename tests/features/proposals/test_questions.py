"""Questions a process asks beside every proposal."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.features.proposals.build import drafted, open_process
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.proposals.actions import questions, writing
from zaedno.platform.forms import rules as forms_rules
from zaedno.platform.forms.actions.editing import write_question
from zaedno.platform.forms.models import Reply
from zaedno.platform.forms.queries import rows as forms


def test_a_needed_answer_comes_before_publication_and_freezes_the_questions(world: World) -> None:
    process = open_process(world)
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused):
        questions.ask_more(world.ctx("participant"), process=process)
    form = questions.ask_more(ctx, process=process)
    assert questions.ask_more(ctx, process=process) == form
    made = write_question(
        ctx, page=form.pages.get(), kind="short", text=texts(bg="За коя възраст?"), required=True
    )
    row = drafted(world, process)
    with pytest.raises(Refused, match="За коя възраст"):
        writing.publish(world.ctx("participant"), proposal=row)
    client, address = world.client("participant"), f"{row.get_absolute_url()}questions/"
    assert "За коя възраст?" in client.get(address).content.decode()
    personal = client.post(address, {f"q{made.pk}": "тел. 0888 123 456", "key": "a"})
    assert personal.status_code == 422
    client.post(address, {f"q{made.pk}": "до 7 години", "key": "b"})
    assert Reply.objects.get().state == "draft"
    writing.publish(world.ctx("participant"), proposal=row)
    assert Reply.objects.get().state == "sent"
    assert world.client("editor").get(address).status_code == 403
    viewer = world.viewer("coordinator")
    form.refresh_from_db()
    assert not forms_rules.may_edit(viewer, forms.facts(viewer, form))
    told: Any = world.client("coordinator").get(f"/bg/proposals/{process.slug}/questions.csv")
    text = b"".join(told.streaming_content).decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(text)))
    assert (line["receipt"], list(line.values())[1]) == (row.receipt, "до 7 години")
    assert world.client().get(f"/bg/proposals/{process.slug}/questions.csv").status_code == 302
