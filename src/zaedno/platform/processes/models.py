"""A process: what is asked, what is promised, and its dated stages with the method of each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.algorithms.stages import Span
from zaedno.core import clock
from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Influence, Scope


class Process(Marked):
    """What a city asks its people about. Read by all from the day it is published."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("process", "draft")
        PUBLIC = "public", pgettext_lazy("process", "published")
        CONCLUDED = "concluded", pgettext_lazy("process", "concluded")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    recipe = models.SlugField(max_length=60)
    title = TextsField(max_length=200)
    question = TextsField(max_length=300)
    purpose = TextsField(max_length=2000)
    promise = models.CharField(max_length=12, choices=Influence)
    scope = models.CharField(max_length=3, choices=Scope)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    districts = models.ManyToManyField("cities.District", related_name="+")
    owner = TextsField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    answer_days = models.PositiveSmallIntegerField(default=20)
    ready = models.JSONField(default=dict, help_text="code of the checklist -> what was done")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    kept = models.CharField(max_length=12, choices=Influence, blank=True)
    kept_reason = TextsField(max_length=1000, blank=True)

    class Meta:
        verbose_name_plural = "processes"
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="process_once"),
            texts_filled("title", name="process_titled"),
            texts_filled("question", name="process_asks"),
            models.CheckConstraint(
                condition=~models.Q(state="concluded") | ~models.Q(kept=""),
                name="process_concluded_with_level",
            ),
        ]
        indexes = [models.Index(fields=["city", "state"], name="process_state")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:process", args=[self.slug])


class Stage(models.Model):
    """A span of time with one method. `who` says for each verb of the method who may do it.

    `only` narrows all verbs, and under `verbs` the same by verb: what stands there counts instead.
    """

    CARRIED_WITHIN: ClassVar = {
        "only": {"districts": "cities.district", "groups": "identity.group"}
    }

    class Who(models.TextChoices):
        EVERYBODY = "everybody", pgettext_lazy("who", "everybody, without an account")
        EMAIL = "email", pgettext_lazy("who", "whoever confirms an e-mail address")
        ACCOUNT = "account", pgettext_lazy("who", "whoever has an account")
        RESIDENT = "resident", pgettext_lazy("who", "verified residents")
        ORGANISATION = "organisation", pgettext_lazy("who", "representatives of organisations")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    method = models.SlugField(max_length=30)
    title = TextsField(max_length=200)
    text = TextsField(max_length=1000, blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    who = models.JSONField(default=dict)
    only = models.JSONField(default=dict, help_text="districts, groups, youngest, oldest")
    settings = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="stage_lasts",
            ),
            texts_filled("title", name="stage_titled"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def span(self) -> Span:
        return Span(self.opens_at, self.closes_at)

    @property
    def last_day(self) -> date | None:
        """The day it can last be used on; it closes at the midnight after it."""
        if self.closes_at is None:
            return None
        return clock.last_day(self.closes_at)

    @property
    def first_day(self) -> date:
        return clock.day(self.opens_at)

    def is_on(self, now: datetime) -> bool:
        return self.span.holds(now)

    def is_over(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now

    def only_for(self, verb: str) -> dict[str, Any]:
        """Whom one verb is for: its own narrowing, else that of the stage."""
        own: dict[str, Any] | None = self.only.get("verbs", {}).get(verb)
        return self.only_of_all if own is None else own

    @property
    def only_of_all(self) -> dict[str, Any]:
        return {name: value for name, value in self.only.items() if name != "verbs"}


class StageChange(models.Model):
    """The end of a stage moved after the process was published: from when to when, and why."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="changes")
    before = models.DateTimeField(null=True)
    after = models.DateTimeField()
    reason = TextsField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [texts_filled("reason", name="stage_change_reasoned")]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"


class Check(models.TextChoices):
    """What stands ready before a process opens: ten steps, and who would otherwise be missing."""

    PROBLEM = "problem", _("The question is one that the answers can still change")
    RESULT = "result", _("It is said what the answers will be used for and by whom")
    PEOPLE = "people", _("It is said whom it concerns and how they are reached")
    METHOD = "method", _("The method of each stage fits the question")
    TOOLS = "tools", _("The pages were tried by somebody who had not seen them before")
    WORDS = "words", _("There is a summary in plain words, in both languages")
    RUN = "run", _("Somebody is named who answers, moderates and keeps the dates")
    FEEDBACK = "feedback", _("It is said when and how contributions are answered")
    EVALUATION = "evaluation", _("It is decided how the process itself is judged afterwards")
    LEARNING = "learning", _("What earlier processes on this taught was read")
    INCLUSION = "inclusion", _("Those without internet, time, sight or hearing can take part too")
