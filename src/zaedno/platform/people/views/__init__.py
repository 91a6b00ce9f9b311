from zaedno.platform.people.views.organisations import organisation, organisations

__all__ = ["organisation", "organisations"]
