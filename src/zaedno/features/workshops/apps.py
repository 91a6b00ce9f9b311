from zaedno.core.apps import FeatureConfig


class WorkshopsConfig(FeatureConfig):
    name = "zaedno.features.workshops"
    label = "workshops"
