from zaedno.core.apps import FeatureConfig


class CarryingConfig(FeatureConfig):
    name = "zaedno.platform.carrying"
    label = "carrying"
