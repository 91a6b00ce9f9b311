from zaedno.core.apps import FeatureConfig


class ReportsConfig(FeatureConfig):
    name = "zaedno.features.reports"
    label = "reports"
