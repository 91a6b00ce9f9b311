"""Zaedno: the open platform on which a city listens, decides, delivers and answers."""

__version__ = "0.1.0"
