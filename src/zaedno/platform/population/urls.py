from django.urls import path

from zaedno.platform.population import views

app_name = "population"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:feature>/edit/", views.declare, name="declare"),
]
