from django.urls import path

from zaedno.platform.cities import backoffice, views

app_name = "cities"
urlpatterns = [
    path("programme/", views.programme, name="programme"),
    path("tracks/<slug:slug>/", views.track, name="track"),
    path("timeline/", views.timeline, name="timeline"),
    path("settings/", backoffice.settings, name="settings"),
    path("settings/face/", backoffice.set_face, name="set_face"),
    path("settings/figures/", backoffice.record_figure, name="record_figure"),
    path("settings/milestones/", backoffice.record_milestone, name="record_milestone"),
]
