"""Who is looking: the one argument that every question about data begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol


class CityLike(Protocol):
    @property
    def pk(self) -> Any: ...

    @property
    def slug(self) -> str: ...

    @property
    def default_language(self) -> str: ...

    @property
    def languages(self) -> list[str]: ...


class PersonLike(Protocol):
    pk: Any


@dataclass(frozen=True)
class Nowhere:
    """Stands for the city of a deed that belongs to none, such as founding a programme."""

    pk: Any = None
    slug: str = ""
    default_language: str = "bg"

    @property
    def languages(self) -> list[str]:
        return ["bg", "en"]


def _nobody() -> str:
    return ""


@dataclass(frozen=True)
class Clerk:
    """Who acts for the reader at a counter: the clerk's pseudonym, until when, on which receipt.

    `note(verb, kind, ident, at)` is told of each deed, in its transaction.
    """

    key: str
    acting: int
    receipt: str
    until: datetime
    name: str = ""
    note: Callable[[str, str, str, datetime], None] = lambda verb, kind, ident, at: None


@dataclass(frozen=True)
class Viewer:
    """A person (or nobody) in a city, with the roles held there.

    `represents` are the ids of organisations the person speaks for.
    `alias` gives the person's pseudonym in this city, made when first needed.
    `visitor` stands for a browser without an account; `guest` is who confirmed an e-mail address
    in it without making one.
    `clerk` is who acts for the reader at a counter, if somebody does.
    `holds` are the things (kind, id) whose private link the reader has just shown.
    """

    city: CityLike
    person: PersonLike | None = None
    roles: frozenset[str] = frozenset()
    lang: str = "bg"
    represents: frozenset[int] = frozenset()
    visitor: str = ""
    guest: PersonLike | None = None
    clerk: Clerk | None = field(default=None, compare=False)
    holds: frozenset[tuple[str, str]] = frozenset()
    alias: Callable[[], str] = field(default=_nobody, compare=False, repr=False)

    @property
    def signed_in(self) -> bool:
        return self.person is not None

    @property
    def somebody(self) -> PersonLike | None:
        """Who may be counted once: an account, or a confirmed address without one."""
        return self.person or self.guest

    def known_as(self, guest: PersonLike, alias: str) -> Viewer:
        """The same reader, who has just confirmed an address."""
        return replace(self, guest=guest, alias=lambda: alias)

    def holding(self, kind: str, ident: str) -> Viewer:
        """The same reader, who has just shown the private link of a thing."""
        return replace(self, holds=self.holds | {(kind, ident)})

    def has(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)
