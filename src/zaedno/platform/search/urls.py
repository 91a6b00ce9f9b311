from django.urls import path

from zaedno.platform.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:code>/", views.topic, name="topic"),
    path("districts/<slug:slug>/", views.district, name="district"),
]
