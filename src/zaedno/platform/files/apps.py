from zaedno.core.apps import FeatureConfig


class FilesConfig(FeatureConfig):
    name = "zaedno.platform.files"
    label = "files"
