from zaedno.core.apps import FeatureConfig


class SearchConfig(FeatureConfig):
    name = "zaedno.platform.search"
    label = "search"
