from zaedno.core.apps import FeatureConfig


class CitiesConfig(FeatureConfig):
    name = "zaedno.platform.cities"
    label = "cities"
