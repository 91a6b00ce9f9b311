"""The methods a city may start from: the house's templates and those it took in itself."""

from __future__ import annotations

import yaml
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops import methods
from zaedno.features.workshops.methods import Template
from zaedno.features.workshops.models.method import MethodFile


def files(viewer: Viewer) -> list[MethodFile]:
    return list(MethodFile.objects.filter(city_id=viewer.city.pk).select_related("by"))


def known(viewer: Viewer) -> dict[str, Template]:
    """Every version by its code, the newest of each method last."""
    own = [methods.template(yaml.safe_load(row.source), own=True) for row in files(viewer)]
    return methods.in_order([*methods.templates().values(), *own]) if own else methods.templates()


def newest(viewer: Viewer) -> list[Template]:
    return methods.newest_of(known(viewer))


def template_of(viewer: Viewer, method: str, version: str) -> Template | None:
    """What an event was made from; most events need no look into the city's own files."""
    code = f"{method}-{version}"
    return methods.templates().get(code) or known(viewer).get(code)


def one(viewer: Viewer, code: str) -> Template:
    found = known(viewer).get(code)
    if found is None:
        raise Http404
    return found


def source(viewer: Viewer, code: str) -> str:
    """The file as it is shared."""
    found = one(viewer, code)
    if not found.own:
        return methods.source_of(code)
    return next(row.source for row in files(viewer) if str(row) == code)
