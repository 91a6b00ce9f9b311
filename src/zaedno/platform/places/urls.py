from django.urls import path

from zaedno.platform.places import views

app_name = "places"
urlpatterns = [
    path("outlines.json", views.outlines, name="outlines"),
    path("settings/", views.settings, name="settings"),
    path("settings/outlines/", views.set_outlines, name="set_outlines"),
]
