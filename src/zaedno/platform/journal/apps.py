from django.db.models.signals import post_migrate

from zaedno.core.apps import FeatureConfig
from zaedno.platform.journal import triggers


class JournalConfig(FeatureConfig):
    name = "zaedno.platform.journal"
    label = "journal"

    def ready(self) -> None:
        super().ready()
        post_migrate.connect(triggers.after_migrate, dispatch_uid="journal.triggers")
