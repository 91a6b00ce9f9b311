from zaedno.core.apps import FeatureConfig


class SampleConfig(FeatureConfig):
    name = "zaedno.features.sample"
    label = "sample"
