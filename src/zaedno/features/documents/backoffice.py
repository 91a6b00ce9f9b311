"""Filing, summarising, publishing, replacing and citing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import outside
from zaedno.core.editing import edit, grown_from, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.features.documents import actions, forms, queries, rules
from zaedno.features.documents.models import Document, Summary
from zaedno.features.documents.views import found_document

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return edit(
        request,
        rules.may_keep(viewer),
        forms.FileForm(viewer, **sent(request)),
        actions.file_document,
        title=_("New document"),
        back=reverse("documents:index"),
        then=lambda row: reverse("documents:summarise", args=[row.slug]),
        said=_("The draft is filed. Now write its summary."),
    )


@form_view
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, row = viewer_of(request), found_document(request, slug)
    names = ("kind", "title", "date", "in_force", "amended", "ref")
    now = {name: getattr(row, name) for name in names} | {"themes": row.themes.all()}
    return edit(
        request,
        rules.may_keep(viewer),
        forms.DocumentForm(viewer, initial=now, **sent(request)),
        actions.correct,
        title=_("Correct the card"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The card of the document is corrected."),
        document=row,
    )


@form_view
def add_version(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, row = viewer_of(request), found_document(request, slug)
    newest = next(iter(row.versions.all()), None)
    now = {"paragraphs": forms.joined(newest), "url": newest.url if newest else ""}
    return edit(
        request,
        rules.may_keep(viewer),
        forms.NewVersionForm(initial=now, **sent(request)),
        actions.add_version,
        title=_("New version"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The new version is filed; the older one keeps its page."),
        document=row,
    )


@form_view
def summarise(request: HttpRequest, slug: str) -> HttpResponse:
    row = found_document(request, slug)
    summary = queries.summary_of(viewer_of(request), row)

    def done(saved: Summary) -> str:
        _warn_of_missing(request, saved.text)
        return row.get_absolute_url()

    return edit(
        request,
        rules.may_keep(viewer_of(request)),
        forms.SummaryForm(initial={"text": summary.text if summary else None}, **sent(request)),
        actions.summarise,
        title=_("Summary: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=done,
        document=row,
    )


def _warn_of_missing(request: HttpRequest, text: dict[str, str]) -> None:
    missing = rules.missing_languages(text, viewer_of(request).city.languages)
    if not missing:
        messages.success(request, _("The summary is saved in both languages."))
        return
    names = {"bg": _("Bulgarian"), "en": _("English")}
    said = _("The summary is saved, but it is still missing in %(language)s.")
    found = ", ".join(names.get(lang, lang) for lang in missing)
    messages.warning(request, said % {"language": found})


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    row = found_document(request, slug)
    said = _("The document is public.")
    return act(request, actions.publish, document=row, then=row.get_absolute_url(), said=said)


@form_view
def replace(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, row = viewer_of(request), found_document(request, slug)
    return edit(
        request,
        rules.may_keep(viewer),
        forms.ReplaceForm(viewer, row, **sent(request)),
        actions.replace,
        title=_("Replace the document"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        document=row,
    )


def _may_cite(request: HttpRequest) -> Verdict:
    return rules.may_cite(viewer_of(request), rules.Facts(Document.State.PUBLIC))


@form_view
def cite(request: HttpRequest) -> HttpResponse:
    """Started on the page of a finding: choose the paragraph that it quotes."""
    thing = grown_from(request)

    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        wanted = queries.paragraphs(viewer_of(request)).get(pk=typed["paragraph"])
        return {"paragraph": wanted, "reason": typed["reason"]}

    return edit(
        request,
        _may_cite(request),
        forms.CiteForm(viewer_of(request), **sent(request)),
        actions.cite,
        title=_("Quote a paragraph"),
        back=thing.url,
        then=thing.url,
        said=_("The paragraph is quoted."),
        shape=shape,
        more={"source": thing},
        finding=(thing.kind, thing.id),
    )


@form_view
def attach(request: HttpRequest) -> HttpResponse:
    """Started on the page of a workshop: which documents it builds on."""
    viewer, thing = viewer_of(request), grown_from(request)
    now = {"documents": queries.attached(viewer, thing.kind, thing.id)}
    return edit(
        request,
        _may_cite(request),
        forms.AttachForm(viewer, initial=now, **sent(request)),
        actions.attach,
        title=_("Documents to read before"),
        back=thing.url,
        then=reverse("documents:reading_list", args=[thing.kind, thing.id]),
        said=_("The documents are on the reading list."),
        more={"source": thing},
        to=(thing.kind, thing.id),
    )


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """The report on outside addresses: the broken ones first."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_keep(viewer)):
        return refusal(request, verdict.reason)
    rows = list(queries.with_address(viewer))
    broken = sum(1 for row in rows if row.broken)
    return page(request, "documents/links.html", {"versions": rows, "broken": broken})


@require_POST
def check_link(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_keep(viewer)):
        return refusal(request, verdict.reason)
    version = queries.with_address(viewer).filter(pk=pk).first()
    if version is None:
        raise Http404
    answer = outside.ask(version.url)
    said = _("The address answers.") if answer.ok else _("The address does not answer.")
    then = reverse("documents:links")
    return act(request, actions.note_link, version=version, answer=answer, then=then, said=said)
