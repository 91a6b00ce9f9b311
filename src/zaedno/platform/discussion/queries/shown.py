"""A page of a thread as it is drawn: who says what, and what this reader may do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zaedno.core.things import Thing
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion import mentions, rules, words
from zaedno.platform.discussion.models import Comment, Hiding, Reaction, Thread
from zaedno.platform.discussion.queries import rows
from zaedno.platform.moderation import rules as moderating


@dataclass(frozen=True)
class Line:
    """One comment of the page."""

    comment: Comment
    speaker: str
    text: str
    own: bool
    signs: list[tuple[str, Any, int, bool]]  # sign, its word, how many, mine
    may: dict[str, Verdict]
    partly: bool
    hiding: Hiding | None = None
    answered: str = ""  # whom it answers
    answered_url: str = ""
    mentions: dict[int, str] = field(default_factory=dict)  # number -> where they began


@dataclass(frozen=True)
class Shown:
    thing: Thing
    thread: Thread | None
    part: rows.Part
    lines: list[Line]
    may: dict[str, Verdict]

    @property
    def count(self) -> int:
        return self.thread.comments if self.thread else 0


def show(viewer: Viewer, thing: Thing, *, order: str, number: int, now: datetime) -> Shown:
    """In a fixed number of queries, however long the thread is."""
    found = rows.thread(viewer, thing.kind, thing.id)
    part = rows.part(viewer, found, order=order, number=number)
    state = found.state if found else Thread.State.OPEN
    facts = rules.ThreadFacts(thing.kind, public=True, state=state)
    may = {
        "comment": rules.may_comment(viewer, facts),
        "close": rules.may_close(viewer, facts),
    }
    return Shown(thing, found, part, lines(viewer, part.rows, facts, now), may)


def lines(
    viewer: Viewer, shown: list[Comment], thread: rules.ThreadFacts, now: datetime
) -> list[Line]:
    signs, mine = rows.signs(viewer, shown), rows.my_signs(viewer, shown)
    hidings, me = rows.hidings(viewer, shown), rows.alias(viewer)
    here = {row.pk for row in shown}
    meant = _meant(viewer, shown)
    found = []
    for row in shown:
        facts = rows.facts(viewer, row, now, me)
        url = ""
        if row.parent is not None:
            at = row.parent
            url = f"#c-{at.receipt}" if at.pk in here else at.get_absolute_url()
        given, own_sign = signs.get(row.pk, {}), mine.get(row.pk)
        found.append(
            Line(
                comment=row,
                speaker=words.speaker(viewer, row),
                text=rows.words(viewer, row, own=facts.own),
                own=facts.own,
                signs=[
                    (str(sign), sign.label, given.get(sign, 0), own_sign == sign)
                    for sign in Reaction.Sign
                ],
                may=may(viewer, facts, thread, hidings.get(row.pk), me),
                partly=bool(row.cut) and row.state == Comment.State.PUBLIC,
                hiding=hidings.get(row.pk),
                answered=words.speaker(viewer, row.parent) if row.parent else "",
                answered_url=url,
                mentions=meant,
            )
        )
    return found


def _meant(viewer: Viewer, shown: list[Comment]) -> dict[int, str]:
    """Whom the comments of a page speak to by number, and where each of those began."""
    numbers = {number for row in shown for number in mentions.voices(row.text)}
    if not numbers:
        return {}
    found = rows.first_of(viewer, shown[0].thread_id, numbers)
    return {number: row.get_absolute_url() for number, row in found.items()}


def may(
    viewer: Viewer, facts: rules.Facts, thread: rules.ThreadFacts, hiding: Hiding | None, me: str
) -> dict[str, Verdict]:
    return {
        "reply": rules.may_reply(viewer, thread, facts),
        "edit": rules.may_edit(viewer, facts),
        "withdraw": rules.may_withdraw(viewer, facts),
        "react": rules.may_react(viewer, facts),
        "report": rules.may_report(viewer, facts),
        "approve": moderating.may_approve(viewer, facts.state == Comment.State.WAITING),
        "hide": rules.may_hide(viewer, facts),
        "appeal": moderating.may_appeal(facts.own, hiding),
        "rule": moderating.may_rule(viewer, hiding, me, own=facts.own),
        "read_facts": rules.may_read_facts(viewer, facts.own),
    }
