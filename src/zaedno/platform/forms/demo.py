"""Questions of the demo file, written as their editor writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zaedno.core.demo import DemoLoad, Row
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Form, Question
from zaedno.platform.forms.queries import rows
from zaedno.platform.forms.ready import condition_of, words_of


def written(demo: DemoLoad, form: Form, pages: Iterable[Row]) -> dict[str, Question]:
    """The pages and questions of the file; conditions name the question they hang on."""
    asked: dict[str, Question] = {}
    first = rows.outline(demo.ctx("coordinator").viewer, form).sheets[0].page
    for number, page in enumerate(pages):
        on: dict[str, Any] = {"title": page.texts("title"), **condition_of(page, asked)}
        known = {"page": first} if number == 0 else {}
        made = editing.write_page(demo.ctx("coordinator"), form=form, **known, **on)
        for one in page.need("questions"):
            if "group" in one:
                asked[one.need("id")] = editing.ask_group(
                    demo.ctx("coordinator"), page=made, feature=one["group"]
                )
                continue
            asked[one.need("id")] = editing.write_question(
                demo.ctx("coordinator"), page=made, kind=one.need("kind"), **words_of(one, asked)
            )
    return asked


def answers_of(row: Row, asked: dict[str, Question]) -> dict[str, Any]:
    """What the file says was answered, under the numbers of its questions."""
    return {str(asked[name].pk): value for name, value in row.get("answers", {}).items()}
