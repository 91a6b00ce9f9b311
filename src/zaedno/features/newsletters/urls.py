from django.urls import path

from zaedno.features.newsletters import backoffice, views

app_name = "newsletters"
urlpatterns = [
    path("", views.index, name="index"),
    path("subscribe/", views.subscribe, name="subscribe"),
    path("leave/", views.leave, name="leave"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("end/<str:token>/", views.end, name="end"),
    path("feed.atom", views.feed, name="feed"),
    path("desk/", backoffice.desk, name="desk"),
    path("new/", backoffice.new, name="new"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/edit/", backoffice.edit, name="edit"),
    path("<int:pk>/words/", backoffice.add_words, name="add_words"),
    path("<int:pk>/things/", backoffice.add_thing, name="add_thing"),
    path("<int:pk>/parts/<int:part>/drop/", backoffice.drop_part, name="drop_part"),
    path("<int:pk>/preview/", backoffice.preview, name="preview"),
    path("<int:pk>/test/", backoffice.try_out, name="try_out"),
    path("<int:pk>/plan/", backoffice.plan, name="plan"),
    path("<int:pk>/call-back/", backoffice.call_back, name="call_back"),
]
