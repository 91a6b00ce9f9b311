from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature

feature = Feature(name="moderation", title=_("Moderation"))
