"""Questions that stand under another form and are sent with it, without JavaScript too.

What is drawn depends on what was answered. A question that an answer opened is asked when the page
comes again: the page names what it has drawn, and whatever else is asked now was not seen yet.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zaedno.platform.forms.forms import PageForm
from zaedno.platform.forms.logic import Outline, asked
from zaedno.platform.forms.models import Page

DRAWN = "drawn"


class BeneathForm(PageForm):
    def sheets(self) -> list[tuple[Page, list[Any]]]:
        """What is drawn, page by page: the pages stand under each other here."""
        found: list[tuple[Page, list[Any]]] = []
        for part, bounds in self.parts():
            if not found or found[-1][0] != part.page:
                found.append((part.page, []))
            found[-1][1].append((part, bounds))
        return found

    def is_valid(self) -> bool:
        right = super().is_valid()
        seen: list[str] = self.data.getlist(DRAWN) if self.is_bound else []  # type: ignore[attr-defined]
        if self.is_bound and any(str(one.pk) not in seen for one in self.questions):
            said = _("One of your answers opened another question. Look at it and send again.")
            if said not in self.non_field_errors():
                self.add_error(None, said)
            return False
        return right


def beneath(outline: Outline, sent: dict[str, Any]) -> BeneathForm:
    """All that is asked after what was answered; a later part hangs on earlier ones alone."""
    parts = asked(outline, {})
    while True:
        made = BeneathForm(**sent, questions=parts, answers={})
        if not made.is_bound:
            return made
        now = asked(outline, made.valid_answers())
        if len(now) == len(parts):
            return made
        parts = now
