from zaedno.core.apps import FeatureConfig


class IdentityConfig(FeatureConfig):
    name = "zaedno.platform.identity"
    label = "identity"
