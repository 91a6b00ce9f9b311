from django.urls import path
from zaedno.features.sample import views

app_name = "sample"
urlpatterns = [
    path("", views.leaves, name="leaves"),
    path("leave", views.leave, name="leave"),
]
