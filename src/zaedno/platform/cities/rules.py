"""Who shapes a city's part of the house."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from zaedno.core.colours import check_accent, check_primary
from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer


def may_found(viewer: Viewer) -> Verdict:
    if viewer.has("operator"):
        return allow()
    return forbid(_("Only an operator founds programmes and cities."))


def may_move(state: str, to: str) -> Verdict:
    """draft > live > archived."""
    if (state, to) in {("draft", "live"), ("live", "archived")}:
        return allow()
    return deny(_("A city goes from draft to live and from live to the archive."))


def may_set_city(viewer: Viewer) -> Verdict:
    if viewer.has("coordinator"):
        return allow()
    return forbid(_("Only a coordinator changes the city's settings."))


def may_set_face(viewer: Viewer, primary: str, accent: str) -> Verdict:
    """Blank means the house's own colour; another one must be readable."""
    return first_refusal(
        may_set_city(viewer),
        check_primary(primary) if primary else allow(),
        check_accent(accent) if accent else allow(),
    )


def may_record_figure(viewer: Viewer, source: Mapping[str, str]) -> Verdict:
    if viewer.has("coordinator") and not any(source.values()):
        return deny(_("Write where the number was published."))
    return may_set_city(viewer)
