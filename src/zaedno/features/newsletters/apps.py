from zaedno.core.apps import FeatureConfig


class NewslettersConfig(FeatureConfig):
    name = "zaedno.features.newsletters"
    label = "newsletters"
