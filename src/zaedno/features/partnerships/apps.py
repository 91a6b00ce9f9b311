from zaedno.core.apps import FeatureConfig


class PartnershipsConfig(FeatureConfig):
    name = "zaedno.features.partnerships"
    label = "partnerships"
