from django.urls import path

from zaedno.platform.people import views

app_name = "people"
urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
]
