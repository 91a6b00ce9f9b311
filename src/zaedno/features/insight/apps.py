from zaedno.core.apps import FeatureConfig


class InsightConfig(FeatureConfig):
    name = "zaedno.features.insight"
    label = "insight"
