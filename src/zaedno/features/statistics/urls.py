from django.urls import path

from zaedno.features.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.city, name="city"),
    path("numbers.csv", views.table, name="table"),
    path("numbers.json", views.document, name="document"),
    path("<slug:slug>/", views.process, name="process"),
    path("<slug:slug>/numbers.csv", views.table, name="process_table"),
    path("<slug:slug>/numbers.json", views.document, name="process_document"),
]
