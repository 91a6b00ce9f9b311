"""Large forms are counted beforehand, so that their pages are as fast as those of small ones."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.platform.cities.queries import live_cities
from zaedno.platform.forms import results
from zaedno.platform.forms.actions.tallying import tally
from zaedno.platform.forms.queries import rows, tallies


def count_due() -> int:
    done = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for form in tallies.due(ctx.viewer):
            questions = rows.outline(ctx.viewer, form).questions()
            tally(ctx, form=form, pairs=results.pairs(list(questions), tallies.MOST_GROUPS))
            done += 1
    return done
