"""`zaedno journal verify`: compute the whole log again and name the first row that differs.

Three things must agree: the deeds as they stand today, the leaf hashes kept when they were
sealed, and the signed heads. Whoever changes one of them must change all three, and the heads
need the key; heads that others keep (`--against FILE`) show a log that was rewritten whole.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zaedno.algorithms import merkle
from zaedno.core.models import Event
from zaedno.platform.journal import signing
from zaedno.platform.journal.models import Checkpoint
from zaedno.platform.journal.queries import log


@dataclass
class Findings:
    rows: int = 0
    heads: int = 0
    waiting: int = 0
    erased: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class _Walk:
    """The two trees that grow side by side: from the deeds, and from the kept leaf hashes."""

    deeds: merkle.Frontier = field(default_factory=merkle.Frontier)
    kept: merkle.Frontier = field(default_factory=merkle.Frontier)
    first_wrong: str = ""


def examine(keys: set[str] | None = None, against: list[dict[str, Any]] | None = None) -> Findings:
    """Everything, in one pass over the rows. `keys` are the public keys trusted to sign."""
    heads = log.all_checkpoints()
    found = Findings(heads=len(heads), waiting=log.unsealed_count())
    found.problems += _heads_wrong(heads, keys or {signing.public_key()})
    trusted = {head.size: head.root for head in heads}
    for outside in against or []:
        if trusted.get(int(outside["size"])) != outside["root"]:
            text = _("The checkpoint of size %(size)s kept elsewhere does not belong to this log.")
            found.problems.append(text % {"size": outside["size"]})
    walk = _Walk()
    covered = max(trusted, default=0)
    for place, deed, leaf in _side_by_side():
        _compare(walk, found, place, deed, leaf, covered)
        found.rows += deed is not None
        root = trusted.get(place + 1)
        if root and _head_wrong(walk, root, found, place + 1):
            break
        if walk.first_wrong and root:
            break
    if walk.first_wrong:
        found.problems.insert(0, walk.first_wrong)
    elif walk.kept.size < covered:
        found.problems.append(_ended_early(walk.kept.size, covered))
    if not found.problems and (block := log.broken_block()) is not None:
        found.problems.append(_("The kept head of block %(block)d was changed.") % {"block": block})
    return found


def _side_by_side() -> Iterator[tuple[int, Event | None, merkle.Hash | None]]:
    """Places in order, each with its deed and its kept leaf hash, where they are there."""
    deeds, leaves = log.sealed_deeds(), log.kept_leaves()
    deed, leaf = next(deeds, None), next(leaves, None)
    place = 0
    while deed is not None or leaf is not None:
        here = deed if deed is not None and deed.seal == place else None
        there = leaf[1] if leaf is not None and leaf[0] == place else None
        yield place, here, there
        if here is not None:
            deed = next(deeds, None)
        if there is not None:
            leaf = next(leaves, None)
        if here is None and there is None:
            # A gap in both: go on at the next place that either of them knows.
            known = [deed.seal] if deed is not None and deed.seal is not None else []
            known += [leaf[0]] if leaf is not None else []
            place = max(place + 1, min(known)) if known else place + 1
        else:
            place += 1


def _compare(
    walk: _Walk,
    found: Findings,
    place: int,
    deed: Event | None,
    leaf: merkle.Hash | None,
    covered: int,
) -> None:
    computed = merkle.leaf_hash(deed.leaf()) if deed is not None else None
    if not walk.first_wrong:
        walk.first_wrong = _wrong_here(found, place, deed, computed, leaf, covered)
    walk.deeds.add(computed or leaf or b"")
    walk.kept.add(leaf or computed or b"")


def _wrong_here(
    found: Findings,
    place: int,
    deed: Event | None,
    computed: merkle.Hash | None,
    leaf: merkle.Hash | None,
    covered: int,
) -> str:
    if deed is None:
        return _("Place %(place)d: the row that was sealed here was removed.") % {"place": place}
    named = {"place": place, "id": deed.pk, "verb": deed.verb}
    if place >= covered or leaf is None:
        return _("Place %(place)d: row %(id)d (%(verb)s) was inserted; nothing sealed it.") % named
    if computed != leaf:
        return _differs(named, computed, leaf)
    if not deed.salt:
        found.erased += 1
        if deed.facts or deed.role:
            return _("Place %(place)d: row %(id)d (%(verb)s) says facts that were erased.") % named
    elif Event.hash_facts(deed.salt, deed.role, deed.facts) != deed.facts_hash:
        return _("Place %(place)d: the facts of row %(id)d (%(verb)s) were changed.") % named
    return ""


def _differs(named: dict[str, Any], computed: merkle.Hash | None, leaf: merkle.Hash) -> str:
    """Another row than the sealed one stands here: changed, moved, put in, or moved up."""
    known = computed is not None and log.place_of_leaf(computed) is not None
    elsewhere = any(merkle.leaf_hash(deed.leaf()) == leaf for deed in log.sealed_deeds())
    if known and elsewhere:
        return _("Place %(place)d: rows were reordered; row %(id)d (%(verb)s) stands here.") % named
    if known:
        text = _("Place %(place)d: the row that was sealed here was removed; %(id)d moved up.")
        return text % named
    if elsewhere:
        return _("Place %(place)d: row %(id)d (%(verb)s) was inserted; nothing sealed it.") % named
    return _("Place %(place)d: row %(id)d (%(verb)s) was changed.") % named


def _head_wrong(walk: _Walk, root: str, found: Findings, size: int) -> bool:
    """Compare both trees with the signed head; a wrong kept hash is told from a wrong deed."""
    kept_right, deeds_right = walk.kept.root().hex() == root, walk.deeds.root().hex() == root
    if kept_right:
        return False
    if deeds_right and walk.first_wrong:
        text = _("A kept leaf hash among the first %(size)d was changed; the rows are as sealed.")
        walk.first_wrong = text % {"size": size}
    elif not walk.first_wrong:
        text = _("The first %(size)d rows do not lead to the head that was signed for them.")
        found.problems.append(text % {"size": size})
    return True


def _heads_wrong(heads: list[Checkpoint], keys: set[str]) -> list[str]:
    previous = ""
    for head in heads:
        named = {"size": head.size}
        said = signing.statement(size=head.size, root=head.root, at=head.at, previous=head.previous)
        if head.key not in keys:
            return [_("The checkpoint of size %(size)d is signed with an unknown key.") % named]
        if not signing.signed(head.key, said, head.signature):
            return [_("The signature of the checkpoint of size %(size)d is wrong.") % named]
        if head.previous != previous:
            return [_("A checkpoint before size %(size)d is missing.") % named]
        previous = head.root
    return []


def _ended_early(size: int, covered: int) -> str:
    text = _("Place %(size)d: the rows from here on were removed; %(covered)d were sealed.")
    return text % {"size": size, "covered": covered}


def main(argv: list[str] | None = None) -> int:
    """Says what was found; 0 when all agrees, 1 when something was tampered with."""
    parser = argparse.ArgumentParser(prog="zaedno journal verify", description=__doc__)
    parser.add_argument("--key", action="append", default=[], help="a further public key (hex)")
    parser.add_argument("--against", type=Path, help="checkpoints.json saved earlier")
    asked = parser.parse_args(argv)
    outside = json.loads(asked.against.read_text("utf-8"))["checkpoints"] if asked.against else []
    found = examine({signing.public_key(), *asked.key}, outside)
    for problem in found.problems:
        print(f"✗ {problem}", file=sys.stderr)
    if found.problems:
        return 1
    text = _(
        "✓ The journal is whole: %(rows)d rows, %(heads)d signed checkpoints, "
        "%(waiting)d rows not sealed yet, %(erased)d of erased persons."
    )
    print(text % found.__dict__)
    return 0
