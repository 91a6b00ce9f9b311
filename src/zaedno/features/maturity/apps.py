from zaedno.core.apps import FeatureConfig


class MaturityConfig(FeatureConfig):
    name = "zaedno.features.maturity"
    label = "maturity"
