from zaedno.core.apps import FeatureConfig


class ProposalsConfig(FeatureConfig):
    name = "zaedno.features.proposals"
    label = "proposals"
