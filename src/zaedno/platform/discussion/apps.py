from zaedno.core.apps import FeatureConfig


class DiscussionConfig(FeatureConfig):
    name = "zaedno.platform.discussion"
    label = "discussion"
