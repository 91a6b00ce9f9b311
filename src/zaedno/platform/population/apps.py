from zaedno.core.apps import FeatureConfig


class PopulationConfig(FeatureConfig):
    name = "zaedno.platform.population"
    label = "population"
