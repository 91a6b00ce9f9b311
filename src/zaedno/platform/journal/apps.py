from zaedno.core.apps import FeatureConfig


class JournalConfig(FeatureConfig):
    name = "zaedno.platform.journal"
    label = "journal"
