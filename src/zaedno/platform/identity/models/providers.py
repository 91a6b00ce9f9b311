"""Who else may say who somebody is: OpenID Connect providers, and which accounts they open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import SealedField, TextsField, texts_filled


class Provider(models.Model):
    """One provider of a city: its address, what it serves, and how what it tells is read.

    `claims` says under which name it tells what the city asks; `districts` what it calls them.
    """

    class Shows(models.TextChoices):
        LIST = "list", _("whoever stands on the city's list of people")
        CLAIM = "claim", _("whoever it says so of, by the claim below")
        ALL = "all", _("everybody it knows: it serves residents of the city alone")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    name = TextsField(max_length=60)
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    secret = SealedField(blank=True)
    scopes = models.CharField(max_length=200, default="openid")
    acr = models.CharField(max_length=200, blank=True)
    sign_in = models.BooleanField(default=False)
    residents = models.BooleanField(default=False)
    shows = models.CharField(max_length=5, choices=Shows, default=Shows.LIST)
    claim = models.CharField(max_length=120, blank=True)
    claim_values = models.JSONField(default=list)
    claims = models.JSONField(default=dict)
    districts = models.JSONField(default=dict)
    down_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=20, blank=True)
    trouble_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "issuer", "client_id"], name="provider_client_once"
            ),
            texts_filled("name", name="provider_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class ProviderLink(models.Model):
    """That a provider opens an account: a keyed print of issuer and subject, and nothing else."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "digest"], name="provider_subject_once"),
            models.UniqueConstraint(fields=["provider", "person"], name="provider_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.provider_id}"
