"""How it is said who may do what in a stage: one sentence for the verbs that share a rule."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from zaedno.core.registry import Method
from zaedno.platform.identity.rules import READ, Only
from zaedno.platform.processes.models import Stage


def who_may(method: Method | None, who: Mapping[str, str], only: Mapping[str, Only]) -> list[str]:
    """“Propose and support: verified residents of Far, between 16 and 25 years.”"""
    if method is None:
        return []
    alike: dict[tuple[str, Only], list[str]] = {}
    for verb, said in method.verbs.items():
        if verb in who:
            alike.setdefault((who[verb], only[verb]), []).append(str(said))
    return [
        _("%(deeds)s: %(whom)s.")
        % {"deeds": capfirst(_listed(deeds)), "whom": _whom(level, narrow)}
        for (level, narrow), deeds in alike.items()
    ]


def _listed(deeds: list[str]) -> str:
    if len(deeds) == 1:
        return deeds[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(deeds[:-1]), "last": deeds[-1]}


def _whom(who: str, only: Only) -> str:
    """The level and what narrows it; a district or an age is for verified residents alone."""
    level = Stage.Who.RESIDENT if only.asks_residence and who != Stage.Who.ORGANISATION else who
    if only.groups and not only.asks_residence and who == READ:
        level = Stage.Who.EMAIL
    told = [str(Stage.Who(level).label)]
    if only.district_words:
        told.append(_("only of %(districts)s") % {"districts": only.district_words})
    if only.age_words:
        told.append(_("only %(ages)s") % {"ages": only.age_words})
    if only.group_words:
        told.append(_("only of: %(groups)s") % {"groups": only.group_words})
    return ", ".join(told)
