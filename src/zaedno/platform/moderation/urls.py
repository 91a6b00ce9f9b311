from django.urls import path

from zaedno.platform.moderation import views

app_name = "moderation"
urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("words/", views.words, name="words"),
    path("transparency/", views.transparency, name="transparency"),
]
