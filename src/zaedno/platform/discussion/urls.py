from django.urls import path

from zaedno.platform.discussion import backoffice, views

app_name = "discussion"
urlpatterns = [
    path("desk/", backoffice.desk, name="desk"),
    path("c/<str:receipt>/", views.comment, name="comment"),
    path("c/<str:receipt>/reply/", views.reply, name="reply"),
    path("c/<str:receipt>/edit/", views.change, name="edit"),
    path("c/<str:receipt>/withdraw/", views.withdraw, name="withdraw"),
    path("c/<str:receipt>/react/", views.react, name="react"),
    path("c/<str:receipt>/unreact/", views.unreact, name="unreact"),
    path("c/<str:receipt>/history/", views.history, name="history"),
    path("c/<str:receipt>/report/", views.report, name="report"),
    path("c/<str:receipt>/keep/", backoffice.keep, name="keep"),
    path("c/<str:receipt>/approve/", backoffice.approve, name="approve"),
    path("c/<str:receipt>/hide/", backoffice.hide, name="hide"),
    path("c/<str:receipt>/appeal/", views.appeal, name="appeal"),
    path("c/<str:receipt>/ruling/", backoffice.rule, name="rule"),
    path("<str:kind>/<str:ident>/", views.thread, name="thread"),
    path("<str:kind>/<str:ident>/comments.csv", views.table, name="table"),
    path("<str:kind>/<str:ident>/comments.json", views.document, name="document"),
    path("<str:kind>/<str:ident>/write/", views.write, name="write"),
    path("<str:kind>/<str:ident>/close/", backoffice.close, name="close"),
    path("<str:kind>/<str:ident>/open/", backoffice.open_thread, name="open"),
]
