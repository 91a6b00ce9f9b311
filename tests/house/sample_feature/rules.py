from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny


def may_leave(words: str) -> Verdict:
    return allow() if words.strip() else deny(_("Please write something on the leaf."))
