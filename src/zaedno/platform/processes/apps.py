from zaedno.core.apps import FeatureConfig


class ProcessesConfig(FeatureConfig):
    name = "zaedno.platform.processes"
    label = "processes"
