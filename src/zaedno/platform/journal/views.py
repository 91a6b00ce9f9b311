"""The public side of the journal: checkpoints, key, proofs. They say nothing but hashes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from zaedno.core.http import page, viewer_of
from zaedno.platform.journal import exports, signing
from zaedno.platform.journal.queries import proofs


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """How anybody can check the journal, and the newest checkpoints."""
    heads = proofs.newest_checkpoints(viewer_of(request))
    return page(request, "journal/checks.html", {"heads": heads, "key": signing.public_key()})


@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    heads = proofs.checkpoints(viewer_of(request), int(after[:18]) if after.isdecimal() else 0)
    listed = [exports.checkpoint_json(head) for head in heads]
    return JsonResponse({"key": signing.public_key(), "checkpoints": listed})


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    return HttpResponse(signing.public_key() + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def proof(request: HttpRequest, event: int) -> HttpResponse:
    """That a deed stands in the log; 404 until the sealer has been there, some seconds later."""
    found = proofs.proof_of(viewer_of(request), event)
    if found is None:
        raise Http404
    answer = JsonResponse(exports.proof_json(found))
    answer["Content-Disposition"] = f'attachment; filename="proof-{event}.json"'
    return answer


@require_safe
def growth(request: HttpRequest, old: int, size: int) -> HttpResponse:
    """That the log of `size` only added to the log of `old`."""
    path = proofs.growth_proof(viewer_of(request), old, size)
    if path is None:
        raise Http404
    return JsonResponse({"old": old, "size": size, "path": path})
