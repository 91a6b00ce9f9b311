from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "zaedno.site"
    label = "zaedno_site"
