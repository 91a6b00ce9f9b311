from zaedno.core.apps import FeatureConfig


class DecisionsConfig(FeatureConfig):
    name = "zaedno.features.decisions"
    label = "decisions"
