"""The journal as files: the coordinator's table, and the log for the verifier without Django."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.tables import lines
from zaedno.core.viewer import Viewer
from zaedno.platform.journal import signing
from zaedno.platform.journal.models import Checkpoint
from zaedno.platform.journal.queries import deeds
from zaedno.platform.journal.queries import log as sealed
from zaedno.platform.journal.queries.proofs import Proof


def table(viewer: Viewer, asked: deeds.Asked) -> Iterator[str]:
    """Comma-separated lines with a byte-order mark, so that Cyrillic opens right everywhere."""
    titles = (_("Number"), _("When"), _("Who"), _("Role"), _("Deed"), _("On what"), _("Reference"))
    return lines(titles, map(_cells, deeds.every_entry(viewer, asked)))


def _cells(entry: deeds.Entry) -> tuple[Any, ...]:
    return (
        entry.id,
        timezone.localtime(entry.at).isoformat(timespec="seconds"),
        entry.who,
        entry.role,
        entry.sentence,
        entry.thing.title if entry.thing else entry.kind_title,
        entry.subject,
    )


def checkpoint_json(head: Checkpoint) -> dict[str, Any]:
    return {
        "size": head.size,
        "root": head.root,
        "time": head.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": head.previous,
        "key": head.key,
        "signature": head.signature,
    }


def proof_json(proof: Proof) -> dict[str, Any]:
    return {
        "event": proof.event,
        "place": proof.place,
        "leaf_hash": proof.leaf,
        "path": proof.path,
        "checkpoint": checkpoint_json(proof.checkpoint),
    }


def log(city_id: int | None = None) -> Iterator[str]:
    """JSON lines: the key, every checkpoint, every sealed row in order.

    Rows of other cities appear as their leaf hash only: enough to count them in.
    """
    yield _line({"zaedno-journal": 1, "key": signing.public_key()})
    for head in sealed.all_checkpoints():
        yield _line({"checkpoint": checkpoint_json(head)})
    for deed, leaf in zip(sealed.sealed_deeds(), sealed.kept_leaves(), strict=False):
        line: dict[str, Any] = {"place": deed.seal, "hash": leaf[1].hex()}
        if city_id is None or deed.city_id == city_id:
            line |= {"leaf": deed.leaf().decode(), "salt": deed.salt}
            line |= {"role": deed.role, "facts": deed.facts}
        yield _line(line)


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
