from zaedno.core.apps import FeatureConfig


class SurveysConfig(FeatureConfig):
    name = "zaedno.features.surveys"
    label = "surveys"
