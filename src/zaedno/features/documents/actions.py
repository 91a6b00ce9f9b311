"""What may be done with documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File as Upload

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.outside import Answer
from zaedno.core.partial_dates import When
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.features.documents import queries, rules
from zaedno.features.documents.models import Document, Paragraph, Summary, Version
from zaedno.platform.cities.models import Theme
from zaedno.platform.files.actions import hold, store
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.links.models import Link

RESERVED = {"new", "cite", "attach", "links", "for"}  # our own addresses, no document's
ParagraphRow = dict[str, Any]  # {"number": int, "text": Texts, "mark": str}


@action("documents.file")
def file_document(
    ctx: Ctx,
    *,
    kind: str,
    title: Texts,
    date: When,
    in_force: When | None = None,
    amended: When | None = None,
    ref: str = "",
    themes: Iterable[Theme] = (),
    upload: Upload[Any] | None = None,
    url: str = "",
    paragraphs: Iterable[ParagraphRow] = (),
    mark: str = "",
) -> Document:
    """Put a document on the shelf as a draft, with its first version."""
    ensure(rules.may_keep(ctx.viewer))
    row = Document.objects.create(
        city_id=ctx.city.pk,
        slug=slug_of(title, taken=RESERVED | queries.taken_slugs(ctx.viewer)),
        kind=kind,
        title=title,
        date=date,
        in_force=in_force,
        amended=amended,
        ref=ref,
        mark=mark,
        filed_at=ctx.now,
    )
    row.themes.set(themes)
    ctx.record(row, kind=kind)
    _add_version(ctx, row, upload=upload, url=url, paragraphs=paragraphs)
    return row


@action("documents.correct")
def correct(
    ctx: Ctx,
    *,
    document: Document,
    kind: str,
    title: Texts,
    date: When,
    in_force: When | None = None,
    amended: When | None = None,
    ref: str = "",
    themes: Iterable[Theme] = (),
) -> Document:
    """Put right what the card of the document says; the address stays."""
    ensure(rules.may_keep(ctx.viewer))
    row = Document.objects.select_for_update().get(pk=document.pk)
    row.kind, row.title, row.date, row.ref = kind, title, date, ref
    row.in_force, row.amended = in_force, amended
    row.save()
    row.themes.set(themes)
    ctx.record(row, kind=kind)
    return row


@action("documents.add_version")
def add_version(
    ctx: Ctx,
    *,
    document: Document,
    note: Texts | None = None,
    upload: Upload[Any] | None = None,
    url: str = "",
    paragraphs: Iterable[ParagraphRow] = (),
) -> Version:
    """File a newer text of the same document; the older one keeps its page and its paragraphs."""
    ensure(rules.may_keep(ctx.viewer))
    version = _add_version(ctx, document, note=note, upload=upload, url=url, paragraphs=paragraphs)
    ctx.record(document, version=version.number)
    return version


def _add_version(
    ctx: Ctx,
    document: Document,
    *,
    paragraphs: Iterable[ParagraphRow],
    note: Texts | None = None,
    upload: Upload[Any] | None = None,
    url: str = "",
) -> Version:
    rows = list(paragraphs)
    ensure(rules.numbering(row["number"] for row in rows))
    held = Document.objects.select_for_update().get(pk=document.pk)
    file = store(ctx, upload=upload, kinds=("pdf",)) if upload else None
    version = Version.objects.create(
        city_id=ctx.city.pk,
        document=held,
        number=held.versions.count() + 1,
        note=note or Texts(),
        file=file,
        url=url,
        filed_at=ctx.now,
    )
    if file:
        hold(ctx, file=file, holder=held)
    Paragraph.objects.bulk_create(
        Paragraph(
            city_id=ctx.city.pk,
            version=version,
            number=row["number"],
            text=row["text"],
            mark=row.get("mark", ""),
        )
        for row in rows
    )
    return version


@action("documents.summarise")
def summarise(ctx: Ctx, *, document: Document, text: Texts) -> Summary:
    """Write the page in plain words."""
    ensure(rules.may_keep(ctx.viewer))
    ensure(rules.one_page({lang: len(said) for lang, said in text.items()}, Summary.PAGE))
    row, _new = Summary.objects.update_or_create(
        document=document,
        defaults={"city_id": ctx.city.pk, "text": text, "written_at": ctx.now},
    )
    ctx.record(document, languages=sorted(text))
    return row


@action("documents.publish")
def publish(ctx: Ctx, *, document: Document) -> Document:
    row = Document.objects.select_for_update().get(pk=document.pk)
    ensure(rules.may_publish(ctx.viewer, queries.facts(ctx.viewer, row)))
    row.state, row.published_at = Document.State.PUBLIC, ctx.now
    row.save(update_fields=["state", "published_at"])
    ctx.record(row, state=row.state)
    return row


@action("documents.replace")
def replace(ctx: Ctx, *, document: Document, successor: Document) -> Document:
    """Another document takes the place of this one; the old page says so and stays."""
    row = Document.objects.select_for_update().get(pk=document.pk)
    same = row.pk == successor.pk
    ensure(
        rules.may_replace(
            ctx.viewer,
            queries.facts(ctx.viewer, row),
            queries.facts(ctx.viewer, successor),
            same=same,
        )
    )
    row.state, row.replaced_by, row.replaced_at = Document.State.REPLACED, successor, ctx.now
    row.save(update_fields=["state", "replaced_by", "replaced_at"])
    ctx.record(row, replaced_by=successor.pk)
    return row


@action("documents.cite")
def cite(ctx: Ctx, *, paragraph: Paragraph, finding: tuple[str, str], reason: str = "") -> Link:
    """Let a finding quote a paragraph: its page shows the words and leads to them."""
    ensure(rules.may_cite(ctx.viewer, queries.facts(ctx.viewer, paragraph.version.document)))
    ensure_seen(ctx, finding)
    tie = link(ctx, source=paragraph, target=finding, relation=Link.Relation.CITES, reason=reason)
    ctx.record(paragraph, finding=f"{finding[0]}:{finding[1]}")
    return tie


@action("documents.attach")
def attach(ctx: Ctx, *, documents: Iterable[Document], to: tuple[str, str]) -> int:
    """Say that a workshop builds on these documents: their summaries are read before it."""
    ensure_seen(ctx, to)
    count = 0
    for row in documents:
        ensure(rules.may_cite(ctx.viewer, queries.facts(ctx.viewer, row)))
        link(ctx, source=row, target=to, relation=Link.Relation.CITES)
        ctx.record(row, to=f"{to[0]}:{to[1]}")
        count += 1
    return count


@action("documents.note_link")
def note_link(ctx: Ctx, *, version: Version, answer: Answer) -> Version:
    """Keep what an outside address answered, and when."""
    if not ctx.system:
        ensure(rules.may_keep(ctx.viewer))
    version.url_checked_at, version.url_ok = ctx.now, answer.ok
    version.url_status = answer.status
    version.save(update_fields=["url_checked_at", "url_ok", "url_status"])
    ctx.record(("documents.document", version.document_id), ok=answer.ok, status=answer.status)
    return version
