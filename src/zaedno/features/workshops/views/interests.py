"""Expressing interest, and the applicant's private page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, behind_link, page, viewer_of
from zaedno.features.workshops.actions.balance import answer_invitation
from zaedno.features.workshops.actions.interests import express_interest, withdraw_interest
from zaedno.features.workshops.forms.people import InterestForm
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.queries import asking, events, interests
from zaedno.features.workshops.rules import interest as rules
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.forms.beneath import beneath
from zaedno.platform.places.setup import with_map

TONES = {"accepted": "done", "declined": "dropped", "withdrawn": "dropped"}


def private_url(interest: Interest) -> str:
    return reverse("workshops:interest", args=[interest.token])


@require_http_methods(["GET", "POST"])
def express(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    facts = rules.InterestFacts.before(event)
    verdict = rules.may_express(facts)
    if not verdict:
        context = {"event": event, "reason": verdict.reason}
        return page(request, "workshops/no_interest.html", context, status=409)
    outline = asking.outline_of(viewer, asking.form_of(viewer, event))
    asked = beneath(outline, sent(request)) if outline else None
    form = InterestForm(**sent(request), viewer=viewer, asked=asked, initial=_initial(request))
    drawn = edit(
        request,
        verdict,
        form,
        express_interest,
        title=_("Express interest"),
        back=reverse("workshops:workshop", args=[event.slug]),
        then=private_url,
        said=_("Received. Keep this page: it shows the answer."),
        shape=lambda _given: {
            "application": form.application(),
            "organisation": form.organisation(),
            "answers": form.answers(),
        },
        template="workshops/express.html",
        more={"event": event},
        event=event,
    )
    return with_map(viewer, drawn) if asked and asked.has_places else drawn


def _initial(request: HttpRequest) -> dict[str, object]:
    """A representative's organisation is known already."""
    mine = interests.mine(viewer_of(request)).first()
    if mine is None:
        return {}
    return {"organisation_name": str(mine.name), "kind": mine.kind_id, "website": mine.website}


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    viewer = viewer_of(request)
    interest = interests.by_token(viewer, token)
    context = {
        "interest": interest,
        "event": interest.workshop,
        "tone": TONES.get(interest.state, "now"),
        "link": absolute(viewer.city, private_url(interest)),
        "told": asking.told(viewer, asking.form_of(viewer, interest.workshop), [interest]).get(
            interest.receipt
        ),
        "may_withdraw": rules.may_withdraw(rules.InterestFacts.of(interest)),
    }
    response = behind_link(page(request, "workshops/interest.html", context))
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    interest = interests.by_token(viewer_of(request), token)
    said = _("Withdrawn. The mailbox you gave us is forgotten.")
    return act(request, withdraw_interest, then=private_url(interest), said=said, interest=interest)


@require_POST
def answer(request: HttpRequest, slug: str, organisation: str) -> HttpResponse:
    """A representative's answer to an invitation."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    return act(
        request,
        answer_invitation,
        then=reverse("workshops:workshop", args=[event.slug]),
        said=_("Thank you. Your answer is noted."),
        event=event,
        organisation=interests.invited_organisation(viewer, event, organisation),
        comes=request.POST.get("comes") == "yes",
        listed="listed" in request.POST,
    )
