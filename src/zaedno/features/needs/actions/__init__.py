from zaedno.features.needs.actions import needs, solutions

__all__ = ["needs", "solutions"]
