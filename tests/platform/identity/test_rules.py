"""The one rule of all stages, as a table."""

from __future__ import annotations

from typing import Any

import pytest

from zaedno.core.viewer import Nowhere, Viewer
from zaedno.platform.identity.rules import Only, Standing, may


class Someone:
    pk = 7


VISITOR = Viewer(city=Nowhere(pk=1))
GUEST = Viewer(city=Nowhere(pk=1), guest=Someone())
ACCOUNT = Viewer(city=Nowhere(pk=1), person=Someone())
LIVES = Standing("verified", "", 3, 1990, 1999, frozenset({4}))
CENTRE, YOUNG, ELDERS = Only(districts=frozenset({3})), Only(youngest=16), Only(oldest=29)


@pytest.mark.parametrize(
    ("viewer", "who", "only", "standing", "ok", "needs"),
    [
        (VISITOR, "everybody", Only(), Standing(), True, ""),
        (VISITOR, "email", Only(), Standing(), False, "email"),
        (GUEST, "email", Only(), Standing(), True, ""),
        (GUEST, "account", Only(), Standing(), False, "account"),
        (ACCOUNT, "account", Only(), Standing(), True, ""),
        (ACCOUNT, "organisation", Only(), Standing(), False, ""),
        (VISITOR, "resident", Only(), Standing(), False, "resident"),
        (GUEST, "resident", Only(), Standing(), False, "resident"),
        (GUEST, "resident", Only(), Standing("pending"), False, "resident"),
        (GUEST, "resident", Only(), Standing("expired"), False, "resident"),
        (GUEST, "resident", Only(), Standing("refused", "x"), False, "resident"),
        (GUEST, "resident", Only(), LIVES, True, ""),
        (GUEST, "everybody", CENTRE, LIVES, True, ""),
        (VISITOR, "everybody", CENTRE, Standing(), False, "resident"),
        (GUEST, "resident", Only(districts=frozenset({9})), LIVES, False, ""),
        (GUEST, "resident", CENTRE, Standing("verified"), False, "resident"),
        (GUEST, "resident", YOUNG, LIVES, True, ""),
        (GUEST, "resident", ELDERS, LIVES, False, ""),
        (GUEST, "resident", Only(youngest=40), LIVES, False, ""),
        (GUEST, "email", Only(groups=frozenset({4})), LIVES, True, ""),
        (GUEST, "email", Only(groups=frozenset({5})), LIVES, False, ""),
        (VISITOR, "email", Only(groups=frozenset({5})), Standing(), False, "email"),
    ],
)
def test_who_passes_and_what_is_missing(
    viewer: Viewer, who: str, only: Only, standing: Standing, ok: bool, needs: Any
) -> None:
    verdict = may(viewer, who, only, standing, 2027)
    assert (verdict.ok, verdict.needs) == (ok, needs)
    assert ok or str(verdict.reason)
