"""Beside whom: earlier assessments, cities of the same track, and results entered by hand.

Always by name, never by score; a difference is shown as clear only where intervals do not touch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zaedno.algorithms.maturity_comparison import compare
from zaedno.core.fields import Texts
from zaedno.core.viewer import Viewer
from zaedno.features.maturity import rules
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.models.findings import PeerResult
from zaedno.features.maturity.queries.results import standing


@dataclass(frozen=True)
class Compared:
    """One line of the comparison; `dimensions` maps to (score, low, high), low None if unknown."""

    name: str
    framework: str
    low: float
    high: float
    score: float
    verdict: str
    url_id: int | None = None
    mark: str = ""
    as_of: str = ""
    dimensions: Mapping[str, tuple[float, float | None, float | None]] = field(default_factory=dict)
    against: Mapping[str, str] = field(default_factory=dict)


Spans = dict[str, tuple[float, float | None, float | None]]


def _spans_of(viewer: Viewer, row: Assessment) -> Spans:
    found: Spans = {}
    for ident, one in standing(viewer, row).result.dimensions.items():
        if one.score is not None:
            found[ident] = (one.score, one.low, one.high)
    return found


def beside(viewer: Viewer, row: Assessment) -> list[Compared]:
    """Everything this assessment may be read beside, by name and date."""
    mine = standing(viewer, row).result.overall
    if mine.low is None or mine.high is None:
        return []
    own, lines = _spans_of(viewer, row), []
    for other in _others(viewer, row):
        whole = standing(viewer, other).result.overall
        if whole.score is None or whole.low is None or whole.high is None:
            continue
        same = other.framework.digest == row.framework.digest
        theirs = _spans_of(viewer, other)
        lines.append(
            Compared(
                name=_name(viewer, row, other),
                framework=str(other.framework),
                low=whole.low,
                high=whole.high,
                score=whole.score,
                verdict=compare(
                    (mine.low, mine.high), (whole.low, whole.high), same_framework=same
                ),
                url_id=other.pk if other.city_id == viewer.city.pk else None,
                mark=other.mark,
                as_of=other.as_of,
                dimensions=theirs,
                against=_by_dimension(own, theirs) if same else {},
            )
        )
    lines += [_peer(row, (mine.low, mine.high), peer) for peer in _peers(viewer)]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.as_of))


def _others(viewer: Viewer, row: Assessment) -> list[Assessment]:
    """Public results only: one's own, and those of the other cities of the track."""
    public = Assessment.objects.filter(state__in=[rules.PUBLISHED, rules.FROZEN])
    public = public.filter(corrected_by__isnull=True).exclude(pk=row.pk)
    public = public.select_related("framework", "city")
    own = list(public.filter(city_id=viewer.city.pk))
    if row.city.track_id is None:
        return own
    others = public.filter(city__track_id=row.city.track_id).exclude(city_id=viewer.city.pk)
    return own + list(others)


def _peers(viewer: Viewer) -> list[PeerResult]:
    return list(PeerResult.objects.filter(city_id=viewer.city.pk))


def _name(viewer: Viewer, row: Assessment, other: Assessment) -> str:
    if other.city_id == row.city_id:
        return Texts(other.title).best(viewer.lang)[0]
    return Texts(other.city.name).best(viewer.lang)[0]


def _peer(row: Assessment, mine: tuple[float, float], peer: PeerResult) -> Compared:
    score, half = float(peer.score), float(peer.half_width)
    version = (peer.framework_code, peer.framework_version)
    same = version == (row.framework.code, row.framework.version)
    span = (score - half, score + half)
    return Compared(
        name=str(peer.name),
        framework=" ".join(version),
        low=span[0],
        high=span[1],
        score=score,
        verdict=compare(mine, span, same_framework=same),
        mark=peer.mark,
        dimensions={ident: (float(v), None, None) for ident, v in peer.dimensions.items()},
    )


def _by_dimension(own: Spans, theirs: Spans) -> dict[str, str]:
    found = {}
    for ident in own.keys() & theirs.keys():
        low, high = own[ident][1:]
        other_low, other_high = theirs[ident][1:]
        if None not in (low, high, other_low, other_high):
            found[ident] = compare((low, high), (other_low, other_high))  # type: ignore[arg-type]
    return found
