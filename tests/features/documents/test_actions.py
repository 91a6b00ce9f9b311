"""Filing, publishing, replacing, quoting: row, event, refusal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.features.documents.build import BOTH, draft, paragraph, public
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.outside import Answer, is_public
from zaedno.core.verdict import Refused
from zaedno.features.documents import actions, queries, report
from zaedno.features.documents.models import Document, Paragraph, Summary, Version
from zaedno.platform.links.models import Link


def test_filing_makes_a_draft_with_its_first_version(world: World) -> None:
    row = draft(world)
    assert (row.state, row.slug) == ("draft", "ordinance")
    assert [p.number for p in row.versions.get().paragraphs.all()] == [1, 2]
    event = Event.objects.get(verb="documents.file")
    assert (event.subject_id, event.facts) == (str(row.pk), {"kind": "ordinance"})


def test_a_participant_files_nothing(world: World) -> None:
    with pytest.raises(Refused):
        actions.publish(world.ctx("participant"), document=draft(world))


def test_a_gap_in_the_numbers_changes_nothing(world: World) -> None:
    with pytest.raises(Refused):
        draft(world, paragraphs=[paragraph(1), paragraph(3)])
    assert not Document.objects.exists()


def test_a_pdf_that_is_no_pdf_changes_nothing(world: World) -> None:
    upload = SimpleUploadedFile("act.pdf", b"<html>not a PDF</html>", "application/pdf")
    with pytest.raises(Refused) as refused:
        draft(world, upload=upload)
    assert "PDF" in str(refused.value.verdict.reason)
    assert not Document.objects.exists()


def test_our_own_addresses_are_no_slugs(world: World) -> None:
    assert draft(world, title="New").slug == "new-2"
    assert draft(world, title="Links").slug == "links-2"


def test_published_only_with_a_summary(world: World) -> None:
    row = draft(world)
    with pytest.raises(Refused):
        actions.publish(world.ctx("editor"), document=row)
    actions.summarise(world.ctx("editor"), document=row, text=BOTH)
    assert actions.publish(world.ctx("editor"), document=row).state == "public"


def test_a_summary_longer_than_a_page_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        actions.summarise(world.ctx("editor"), document=draft(world), text=texts(bg="я" * 1801))
    assert not Summary.objects.exists()


def test_an_older_version_keeps_its_paragraphs(world: World) -> None:
    row = public(world)
    actions.add_version(world.ctx("editor"), document=row, paragraphs=[paragraph(1)])
    assert [v.number for v in row.versions.all()] == [2, 1]
    old = Paragraph.objects.filter(version__number=1).first()
    assert old is not None
    found = queries.paragraph_things(world.viewer(), [str(old.pk)])
    assert found[str(old.pk)].url.endswith(f"/ordinance/versions/1/#p-{old.number}")


def test_replaced_says_by_what(world: World) -> None:
    old, new = public(world), public(world, title="Newer")
    actions.replace(world.ctx("editor"), document=old, successor=new)
    old.refresh_from_db()
    assert (old.state, old.replaced_by) == ("replaced", new)
    told = queries.stories(world.viewer(lang="en"), [str(old.pk)])[str(old.pk)]
    assert any("Newer" in step.text for step in told)


def test_a_document_does_not_replace_itself(world: World) -> None:
    row = public(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=row.pk).update(state="replaced", replaced_by=row.pk)


def test_quoting_ties_the_finding_to_the_paragraph(world: World) -> None:
    finding, source = public(world, title="Report"), public(world)
    wanted = source.versions.get().paragraphs.get(number=2)
    ref = (queries.DOCUMENT, str(finding.pk))
    actions.cite(world.ctx("facilitator"), paragraph=wanted, finding=ref)
    tie = Link.objects.get()
    assert (tie.source_kind, tie.relation) == ("documents.paragraph", "cites")
    assert queries.citations(world.viewer(), [wanted])[wanted.pk][0].id == str(finding.pk)


def test_nothing_unseen_is_quoted_in(world: World) -> None:
    wanted = public(world).versions.get().paragraphs.get(number=1)
    with pytest.raises(Refused):
        actions.cite(world.ctx("editor"), paragraph=wanted, finding=(queries.DOCUMENT, "999"))
    assert not Link.objects.exists()


def test_the_reading_list_of_an_event(world: World) -> None:
    event, source = public(world, title="Event"), public(world)
    ref = (queries.DOCUMENT, str(event.pk))
    assert actions.attach(world.ctx("coordinator"), documents=[source], to=ref) == 1
    assert queries.attached(world.viewer(), *ref) == [source]


def test_a_broken_address_waits_for_the_editor(world: World) -> None:
    row = draft(world, url="https://example.org/act.pdf")
    actions.note_link(world.ctx("editor"), version=row.versions.get(), answer=Answer(False, 404))
    version = Version.objects.get()
    assert version.broken
    assert version.url_checked_at
    assert [task.since for task in report.tasks(world.viewer("editor"))] == [version.url_checked_at]
    assert report.tasks(world.viewer("participant")) == []


def test_our_own_network_is_not_asked() -> None:
    assert not is_public("http://127.0.0.1/")
    assert not is_public("http://[::1]/")
    assert not is_public("ftp://example.org/")
