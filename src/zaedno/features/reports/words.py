"""Sections of a report as plain data, and what a version says of itself.

`core.press.data.to_data` turns the blocks into JSON-ready dictionaries, in which the page, the PDF
and the DOCX are drawn and which are frozen and hashed. `canonical` is the byte form that is hashed.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.features.reports.models import ReportVersion


def canonical(content: dict[str, Any]) -> bytes:
    """The same content always gives the same bytes: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def is_illustrative(sections: list[dict[str, Any]]) -> bool:
    return any(section["illustrative"] for section in sections)


def facts_of(version: ReportVersion, lang: str) -> list[str]:
    """What stands under the title: the day of the figures, the version, when it was frozen."""
    with override(lang):
        as_of = When.day(version.report.as_of).show(lang)
        frozen = When.day(clock.day(version.frozen_at)).show(lang)
        facts = [
            _("Figures as of %(day)s") % {"day": as_of},
            _("Version %(n)d, frozen on %(day)s") % {"n": version.number, "day": frozen},
            _("Receipt %(number)s") % {"number": version.report.receipt},
            _("Content hash (SHA-256): %(hash)s") % {"hash": version.content_hash},
        ]
        if version.note:
            facts.append(_("What changed: %(note)s") % {"note": version.note})
        return facts


def imprint_of(version: ReportVersion) -> str:
    return f"{version.report.receipt} · v{version.number} · {version.content_hash[:16]}"
