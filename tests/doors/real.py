"""Examples that live for minutes or have a number drawn by lot: made by the house itself."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.fixtures.provider import FakeProvider
from tests.platform.identity.doors import fields
from zaedno.core.actions import Ctx
from zaedno.core.fields import texts
from zaedno.features.debates.actions import arguing, leading, summing
from zaedno.features.debates.actions import moderation as debating
from zaedno.features.debates.models import Argument, Debate
from zaedno.features.proposals.actions import answering, papers, questions, together, writing
from zaedno.features.proposals.actions import moderation as proposing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.discussion.actions import moderation as discussing
from zaedno.platform.discussion.actions import writing as saying
from zaedno.platform.discussion.models import Comment
from zaedno.platform.identity.actions import providers
from zaedno.platform.people.queries import viewer_for
from zaedno.platform.processes.models import Process

FACTS = texts(bg="За пример.", en="As an example.")


def examples(house: Any) -> dict[str, str]:
    """Addresses by name; the participant is the author of everything here."""
    names = ("participant", "moderator", "coordinator")
    own, moderator, coordinator = (_ctx(house, role) for role in names)
    other = Proposal.objects.get(title="Осветление по алеята през парка")
    return {
        **_proposals(own, moderator, other),
        **_together(own, coordinator, other),
        **_comments(own, moderator, other),
        **_debates(own, moderator, coordinator),
        **_providers(coordinator),
    }


def _ctx(house: Any, role: str) -> Ctx:
    return Ctx(viewer=viewer_for(house.person(role), house.city, "bg"))


def _providers(coordinator: Ctx) -> dict[str, str]:
    """At an address that is not asked, since it is not public; removed with the rest."""
    told = fields(FakeProvider(), issuer="https://127.0.0.1:1")
    row = providers.set_provider(coordinator, **told)
    settings = f"/bg/identity/settings/providers/{row.pk}/"
    return {
        "identity:to_provider": f"/bg/identity/to/{row.pk}/",
        "identity:unlink": f"/bg/identity/links/{row.pk}/unlink/",
        "identity:provider": settings,
        "identity:change_provider": f"{settings}edit/",
        "identity:try_provider": f"{settings}try/",
        "identity:drop_provider": f"{settings}drop/",
    }


def _proposals(own: Ctx, moderator: Ctx, other: Proposal) -> dict[str, str]:
    def draft(title: str) -> Proposal:
        return _draft(own, title, other.process)

    hidden = [writing.publish(own, proposal=draft(f"Скрито {i}")) for i in (1, 2)]
    for row in hidden:
        proposing.hide(moderator, proposal=row, rule="spam", facts=FACTS)
    proposing.appeal(own, proposal=hidden[1], text="Не е реклама.")
    waiting = writing.publish(own, proposal=draft("Чака"))
    Proposal.objects.filter(pk=waiting.pk).update(state=Proposal.State.WAITING)
    return {
        "proposals:publish": f"{draft('Чернова').get_absolute_url()}publish/",
        "proposals:approve": f"{waiting.get_absolute_url()}approve/",
        "proposals:support": f"{other.get_absolute_url()}support/",
        "proposals:unsupport": f"{other.get_absolute_url()}unsupport/",
        "proposals:merge": f"{other.get_absolute_url()}merge/",
        "proposals:hide": f"{other.get_absolute_url()}hide/",
        "proposals:appeal": f"{hidden[0].get_absolute_url()}appeal/",
        "proposals:rule": f"{hidden[1].get_absolute_url()}ruling/",
    }


def _draft(ctx: Ctx, title: str, process: Process) -> Proposal:
    made: Proposal = writing.draft(ctx, process=process, title=title, text="", lang="bg")
    return made


def _together(own: Ctx, coordinator: Ctx, other: Proposal) -> dict[str, str]:
    """What only authors, whoever was asked and whoever answers find."""
    mine, asked = (_draft(own, title, other.process) for title in ("Мое", "С въпрос"))
    invited, joined = (
        together.invite(coordinator, proposal=_draft(coordinator, t, other.process), who=to)
        for t, to in (("Покана", own.person.email), ("Заедно", own.person.email))  # type: ignore[union-attr]
    )
    together.join(own, invitation=joined, name="")
    questions.ask_more(coordinator, process=other.process)
    paper = papers.attach(own, proposal=asked, upload=_picture(), about="Мястото")
    public = writing.publish(own, proposal=asked)
    answering.ask_back(coordinator, proposal=public, text="Къде точно?")
    changed = writing.publish(own, proposal=_draft(own, "Променено", other.process))
    writing.revise(own, proposal=changed, title="Променено веднъж", text="", district_id=None)
    words = together.amend(own, proposal=other, title=other.title, text="По-ясно.", why="Ясно е.")
    accepted = Proposal.objects.filter(outcome="accepted").earliest("pk")
    Proposal.objects.filter(pk=accepted.pk).update(led_at=None)
    at = other.get_absolute_url()
    return {
        **{f"proposals:{name}": f"{at}{name}/" for name in ("split", "copy", "amend")},
        "proposals:versions": f"{changed.get_absolute_url()}versions/",
        "proposals:detach": f"{public.get_absolute_url()}files/{paper.pk}/remove/",
        "proposals:assign": f"{at}experts/",
        "proposals:ask_back": f"{_free(other).get_absolute_url()}ask/",
        "proposals:take_back": f"{at}words/{words.pk}/take-back/",
        "proposals:invite": f"{mine.get_absolute_url()}invite/",
        "proposals:tell_more": f"{mine.get_absolute_url()}questions/",
        "proposals:join": f"{invited.proposal.get_absolute_url()}join/",
        "proposals:decline": f"{invited.proposal.get_absolute_url()}decline/",
        "proposals:leave": f"{joined.proposal.get_absolute_url()}leave/",
        "proposals:reply": f"{public.get_absolute_url()}reply/",
        "proposals:go_on": f"{public.get_absolute_url()}go-on/",
        "proposals:explain": f"{accepted.get_absolute_url()}why-not/",
    }


def _picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "green").save(drawn, "PNG")
    return SimpleUploadedFile("place.png", drawn.getvalue())


def _free(other: Proposal) -> Proposal:
    """One whose author can be asked and is not yet."""
    rows = Proposal.objects.filter(process=other.process, state="published", waiting_since=None)
    return rows.exclude(channel="paper").earliest("pk")


def _comments(own: Ctx, moderator: Ctx, other: Proposal) -> dict[str, str]:
    def say(ctx: Ctx, text: str) -> Comment:
        about = {"kind": "proposals.proposal", "ident": str(other.pk)}
        made: Comment = saying.comment(ctx, text=text, lang="bg", **about)
        return made

    fresh, hidden, waiting = (say(own, text) for text in ("Ново", "Скрито", "Чака"))
    foreign = say(moderator, "Чуждо")
    discussing.hide(moderator, comment=hidden, rule="spam", facts=FACTS)
    Comment.objects.filter(pk=waiting.pk).update(state=Comment.State.WAITING)
    return {
        "discussion:edit": f"{fresh.get_absolute_url()}edit/",
        "discussion:unreact": f"{foreign.get_absolute_url()}unreact/",
        "discussion:hide": f"{foreign.get_absolute_url()}hide/",
        "discussion:appeal": f"{hidden.get_absolute_url()}appeal/",
        "discussion:approve": f"{waiting.get_absolute_url()}approve/",
    }


def _debates(own: Ctx, moderator: Ctx, coordinator: Ctx) -> dict[str, str]:
    now, then = (
        Process.objects.get(slug=slug)
        for slug in ("cars-or-a-square", "quiet-hours-in-the-districts")
    )
    words = {"question": FACTS, "intro": FACTS}
    bare = leading.pose(coordinator, process=now, **words)
    over = leading.pose(coordinator, process=then, **words)
    summing.add_line(moderator, debate=over, kind="open", text=FACTS, sources=[])
    debate = Debate.objects.filter(process=now).earliest("pk")
    made: list[Argument] = [
        arguing.argue(own, debate=debate, side="for", text=f"Пример {i}", lang="bg")
        for i in range(4)
    ]
    plain, hidden, appealed, waiting = made
    for row in (hidden, appealed):
        debating.hide(moderator, argument=row, rule="spam", facts=FACTS)
    debating.appeal(own, argument=appealed, text="Не е реклама.")
    Argument.objects.filter(pk=waiting.pk).update(state=Argument.State.WAITING)
    where, at = debate.get_absolute_url(), plain.get_absolute_url()
    return {
        **{f"debates:{name}": f"{where}{name}/" for name in ("picture", "argue")},
        "debates:debate": where,
        "debates:argument": at,
        "debates:argue_under": f"{where}argue/{plain.receipt}/",
        "debates:reword": f"{bare.get_absolute_url()}edit/",
        "debates:summing": f"{over.get_absolute_url()}summing-up/",
        "debates:sum_up": f"{over.get_absolute_url()}summing-up/publish/",
        "debates:drop_line": f"{over.get_absolute_url()}summing-up/1/",
        **{f"debates:{name}": f"{at}{name}/" for name in ("weigh", "withdraw", "merge", "hide")},
        "debates:appeal": f"{hidden.get_absolute_url()}appeal/",
        "debates:rule": f"{appealed.get_absolute_url()}ruling/",
        "debates:approve": f"{waiting.get_absolute_url()}approve/",
    }
