"""Fifty at once: files, invitations, other words, tables and publications keep their limits."""

from __future__ import annotations

from django.core.files.base import ContentFile

from tests.features.proposals.build import drafted, open_process, proposed
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.proposals import imports
from zaedno.features.proposals.actions import carrying, moves, papers, together, writing
from zaedno.features.proposals.models.papers import Attachment
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import Amendment, CoAuthor

PDF = b"%PDF-1.4\n1 0 obj\nxref\nstartxref\n17\n%%EOF"


def test_fifty_files_at_once_are_five(postgres: str) -> None:
    world = World()
    row = drafted(world, open_process(world))
    ctxs = [world.ctx("participant") for _i in range(50)]
    at_once(
        50,
        lambda i: papers.attach(
            ctxs[i], proposal=row, upload=ContentFile(PDF, f"{i}.pdf"), about=f"Файл {i}"
        ),
    )
    assert Attachment.objects.count() == 5


def test_fifty_invitations_and_fifty_publications_are_ten(postgres: str) -> None:
    world = World()
    process = open_process(world)
    row = drafted(world, process)
    ctxs = [world.ctx("participant") for _i in range(50)]
    at_once(50, lambda i: together.invite(ctxs[i], proposal=row, who=f"{i}@example.org"))
    assert CoAuthor.objects.count() == 10
    drafts = [drafted(world, process, title=f"№ {i}") for i in range(50)]
    at_once(50, lambda i: writing.publish(ctxs[i], proposal=drafts[i]))
    assert Proposal.objects.filter(state="published").count() == 10


def test_one_change_of_words_waits_and_is_taken_once(postgres: str) -> None:
    world = World()
    row = proposed(world, open_process(world))
    world.ctx("editor").viewer.alias()
    editors = [world.ctx("editor") for _i in range(30)]
    new = {"title": "Светофар с бутон и звук", "text": row.text, "why": "За незрящите"}
    at_once(30, lambda i: together.amend(editors[i], proposal=row, **new))
    one = Amendment.objects.get()
    authors = [world.ctx("participant") for _i in range(20)]
    at_once(20, lambda i: together.accept(authors[i], proposal=row, ident=one.pk))
    assert row.wordings.count() == 1


def test_the_same_table_many_times_at_once_gives_its_lines_once(postgres: str) -> None:
    world = World()
    process = open_process(world)
    table = imports.read("title\nПейка\nКош\n".encode(), imports.Known({}, {}, "bg"))
    ctxs = [world.ctx("coordinator") for _i in range(12)]
    made = at_once(12, lambda i: carrying.take_in(ctxs[i], process=process, lines=table.lines))
    assert sum(one for one in made if isinstance(one, int)) == 2
    assert Proposal.objects.count() == 2


def test_both_authors_at_once_merge_once(postgres: str) -> None:
    world = World()
    process = open_process(world)
    one = proposed(world, process, "participant", title="Бутон")
    other = proposed(world, process, "editor", title="Светофар")
    move = moves.merge(world.ctx("coordinator"), proposal=one, into=other, why="Едно и също")
    ctxs = [world.ctx(role) for role in ("participant", "editor") * 10]
    made = at_once(20, lambda i: moves.consent(ctxs[i], move=move))
    one.refresh_from_db()
    assert (one.state, one.merged_into_id) == ("merged", other.pk)
    assert any(isinstance(answer, Refused) for answer in made)
