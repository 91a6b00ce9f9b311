from zaedno.core.apps import FeatureConfig


class DebatesConfig(FeatureConfig):
    name = "zaedno.features.debates"
    label = "debates"
