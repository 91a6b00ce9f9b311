from zaedno.core.apps import FeatureConfig


class LinksConfig(FeatureConfig):
    name = "zaedno.platform.links"
    label = "links"
