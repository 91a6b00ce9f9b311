"""A form with its pages and questions, and the replies to it."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, Texts, TextsField, texts_filled

TEXT_LENGTH = 500
SHORT_LENGTH = 200
LONG_LENGTH = 4000


class Form(models.Model):
    """What is asked. It belongs to a thing of another room, named by kind and id."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    owner_kind = models.CharField(max_length=60)
    owner_id = models.CharField(max_length=40)
    title = TextsField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField(null=True)  # from then on replies count

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id"], name="form_of_one_owner"),
            texts_filled("title", name="form_titled"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Conditional(models.Model):
    """A page or question that may be shown only after a certain answer."""

    class Op(models.TextChoices):
        IS = "is", pgettext_lazy("condition", "is")
        CONTAINS = "contains", pgettext_lazy("condition", "contains")
        AT_LEAST = "at_least", pgettext_lazy("condition", "is at least")

    when_question = models.ForeignKey(
        "forms.Question", null=True, on_delete=models.PROTECT, related_name="+"
    )
    when_op = models.CharField(max_length=10, choices=Op, blank=True)
    when_value = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class Page(Conditional):
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    title = TextsField(max_length=200, blank=True)
    text = TextsField(max_length=2000, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.title) or f"{self.position}"


class Question(Conditional):
    """One question. Answers name an option by its number, so options stay once answered."""

    class Kind(models.TextChoices):
        SHORT = "short", _("short text")
        LONG = "long", _("long text")
        SINGLE = "single", _("one choice")
        MULTIPLE = "multiple", _("several choices")
        RANKING = "ranking", _("ranking")
        SCALE = "scale", _("scale")
        MATRIX = "matrix", _("matrix")
        NUMBER = "number", _("number")
        DATE = "date", _("date")
        CONSENT = "consent", _("consent")
        POINT = "point", _("point on the map")
        LINE = "line", _("line on the map")
        AREA = "area", _("area on the map")
        FILE = "file", pgettext_lazy("question", "file")
        TEXT = "text", _("text without a question")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = TextsField(max_length=TEXT_LENGTH)
    hint = TextsField(max_length=TEXT_LENGTH, blank=True)
    required = models.BooleanField(default=False)
    options = models.JSONField(default=list, help_text="texts of the options, in order")
    pictures = models.JSONField(
        default=list, help_text="key and alternative text of each option's picture, or null"
    )
    rows = models.JSONField(default=list, help_text="texts of the rows of a matrix")
    other = models.BooleanField(default=False)
    least = models.IntegerField(null=True)
    most = models.IntegerField(null=True)
    low_label = TextsField(max_length=80, blank=True)
    high_label = TextsField(max_length=80, blank=True)
    # Asks which declared group somebody is of: the feature, and the group behind each option.
    feature = models.CharField(max_length=10, blank=True)
    groups = models.JSONField(default=list)
    # The name of a ready question, the same in every form: what it measures can be compared.
    key = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [texts_filled("text", name="question_worded")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def places(self) -> bool:
        """Whether it asks for something on the map."""
        return self.kind in (self.Kind.POINT, self.Kind.LINE, self.Kind.AREA)

    @property
    def pictured(self) -> bool:
        """Whether its options may have pictures."""
        return self.kind in (self.Kind.SINGLE, self.Kind.MULTIPLE)

    @property
    def asks(self) -> bool:
        return self.kind != self.Kind.TEXT

    def choices(self) -> list[tuple[str, str]]:
        """Number and words of each option in the reader's language, without "other"."""
        return [(str(at), str(Texts(one))) for at, one in enumerate(self.options, 1)]

    def lines(self) -> list[tuple[str, str]]:
        """Number and words of each row of a matrix."""
        return [(str(at), str(Texts(one))) for at, one in enumerate(self.rows, 1)]

    @property
    def scale(self) -> tuple[int, int]:
        low = 1 if self.least is None else self.least
        return low, low + 4 if self.most is None else self.most

    def steps(self) -> range:
        low, high = self.scale
        return range(low, high + 1)


class Reply(models.Model):
    """What somebody answered: `answers` is {id of the question: value}.

    A question that was seen and skipped holds null; one that was not seen is missing. `token` is a
    keyed fingerprint of person or browser: it lets one go on and keeps a second reply out, and it
    is wiped when the form closes. Neither a person nor an exact time stands here.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("reply", "draft")
        WAITING = "waiting", pgettext_lazy("reply", "waits for a second look")
        SENT = "sent", pgettext_lazy("reply", "counted")

    class Channel(models.TextChoices):
        ONLINE = "online", pgettext_lazy("channel", "online")
        PAPER = "paper", pgettext_lazy("channel", "on paper")

    CARRIED_KEYS: ClassVar = {"answers": "forms.question"}
    NOT_CARRIED: ClassVar = ("token", "typed_by")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.CASCADE, related_name="replies")
    token = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    sheet = models.CharField(max_length=40, blank=True)  # the number on a paper sheet
    # Who typed a sheet in, until somebody else has let it count; then it is forgotten.
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lang = models.CharField(max_length=5)
    answers = models.JSONField(default=dict)
    receipt = ReceiptField()
    day = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(
                fields=["form", "token"], name="reply_once", condition=~models.Q(token="")
            ),
            models.UniqueConstraint(
                fields=["form", "sheet"], name="reply_sheet_once", condition=~models.Q(sheet="")
            ),
        ]
        indexes = [models.Index(fields=["form", "state"], name="reply_state")]

    def __str__(self) -> str:
        return self.receipt


class Tally(models.Model):
    """A large form as the schedule counted it last, so that a page need not read all replies.

    A reply that counts never changes, so the same number of replies means the same results.
    """

    form = models.OneToOneField(Form, on_delete=models.CASCADE, related_name="tally")
    replies = models.PositiveIntegerField()
    data = models.JSONField(help_text="results by question, tables by pair of questions")
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form_id}: {self.replies}"
