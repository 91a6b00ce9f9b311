from django.urls import path

from zaedno.platform.carrying import views

app_name = "carrying"
urlpatterns = [
    path("in/", views.bring_in, name="bring_in"),
    path("out/<slug:slug>/", views.take_out, name="take_out"),
    path("out/<slug:slug>/file/", views.download, name="download"),
]
