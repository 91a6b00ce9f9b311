from zaedno.core.apps import FeatureConfig


class StatisticsConfig(FeatureConfig):
    name = "zaedno.features.statistics"
    label = "statistics"
