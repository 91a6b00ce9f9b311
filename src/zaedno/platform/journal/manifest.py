from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature

feature = Feature(name="journal", title=_("Journal"))
