from zaedno.core.apps import FeatureConfig


class DocumentsConfig(FeatureConfig):
    name = "zaedno.features.documents"
    label = "documents"
