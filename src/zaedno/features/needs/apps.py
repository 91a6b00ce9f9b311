from zaedno.core.apps import FeatureConfig


class NeedsConfig(FeatureConfig):
    name = "zaedno.features.needs"
    label = "needs"
