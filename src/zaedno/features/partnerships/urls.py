from django.urls import path

from zaedno.features.partnerships import backoffice, views

app_name = "partnerships"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", backoffice.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", backoffice.revise, name="revise"),
    path("<int:pk>/publish/", backoffice.publish, name="publish"),
]
