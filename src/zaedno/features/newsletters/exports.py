"""The archive as Atom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import queries
from zaedno.platform.cities.addresses import absolute, host_of
from zaedno.platform.notifications.exports import plain

NEWEST = 30


def feed(viewer: Viewer) -> str:
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    here = absolute(viewer.city, reverse("newsletters:feed"))
    atom = Atom1Feed(
        title=plain(_("Newsletters – %(city)s") % {"city": viewer.city}),
        link=absolute(viewer.city, reverse("newsletters:index")),
        description=_("The letters of the city to those who asked for them."),
        language=viewer.lang,
        feed_url=here,
        feed_guid=here,
        author_name=plain(str(viewer.city)),
    )
    for row in queries.archive(everybody)[:NEWEST]:
        atom.add_item(
            title=plain(row.title.best(viewer.lang)[0]),
            link=absolute(viewer.city, row.get_absolute_url()),
            description=plain(row.lead.best(viewer.lang)[0]),
            unique_id=f"tag:{host_of(viewer.city)},2021:newsletter:{row.pk}",
            pubdate=row.sent_at,
            updateddate=row.sent_at,
        )
    return atom.writeString("utf-8")
