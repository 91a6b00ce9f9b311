from django.urls import path

from zaedno.platform.notifications import backoffice, views

app_name = "notifications"
urlpatterns = [
    path("follow/", views.follow, name="follow"),
    path("unfollow/", views.unfollow, name="unfollow"),
    path("mine/", views.mine, name="mine"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("outbox/", views.outbox, name="outbox"),
    path("unsent/", backoffice.unsent, name="unsent"),
    path("unsent/resend/", backoffice.resend, name="resend"),
]
