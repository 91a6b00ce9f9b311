"""Writing along, other words for somebody's proposal, consent to merging and splitting."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.features.proposals.actions import moves
from zaedno.features.proposals.actions import together as actions
from zaedno.features.proposals.forms import together as forms
from zaedno.features.proposals.queries import rows, screened, together
from zaedno.features.proposals.rules import together as rules

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def invite(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    facts = rows.facts(viewer, row, clock.now())
    return edit(
        request,
        rules.may_invite(viewer, facts, together.invited(viewer, row, clock.now())),
        forms.InviteForm(**sent(request)),
        actions.invite,
        title=_("Ask somebody to write along"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The letter is on its way."),
        more={
            "label": _("Ask"),
            "lead": _(
                "Co-authors change the draft with you and stand beside you when it is published."
            ),
        },
        proposal=row,
    )


@form_view
def join(request: HttpRequest, receipt: str) -> HttpResponse:
    """The invitation, for whoever signed in with the address it went to."""
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in with the address the letter came to."))
    invitation = together.invitation(viewer, receipt)
    row = invitation.proposal
    name = getattr(viewer.person, "name", "")
    return edit(
        request,
        rules.may_join(invitation.state),
        forms.JoinForm(initial={"name": name}, **sent(request)),
        actions.join,
        title=_("Write along?"),
        back=reverse("proposals:list", args=[row.process.slug]),
        then=row.get_absolute_url(),
        said=_("You write along now."),
        template="proposals/join.html",
        more={"proposal": row},
        invitation=invitation,
    )


@require_POST
def decline(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in with the address the letter came to."))
    invitation = together.invitation(viewer, receipt)
    then = reverse("proposals:list", args=[invitation.proposal.process.slug])
    said = _("You declined. The author is told.")
    return act(request, actions.decline, then=then, said=said, invitation=invitation)


@require_POST
def leave(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    then = reverse("proposals:list", args=[row.process.slug])
    return act(request, actions.leave, then=then, said=_("You left."), proposal=row)


@form_view
def amend(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    now = {"title": row.title, "text": row.text}
    return edit(
        request,
        rules.may_amend(viewer, rows.facts(viewer, row, clock.now())),
        forms.AmendForm(initial=now, **sent(request)),
        actions.amend,
        title=_("Propose other words"),
        back=row.get_absolute_url(),
        then=lambda made: reverse("proposals:amendment", args=[row.receipt, made.pk]),
        said=_("The author decides on your change and you get a letter."),
        more={"label": _("Send")},
        proposal=row,
    )


@require_safe
def amendment(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    """What would change, word by word."""
    viewer, now = viewer_of(request), clock.now()
    row = rows.proposal(viewer, receipt)
    one, facts = together.amendment(viewer, row, ident), rows.facts(viewer, row, now)
    if not screened.changes(viewer, row, [one], now, ours=facts.ours):
        raise Http404
    same = (one.base_title, one.base_text) == (row.title, row.text)
    own = viewer.signed_in and one.author == viewer.alias()
    context = {
        "proposal": row,
        "amendment": one,
        "changed": together.changed(one),
        "ours": facts.ours,
        "may": {
            "accept": rules.may_settle(facts, one.state, same, True),
            "reject": rules.may_settle(facts, one.state, same, False),
            "take_back": rules.may_take_back(own, one.state),
        },
    }
    return page(request, "proposals/amendment.html", context)


@require_POST
def accept(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    said = _("The words are taken over. How it read before stays readable.")
    return act(
        request, actions.accept, then=row.get_absolute_url(), said=said, proposal=row, ident=ident
    )


@form_view
def reject(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    one = together.amendment(viewer, row, ident)
    back = reverse("proposals:amendment", args=[row.receipt, ident])
    return edit(
        request,
        rules.may_settle(rows.facts(viewer, row, clock.now()), one.state, True, False),
        forms.ReasonForm(**sent(request)),
        actions.reject,
        title=_("Decline the change"),
        back=back,
        then=back,
        said=_("Its author reads the reason."),
        more={"label": _("Decline")},
        proposal=row,
        ident=ident,
    )


@require_POST
def take_back(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    said = _("Your change is taken back.")
    return act(
        request,
        actions.take_back,
        then=row.get_absolute_url(),
        said=said,
        proposal=row,
        ident=ident,
    )


@require_POST
def consent(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    said = _("You agreed. It is done when the others agree too.")
    move = together.move(viewer, ident)
    return act(request, moves.consent, then=row.get_absolute_url(), said=said, move=move)


@form_view
def refuse(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    move = together.move(viewer, ident)
    ours = any(rows.facts(viewer, one, clock.now()).ours for one in move.concerns())
    return edit(
        request,
        rules.may_consent(ours, move.state),
        forms.ReasonForm(**sent(request)),
        moves.refuse,
        title=_("I do not agree"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Everything stays as it is."),
        more={"label": _("Send")},
        move=move,
    )


@require_safe
def versions(request: HttpRequest, receipt: str) -> HttpResponse:
    """How the words changed, one version after another."""
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    found = together.versions(viewer, row)
    if not found:
        return redirect(row)
    return page(request, "proposals/versions.html", {"proposal": row, "versions": found})
