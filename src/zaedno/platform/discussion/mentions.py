"""“@3” or “@Участник 3” in a comment: who is meant, by the number they have in this thread.

Nobody is named: the number is the only public name of a person here.

>>> voices("Прав е @3, а @Участник 12 греши; пишете на a@3.bg. @3")
[3, 12]
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

MENTION = re.compile(r"(?<![\w.])@(?:(?:Участник|Participant)\s)?(\d{1,5})(?![\w.]\w)", re.I)
MOST = 5  # of one comment


def voices(text: str) -> list[int]:
    """The numbers that a text speaks to, each once."""
    found = dict.fromkeys(int(one[1]) for one in MENTION.finditer(text))
    return list(found)[:MOST]


def linked(text: str, urls: Mapping[int, str]) -> SafeString:
    """The text with a link to what each of those said first."""
    made, at = [], 0
    for one in MENTION.finditer(text):
        url = urls.get(int(one[1]))
        if url:
            made += [conditional_escape(text[at : one.start()])]
            made += [format_html('<a href="{}">{}</a>', url, one[0])]
            at = one.end()
    made.append(conditional_escape(text[at:]))
    return mark_safe("".join(made))  # noqa: S308 - every part is escaped above
