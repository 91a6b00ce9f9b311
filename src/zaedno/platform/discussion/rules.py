"""What may be discussed; who may say, change, report and hide, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import TEXT_LENGTH, Comment, Thread
from zaedno.platform.moderation.rules import holds_no_personal_data, links, may_moderate, shape

# The things that have a thread: the one list of them. A thing of a room that is absent has none.
DISCUSSED = (
    "proposals.proposal",
    "commitments.commitment",
    "decisions.act",
    "documents.document",
    "documents.paragraph",
    "reports.report",
    "processes.process",
    "debates.debate",
)
ALONE = ("documents.paragraph",)  # their thread has a page of its own only
SPEAKING = ("coordinator", "editor")  # for the city
EDIT_FOR = timedelta(minutes=15)
AN_HOUR = 20
LINKS = 2
REPORTS_AN_HOUR = 10
REPORTS_AT_ONCE = 20  # on one comment; more would tell nothing new


@dataclass(frozen=True)
class ThreadFacts:
    """What rules ask of a thread: of which kind its thing is, and whether everybody sees it."""

    kind: str
    public: bool
    state: str = Thread.State.OPEN


@dataclass(frozen=True)
class Facts:
    """What rules ask of a comment."""

    state: str
    made_at: datetime
    own: bool = False
    cut: bool = False
    open: bool = True  # its thread
    now: datetime = field(default_factory=datetime.now)


def is_discussed(thread: ThreadFacts) -> Verdict:
    if thread.kind in DISCUSSED and thread.public:
        return allow()
    return deny(_("This is not discussed here."))


def may_comment(viewer: Viewer, thread: ThreadFacts) -> Verdict:
    if not (discussed := is_discussed(thread)):
        return discussed
    if thread.state == Thread.State.CLOSED:
        return deny(_("The discussion is closed. What was said stays readable."))
    if not viewer.signed_in:
        return forbid(_("Sign in to write: others see you under a number, not by name."))
    return allow()


def may_speak_as(viewer: Viewer, organisation_id: int | None, official: bool) -> Verdict:
    """In one's own voice, that of an organisation one speaks for, or as staff that of the city."""
    if official and not viewer.has(*SPEAKING):
        return forbid(_("Only the coordinator and the editor write as the city."))
    if organisation_id is not None and organisation_id not in viewer.represents:
        return forbid(_("Only its confirmed representatives write for an organisation."))
    return allow()


def may_say_another(sent_this_hour: int) -> Verdict:
    if sent_this_hour < AN_HOUR:
        return allow()
    return deny(_("You wrote twenty comments within an hour. Please go on later."))


def may_say(text: str, before: Iterable[str] = ()) -> Verdict:
    """Something, not too long, without personal data, without a heap of links, and not again."""
    if not text.strip():
        return deny(_("Write what you want to say."))
    if len(text) > TEXT_LENGTH:
        told = _("At most %(most)d characters; you wrote %(length)d.")
        return deny(told % {"most": TEXT_LENGTH, "length": len(text)})
    if not (clean := holds_no_personal_data(text)):
        return clean
    if links(text) > LINKS:
        return deny(_("At most two links in one comment: take the others out."))
    if shape(text) in {shape(one) for one in before}:
        return deny(_("You wrote the same a short time ago; once is enough."))
    return allow()


def may_reply(viewer: Viewer, thread: ThreadFacts, facts: Facts) -> Verdict:
    if not (may := may_comment(viewer, thread)):
        return may
    if facts.state != Comment.State.PUBLIC:
        return deny(_("Nobody answers a comment that is withdrawn or hidden."))
    return allow()


def _own_public(facts: Facts, refused: Sentence) -> Verdict:
    if not facts.own:
        return forbid(refused)
    if facts.state != Comment.State.PUBLIC:
        return deny(_("This comment is not public any more."))
    return allow()


def may_edit(viewer: Viewer, facts: Facts) -> Verdict:
    """For a quarter of an hour; how it read before stays readable."""
    if not (may := _own_public(facts, _("Only its author changes a comment."))):
        return may
    if facts.cut:
        return deny(_("A moderator hid a part of it, so its words stay. You can withdraw it."))
    if facts.now >= facts.made_at + EDIT_FOR:
        return deny(_("A comment can be changed for fifteen minutes. You can withdraw it."))
    return allow()


def may_withdraw(viewer: Viewer, facts: Facts) -> Verdict:
    if facts.own and facts.state == Comment.State.WAITING:
        return allow()
    return _own_public(facts, _("Only its author withdraws a comment."))


def may_react(viewer: Viewer, facts: Facts) -> Verdict:
    if facts.own:
        return deny(_("It is your own comment."))
    if facts.state != Comment.State.PUBLIC:
        return deny(_("This comment is not public any more."))
    if not viewer.signed_in:
        return forbid(_("Sign in to agree or to thank: one person, one sign."))
    return allow()


def may_report(viewer: Viewer, facts: Facts) -> Verdict:
    if facts.own:
        return deny(_("It is your own comment: you can withdraw it."))
    if facts.state != Comment.State.PUBLIC:
        return deny(_("This comment is not public any more."))
    return allow()


def may_report_another(*, this_hour: int, waiting: int) -> Verdict:
    if this_hour >= REPORTS_AN_HOUR:
        return deny(_("You reported ten comments within an hour. Please go on later."))
    if waiting >= REPORTS_AT_ONCE:
        return deny(_("Many people reported this comment; a moderator looks at it already."))
    return allow()


def may_hide(viewer: Viewer, facts: Facts) -> Verdict:
    if not (may := may_moderate(viewer)):
        return may
    if facts.state not in (Comment.State.PUBLIC, Comment.State.WAITING):
        return deny(_("Only a public comment is hidden."))
    return allow()


def holds_parts(text: str, parts: Iterable[str]) -> Verdict:
    """Each part stands in the text letter by letter, else nothing of it would be hidden."""
    for part in parts:
        if part not in text:
            return deny(_("“%(part)s” does not stand in the comment.") % {"part": part})
    return allow()


def may_close(viewer: Viewer, thread: ThreadFacts) -> Verdict:
    return first_refusal(may_moderate(viewer), is_discussed(thread))


def may_read_facts(viewer: Viewer, own: bool) -> Verdict:
    """The rule is public; what exactly broke it is for the author and the moderators."""
    return allow() if own else may_moderate(viewer)
