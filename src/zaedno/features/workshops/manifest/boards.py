"""The card's part about boards."""

from __future__ import annotations

from zaedno.core.registry import Growth, Job, Kind, NavItem, Verb

VERBS: tuple[Verb, ...] = ()
KINDS: dict[str, Kind] = {}
LISTENS: dict[str, tuple[str, ...]] = {}
GROWS: dict[str, Growth] = {}
NAV: tuple[NavItem, ...] = ()
STAFF_NAV: tuple[NavItem, ...] = ()
SCHEDULE: tuple[Job, ...] = ()
OFFERS: dict[str, tuple[str, ...]] = {}
DEMO: tuple[tuple[int, str], ...] = ()
