from zaedno.core.apps import FeatureConfig


class NotificationsConfig(FeatureConfig):
    name = "zaedno.platform.notifications"
    label = "notifications"
