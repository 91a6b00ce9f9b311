from zaedno.core.apps import FeatureConfig


class ModerationConfig(FeatureConfig):
    name = "zaedno.platform.moderation"
    label = "moderation"
