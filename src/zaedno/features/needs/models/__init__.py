from zaedno.features.needs.models.need import Need
from zaedno.features.needs.models.solution import (
    Answering,
    Readiness,
    Solution,
    Step,
    Tag,
)

__all__ = ["Answering", "Need", "Readiness", "Solution", "Step", "Tag"]
