"""Who may propose, change, support, answer and hide; the stage of the process says when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import TEXT_LENGTH, TITLE_LENGTH, Proposal
from zaedno.platform.identity.rules import EMAIL
from zaedno.platform.moderation.rules import holds_no_personal_data, may_moderate
from zaedno.platform.processes.rules import StageFacts, may_take_part

ANSWERING = ("coordinator",)
ENTERING = ("coordinator", "notetaker", "facilitator")
SUBMIT, SUPPORT = "submit", "support"
PER_DAY = 10
MANY_WAIT = 200
says_no_data = holds_no_personal_data  # asked of every word before it is published
OWN = (Proposal.State.DRAFT, Proposal.State.WAITING, Proposal.State.PUBLISHED)


@dataclass(frozen=True)
class Facts:
    """What rules ask of a proposal. `stage` is that of the method proposals, for its verbs."""

    state: str
    own: bool = False
    coauthor: bool = False
    answered: bool = False
    supporters: int = 0
    stage: StageFacts | None = None
    now: datetime = field(default_factory=datetime.now)

    @property
    def ours(self) -> bool:
        """Whether the viewer is one of its authors."""
        return self.own or self.coauthor


def may_submit(viewer: Viewer, stage: StageFacts | None, now: datetime) -> Verdict:
    return may_take_part(viewer, stage, SUBMIT, now)


def may_send_another(sent_today: int) -> Verdict:
    if sent_today < PER_DAY:
        return allow()
    return deny(_("You sent ten proposals within a day. Please go on tomorrow."))


def may_wait(waiting: int) -> Verdict:
    """What has no name and no solved task waits; a flood of it ends here."""
    if waiting < MANY_WAIT:
        return allow()
    return deny(_("Very many proposals wait for a moderator. Sign in, or come back later."))


def may_say(title: str, text: str) -> Verdict:
    """Neither empty nor too long, and no personal data in it."""
    if not title:
        return deny(_("Say in one sentence what you propose."))
    for said, most in ((title, TITLE_LENGTH), (text, TEXT_LENGTH)):
        if len(said) > most:
            told = _("At most %(most)d characters; you wrote %(length)d.")
            return deny(told % {"most": most, "length": len(said)})
    return holds_no_personal_data(title, text)


def may_revise(viewer: Viewer, facts: Facts) -> Verdict:
    """The author changes a draft any time, a published one while nobody supports it yet."""
    if not facts.ours:
        return forbid(_("Only its author changes a proposal."))
    if facts.state in (Proposal.State.DRAFT, Proposal.State.WAITING):
        return allow()
    if not facts.own:
        return deny(_("It is public now: its first author changes the words."))
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("This proposal is not public any more."))
    if facts.supporters:
        return deny(_("Others support it already, so its words stay. You can withdraw it."))
    return may_take_part(viewer, facts.stage, SUBMIT, facts.now)


def may_publish(viewer: Viewer, facts: Facts) -> Verdict:
    if not facts.own:
        return forbid(_("Only its author publishes a draft."))
    if facts.state != Proposal.State.DRAFT:
        return deny(_("It is published already."))
    return may_take_part(viewer, facts.stage, SUBMIT, facts.now)


def may_withdraw(viewer: Viewer, facts: Facts) -> Verdict:
    """Until the city has answered; who supported it reads that it was withdrawn."""
    if not facts.own:
        return forbid(_("Only its author withdraws a proposal."))
    if facts.state not in OWN:
        return deny(_("This proposal is not public any more."))
    if facts.answered:
        return deny(_("The city answered it already; both stay readable."))
    return allow()


def may_support(viewer: Viewer, facts: Facts) -> Verdict:
    if facts.ours:
        return deny(_("Your own proposal counts as yours; support those of others."))
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("This proposal takes no support any more."))
    verdict = may_take_part(viewer, facts.stage, SUPPORT, facts.now)
    if verdict and viewer.somebody is None:  # one person, one support: it needs somebody
        said = _("One person, one support: confirm an e-mail address first. You need no account.")
        return forbid(said, EMAIL)
    return verdict


def may_support_another(used: int, limit: int) -> Verdict:
    if used < limit:
        return allow()
    told = ngettext(
        "You have %(limit)d support in this process and gave it. Take it back to move it.",
        "You have %(limit)d supports in this process and gave them all. Take one back to move it.",
        limit,
    )
    return deny(told % {"limit": limit})


def may_enter(viewer: Viewer, stage: StageFacts | None, now: datetime) -> Verdict:
    """From paper: the same days and rights as online."""
    if not viewer.has(*ENTERING):
        return forbid(_("Proposals from paper are entered by the coordinator or the note-taker."))
    if stage is None:
        return deny(_("This process has no stage for that."))
    if now < stage.span.opens:
        return deny(_("Proposals are not collected yet."))
    return allow()


def may_answer(viewer: Viewer, facts: Facts) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator answers proposals."))
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("Only a public proposal is answered."))
    if facts.answered:
        return deny(_("The answer is public already and stays as it is."))
    return allow()


def may_close(waiting: bool) -> Verdict:
    if waiting:
        return deny(_("A question to the authors waits. Let the clock run again first."))
    return allow()


def has_reason(reason: str) -> Verdict:
    if reason.strip():
        return allow()
    return deny(_("An answer needs its reason."))


def may_hide(viewer: Viewer, facts: Facts) -> Verdict:
    if not (may := may_moderate(viewer)):
        return may
    if facts.state not in (Proposal.State.PUBLISHED, Proposal.State.WAITING):
        return deny(_("Only a public proposal is hidden."))
    return allow()
