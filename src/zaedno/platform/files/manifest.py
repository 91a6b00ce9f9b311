from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Verb

feature = Feature(
    name="files",
    title=_("Files"),
    verbs=(
        Verb("files.store", _("stored a file")),
        Verb("files.hold", _("put a file under a thing")),
    ),
    offers={"holdings_about": ("queries.holdings_about",)},
)
