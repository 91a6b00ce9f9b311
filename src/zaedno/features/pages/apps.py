from zaedno.core.apps import FeatureConfig


class PagesConfig(FeatureConfig):
    name = "zaedno.features.pages"
    label = "pages"
