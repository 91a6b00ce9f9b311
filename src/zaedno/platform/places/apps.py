from zaedno.core.apps import FeatureConfig


class PlacesConfig(FeatureConfig):
    name = "zaedno.platform.places"
    label = "places"
