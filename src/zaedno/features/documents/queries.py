"""What this viewer may read of the documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Aside, Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.documents import rules
from zaedno.features.documents.models import Document, Paragraph, Summary, Version
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours

DOCUMENT, PARAGRAPH = "documents.document", "documents.paragraph"


def documents(viewer: Viewer) -> QuerySet[Document]:
    """Drafts are seen by those who keep the documents; the rest is everybody's."""
    found = Document.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.KEEPERS):
        found = found.exclude(state=Document.State.DRAFT)
    return found.select_related("summary", "replaced_by").order_by("-date", "slug")


def listed(viewer: Viewer, *, kind: str = "", theme: str = "", state: str = "") -> Any:
    found = documents(viewer).prefetch_related("themes")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if theme:
        found = found.filter(themes__code=theme)
    return found.distinct()


def document(viewer: Viewer, slug: str) -> Document | None:
    versions = Version.objects.select_related("file").prefetch_related("paragraphs")
    return (
        documents(viewer)
        .prefetch_related("themes", "replaces", Prefetch("versions", queryset=versions))
        .filter(slug=slug)
        .first()
    )


def paragraphs(viewer: Viewer) -> QuerySet[Paragraph]:
    found = Paragraph.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.KEEPERS):
        found = found.exclude(version__document__state=Document.State.DRAFT)
    newer = Version.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    return found.select_related("version__document").annotate(old=Exists(newer))


def citable(viewer: Viewer) -> QuerySet[Paragraph]:
    """The paragraphs of the newest version of each public document."""
    public = Q(version__document__state=Document.State.PUBLIC)
    every: Any = paragraphs(viewer)  # knows which versions are old
    return every.filter(public, old=False).order_by(
        "-version__document__date", "version__document__slug", "number"
    )


def facts(viewer: Viewer, row: Document) -> rules.Facts:
    summary = getattr(row, "summary", None)
    return rules.Facts(row.state, frozenset(summary.text) if summary else frozenset())


def paragraph_url(viewer: Viewer, row: Paragraph) -> str:
    """The address that lands on the paragraph: of the newest version, or of the one it stood in."""
    slug = row.version.document.slug
    if getattr(row, "old", False):
        base = reverse("documents:version", args=[slug, row.version.number])
    else:
        base = reverse("documents:detail", args=[slug])
    return f"{base}#{row.anchor}"


TONES = {"draft": "next", "public": "done", "replaced": "dropped"}


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    found = documents(viewer).filter(pk__in=ids).prefetch_related("themes")
    return {str(row.pk): _thing(viewer, row) for row in found}


def _thing(viewer: Viewer, row: Document) -> Thing:
    title, lang = row.title.best(viewer.lang)
    summary = getattr(row, "summary", None)
    return Thing(
        kind=DOCUMENT,
        id=str(row.pk),
        title=title,
        url=reverse("documents:detail", args=[row.slug]),
        summary=summary.text.best(viewer.lang)[0] if summary else "",
        lang=lang,
        status=row.state,
        status_word=row.get_state_display(),
        tone=TONES[row.state],
        receipt=row.receipt,
        date=row.date,
        mark=row.mark,
        facts={
            "kind": row.kind,
            "summary_languages": sorted(summary.text) if summary else [],
            "themes": [theme.code for theme in row.themes.all()],
        },
    )


