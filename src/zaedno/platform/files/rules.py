"""What may be stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny

MEGABYTE = 1024 * 1024
LARGEST = {"pdf": 20 * MEGABYTE, "image": 10 * MEGABYTE}


@dataclass(frozen=True)
class UploadFacts:
    """`kind` is what the bytes are: "pdf", "image", or "" for anything else."""

    kind: str
    size: int
    wanted: tuple[str, ...]


def largest(wanted: tuple[str, ...]) -> int:
    return max(LARGEST[kind] for kind in wanted)


def may_store(facts: UploadFacts) -> Verdict:
    if facts.size == 0:
        return deny(_("The file is empty. Please choose it again."))
    if facts.size > (LARGEST[facts.kind] if facts.kind else largest(facts.wanted)):
        most = (LARGEST[facts.kind] if facts.kind else largest(facts.wanted)) // MEGABYTE
        return deny(_("The file is larger than %(most)d MB.") % {"most": most})
    if facts.kind not in facts.wanted:
        return deny(_refused_kind(facts.wanted))
    return allow()


def _refused_kind(wanted: tuple[str, ...]) -> str:
    if wanted == ("pdf",):
        return _("The file is not a PDF, whatever its name says. Please save it as PDF first.")
    if wanted == ("image",):
        return _("The file is not a picture in PNG or JPEG format that we can read.")
    return _("The file is neither a PDF nor a picture in PNG or JPEG format that we can read.")
