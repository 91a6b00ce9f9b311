from zaedno.core.apps import FeatureConfig


class PeopleConfig(FeatureConfig):
    name = "zaedno.platform.people"
    label = "people"