def paragraph_things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    found = {}
    for row in paragraphs(viewer).filter(pk__in=ids):
        text, lang = row.text.best(viewer.lang)
        document = row.version.document
        title = _("%(document)s, paragraph %(number)d") % {
            "document": document.title.best(viewer.lang)[0],
            "number": row.number,
        }
        found[str(row.pk)] = Thing(
            kind=PARAGRAPH,
            id=str(row.pk),
            title=title,
            url=paragraph_url(viewer, row),
            summary=text,
            lang=lang,
            status=document.state,
            status_word=document.get_state_display(),
            date=document.date,
            mark=row.mark,
            facts={"number": row.number, "document": document.pk},
        )
    return found


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    """What happened to documents, in sentences from stored dates."""
    return {str(row.pk): _story(viewer, row) for row in documents(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: Document) -> list[Step]:
    url, invented = reverse("documents:detail", args=[row.slug]), row.illustrative
    name = row.title.best(viewer.lang)[0]

    def step(date: When | None, sentence: str, tone: str = "done") -> list[Step]:
        text = sentence % {"title": name}
        return [Step(date, text, "", url, tone, illustrative=invented)] if date else []

    steps = step(row.date, _("“%(title)s” was issued."))
    steps += step(row.in_force, _("“%(title)s” came into force."))
    steps += step(row.amended, _("“%(title)s” was amended."))
    if row.replaced_at and row.replaced_by:
        newer = row.replaced_by.title.best(viewer.lang)[0]
        text = _("“%(title)s” was replaced by “%(newer)s”.") % {"title": name, "newer": newer}
        url = reverse("documents:detail", args=[row.replaced_by.slug])
        steps.append(Step(When.day(clock.day(row.replaced_at)), text, "", url, "dropped"))
    return steps


def citations(viewer: Viewer, rows: Iterable[Paragraph]) -> dict[int, list[Thing]]:
    """For each paragraph the findings that quote it, as far as this viewer sees them."""
    ids = [row.pk for row in rows]
    found = neighbours.targets(viewer, PARAGRAPH, ids, Link.Relation.CITES)
    return {int(pk): things for pk, things in found.items()}


def attached(viewer: Viewer, kind: str, ident: str) -> list[Document]:
    """The documents that a workshop (or anything else) builds on."""
    return read_before(viewer, [(kind, ident)])


def aside(viewer: Viewer, *, thing: Thing) -> list[Aside]:
    """Beside a workshop: what to read before it, and all summaries on one page to print."""
    rows = attached(viewer, thing.kind, thing.id)
    if not rows:
        return []
    facts = {"documents": rows, "kind": thing.kind, "ident": thing.id}
    return [Aside("documents/aside.html", facts, order=20)]


def taken_slugs(viewer: Viewer) -> set[str]:
    return set(Document.objects.filter(city_id=viewer.city.pk).values_list("slug", flat=True))


def with_address(viewer: Viewer) -> QuerySet[Version]:
    """The newest version of each document that lies at an outside address."""
    newer = Version.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return (
        Version.objects.filter(~Q(url=""), ~Exists(newer), city_id=viewer.city.pk)
        .select_related("document")
        .order_by("url_ok", "url_checked_at", "pk")
    )


def broken(viewer: Viewer) -> QuerySet[Version]:
    return with_address(viewer).filter(url_ok=False)


def unsummarised(viewer: Viewer) -> QuerySet[Document]:
    """Public documents that lack a summary in one of the city's languages."""
    missing = Q(summary__isnull=True)
    for lang in viewer.city.languages:
        missing |= Q(**{f"summary__text__{lang}__isnull": True})
    return documents(viewer).filter(missing, state=Document.State.PUBLIC)


def summary_of(viewer: Viewer, row: Document) -> Summary | None:
    return getattr(row, "summary", None)


def read_before(viewer: Viewer, refs: Iterable[tuple[str, str]]) -> list[Document]:
    """The documents on the reading lists of several events, each once."""
    wanted = Q(pk__in=[])
    for kind, ident in refs:
        wanted |= Q(target_kind=kind, target_id=ident)
    ids = Link.objects.filter(
        wanted,
        city_id=viewer.city.pk,
        source_kind=DOCUMENT,
        relation=Link.Relation.CITES,
        ended_at__isnull=True,
    ).values_list("source_id", flat=True)
    found = documents(viewer).prefetch_related("themes")
    return list(found.filter(pk__in={int(pk) for pk in ids}).order_by("date"))
