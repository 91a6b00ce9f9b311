from zaedno.core.apps import FeatureConfig


class IndicatorsConfig(FeatureConfig):
    name = "zaedno.features.indicators"
    label = "indicators"
