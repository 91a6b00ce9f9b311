"""How a city's maps begin, and the outlines of its districts."""

from __future__ import annotations

from django.db import models


class CityMap(models.Model):
    """Where maps of a city open and whose pictures lie under them; no row, no foreign pictures."""

    city = models.OneToOneField("cities.City", on_delete=models.PROTECT, related_name="+")
    lat = models.FloatField()
    lon = models.FloatField()
    zoom = models.PositiveSmallIntegerField(default=12)
    tiles = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="map_on_earth",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lat}, {self.lon}"


class Outline(models.Model):
    """Where a district lies, so that a place finds its district and a map has something to show."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    district = models.OneToOneField(
        "cities.District", on_delete=models.CASCADE, related_name="outline"
    )
    area = models.JSONField()

    def __str__(self) -> str:
        return f"{self.district_id}"
