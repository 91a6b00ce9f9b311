"""Writing one's own proposal, supporting those of others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, grown_from, sent, source_of
from zaedno.core.http import act, page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.actions import moderation, supports, writing
from zaedno.features.proposals.forms import proposal as forms
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import alike, rows, things
from zaedno.features.proposals.rules import proposal as rules
from zaedno.platform.links.private import private_path
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.forms import AppealForm
from zaedno.platform.places.setup import with_map
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """From what was said elsewhere to a process that takes proposals; one alone is opened."""
    viewer = viewer_of(request)
    source = grown_from(request)
    kept = f"?from={source.kind}:{source.id}"
    found = [
        (row, verdict, reverse("proposals:new", args=[row.slug]) + kept)
        for row, verdict in rows.taking(viewer, clock.now(), first=source.facts.get("process_id"))
    ]
    if len(found) == 1:
        return redirect(found[0][2])
    return page(request, "proposals/start.html", {"source": source, "found": found})


@form_view
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """With an account a draft is kept first; without one it is published at once."""
    viewer, now = viewer_of(request), clock.now()
    process = processes.process(viewer, slug)
    source = source_of(request, needed=False)
    verdict = rules.may_submit(viewer, rows.stage(viewer, process, now), now)
    form = forms.ProposalForm(viewer=viewer, **sent(request))
    near = _look_first(request, process, form) if verdict or verdict.needs else []
    if near:
        shown: dict[str, Any] = {
            "process": process,
            "form": form,
            "title": _("Propose"),
            "near": near,
        }
        back = reverse("proposals:list", args=[slug])
        return with_map(viewer, page(request, "proposals/write.html", {**shown, "back": back}))
    more: dict[str, Any] = {"lang": viewer.lang}
    if source:
        more["source"] = (source.kind, source.id)
    response = edit(
        request,
        verdict,
        form,
        writing.draft if viewer.signed_in else writing.submit,
        title=_("Propose"),
        back=reverse("proposals:list", args=[slug]),
        then=lambda made: _after(viewer, made),
        said=lambda made: _sent(viewer, made),
        shape=forms.typed,
        template="proposals/write.html",
        more={"process": process, "source": source},
        process=process,
        **more,
    )
    return with_map(viewer, response)


def _sent(viewer: Viewer, made: Proposal) -> str:
    """What a sender without a draft is told."""
    if made.state == Proposal.State.DRAFT:
        return ""
    if made.state == Proposal.State.WAITING:
        return _("A moderator reads your proposal before it is public. Keep this address.")
    if viewer.guest:
        return _("Your proposal is public. Make an account with the same address to follow it.")
    return _("Your proposal is public. Keep this address.")


def _published(made: Proposal) -> str:
    if made.state == Proposal.State.WAITING:
        return _("A moderator reads your proposal first. You get a letter when it is public.")
    return _("Your proposal is public. You get a letter when something becomes of it.")


def _look_first(
    request: HttpRequest, process: Process, form: forms.ProposalForm
) -> list[alike.Alike]:
    """Without an account there is no draft: what is near is shown once before sending."""
    viewer = viewer_of(request)
    if viewer.signed_in or "looked" in request.POST or not (form.is_bound and form.is_valid()):
        return []
    typed = forms.typed(form.cleaned_data)
    return alike.alike(viewer, process, f"{typed['title']}. {typed['text']}")


def _after(viewer: Viewer, made: Proposal) -> str:
    """One's own page; for somebody unknown a private link that only its author knows."""
    if viewer.somebody:
        return made.get_absolute_url()
    return private_path(viewer.city, things.KIND, str(made.pk))


@form_view
def revise(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    now = {name: getattr(row, name) for name in ("title", "text", "place", "where", "signed")}
    now |= {"district": row.district_id, "theme": row.theme_id}
    form = forms.ProposalForm(viewer=viewer, initial=now, **sent(request))
    facts = rows.facts(viewer, row, clock.now())
    if not facts.own:
        del form.fields["signed"]
    response = edit(
        request,
        rules.may_revise(viewer, facts),
        form,
        writing.revise,
        title=_("Change the proposal"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        shape=forms.typed,
        template="proposals/revise.html",
        proposal=row,
    )
    return with_map(viewer, response)


def _button(
    request: HttpRequest, receipt: str, action: Any, said: Any = "", aloud: str = ""
) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    then = row.get_absolute_url()
    first = aloud and aloud % {"title": row.title}
    return act(request, action, then=then, said=said, aloud=first, proposal=row)


@require_POST
def publish(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, writing.publish, _published, _("Publish: “%(title)s”"))


@require_POST
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, writing.withdraw, _("Your proposal is withdrawn."))


@require_POST
def support(request: HttpRequest, receipt: str) -> HttpResponse:
    said, aloud = _("You support this proposal."), _("Support: “%(title)s”")
    return _button(request, receipt, supports.support, said, aloud)


@require_POST
def unsupport(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, supports.unsupport, _("Your support is taken back."))


@form_view
def appeal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    return edit(
        request,
        moderating.may_appeal(rows.own(viewer, row), rows.hiding(viewer, row)),
        AppealForm(**sent(request)),
        moderation.appeal,
        title=_("Object to the hiding"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Your objection was received. Another person than who hid it decides."),
        proposal=row,
    )
