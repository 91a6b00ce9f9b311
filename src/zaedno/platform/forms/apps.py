from zaedno.core.apps import FeatureConfig


class FormsConfig(FeatureConfig):
    name = "zaedno.platform.forms"
    label = "forms"
