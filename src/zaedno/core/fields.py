"""Fields for what only we have: texts in several languages, partial dates, sealed strings."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTransform, KeyTransformFactory, KeyTransformGt
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zaedno.core.partial_dates import When, clean_when


class Texts(dict[str, str]):
    """A text in several languages: `{"bg": "…", "en": "…"}`."""

    def best(self, lang: str | None = None) -> tuple[str, str]:
        """The text to show and the language it is in; another language when ours is missing."""
        lang = (lang or get_language() or "bg")[:2]
        if self.get(lang):
            return self[lang], lang
        for other, text in self.items():
            if text:
                return text, other
        return "", lang

    def __str__(self) -> str:
        return self.best()[0]


def texts(**by_lang: str) -> Texts:
    return Texts({lang: text.strip() for lang, text in by_lang.items() if text and text.strip()})


class OneLanguage(KeyTransform):
    """The text in one language: `title__bg`."""


@OneLanguage.register_lookup
class OneLanguageGreater(KeyTransformGt):
    """A language that is missing is not greater than anything.

    Plain SQL says "unknown" of it, and a check that is unknown lets the row pass.
    """

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        return f"COALESCE(({sql}), FALSE)", params


class OneLanguageFactory(KeyTransformFactory):
    def __call__(self, *args: Any, **kwargs: Any) -> OneLanguage:
        return OneLanguage(self.key_name, *args, **kwargs)


class TextsField(models.JSONField):
    """Stores `Texts`. Add `texts_filled("title", name=...)` to the model's constraints."""

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)
        self.each_max = max_length

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.each_max:
            kwargs["max_length"] = self.each_max
        return name, path, args, kwargs

    def get_transform(self, name: str) -> Any:
        found = super().get_transform(name)
        return OneLanguageFactory(name) if isinstance(found, KeyTransformFactory) else found

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        found = super().from_db_value(value, expression, connection)
        return Texts(found) if isinstance(found, dict) else found

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return Texts(found) if isinstance(found, dict) else found

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        for text in value.values():
            if self.each_max and len(text) > self.each_max:
                raise ValidationError(
                    _("At most %(max)d characters; you wrote %(now)d."),
                    params={"max": self.each_max, "now": len(text)},
                )


def texts_filled(field: str, *, name: str, languages: Iterable[str] = ("bg", "en")) -> Any:
    """The database's own rule that a text is not blank in every language."""
    condition = models.Q()
    for lang in languages:
        condition |= models.Q(**{f"{field}__{lang}__gt": ""})
    return models.CheckConstraint(condition=condition, name=name)


class WhenField(models.CharField):
    """Stores a `When`: a day, a month or a part of a month, sortable as text."""

    _pyi_private_set_type: When | str  # type: ignore[assignment] # for type checkers only
    _pyi_private_get_type: When  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 11
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> When | None:
        return When(value) if value else None

    def to_python(self, value: Any) -> When | None:
        return clean_when(value) if value else None

    def get_prep_value(self, value: Any) -> str | None:
        if not value:
            return None if self.null else ""
        return When.parse(value).text

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


@cache
def _fernet() -> MultiFernet:
    keys = [settings.ZAEDNO_SEAL_KEY, *settings.ZAEDNO_SEAL_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(k)) for k in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"zaedno.seal:{secret}".encode()).digest())


def keyed_hash(purpose: str, value: str) -> str:
    """A fingerprint that can't be guessed from a list of likely values (HMAC with our key)."""
    body = f"{purpose}:{value}".encode()
    return hmac.new(settings.ZAEDNO_SEAL_KEY.encode(), body, hashlib.sha256).hexdigest()


class SealedField(models.TextField):
    """What identifies a person: encrypted in the database, plain in Python, never searched.

    Look it up through a `keyed_hash` column beside it.
    """

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return _fernet().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if not value:
            return value
        try:
            return _fernet().decrypt(value.encode()).decode()
        except InvalidToken:
            return ""


ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def receipt_number() -> str:
    """`K7QF-M2X9`: easy to read aloud, 39 bits, without look-alike signs."""
    signs = [secrets.choice(ALPHABET) for _i in range(8)]
    return "".join(signs[:4]) + "-" + "".join(signs[4:])


class ReceiptField(models.CharField):
    """The public receipt number of a thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=9, unique=True, default=receipt_number, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "default", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs
