from zaedno.core.apps import FeatureConfig


class CommitmentsConfig(FeatureConfig):
    name = "zaedno.features.commitments"
    label = "commitments"
