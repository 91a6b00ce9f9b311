"""A newsletter as a letter, written once for each language; the way to end it is each reader's."""

from __future__ import annotations

import secrets
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import queries, tokens
from zaedno.features.newsletters.models import Newsletter, Subscriber
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications.mailing import Post

KIND = "newsletters.letter"


def parts(viewer: Viewer, row: Newsletter) -> list[dict[str, Any]]:
    """What it says, in the reader's language; things that are no longer public are left out."""
    things = queries.things(viewer, row)
    found = []
    for block in row.blocks.all():
        thing = things.get((block.kind, block.ident))
        if block.kind and thing is None:
            continue
        text, lang = block.text.best(viewer.lang)
        address = absolute(viewer.city, thing.url) if thing else ""
        found.append({"text": text, "lang": lang, "thing": thing, "address": address, "row": block})
    return found


class Writer:
    """`post(subscriber)` for everybody it goes to."""

    def __init__(self, city: Any, row: Newsletter) -> None:
        self.city, self.row = city, row
        self.mark = secrets.token_hex(8)
        self.written: dict[str, tuple[str, str, str]] = {}

    def post(self, to: Subscriber) -> Post:
        subject, text, html = self.in_language(to.lang)
        with override(to.lang):
            path = reverse("newsletters:end", args=[tokens.token_of("end", to)])
        stop = absolute(self.city, path)
        text, html = text.replace(self.mark, stop), html.replace(self.mark, stop)
        return Post(to.address, to.lang, KIND, subject, text, html, stop)

    def in_language(self, lang: str) -> tuple[str, str, str]:
        if lang not in self.written:
            with override(lang):
                viewer = Viewer(city=self.city, lang=lang)
                title, _said_in = self.row.title.best(lang)
                context = {
                    "city": str(self.city.name),
                    "lang": lang,
                    "title": title,
                    "lead": self.row.lead.best(lang)[0],
                    "parts": parts(viewer, self.row),
                    "address": absolute(self.city, self.row.get_absolute_url()),
                    "end": self.mark,
                }
                text = render_to_string("newsletters/letters/letter.txt", context).strip() + "\n"
                html = render_to_string("newsletters/letters/letter.html", context)
                self.written[lang] = (" ".join(title.split()), text, html)
        return self.written[lang]


def preview(city: Any, row: Newsletter, lang: str) -> str:
    """As a mail program shows it; the link that ends it leads nowhere here."""
    writer = Writer(city, row)
    return writer.in_language(lang)[2].replace(writer.mark, "#")
