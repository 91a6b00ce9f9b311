from django.urls import path

from zaedno.features.debates import backoffice, views

app_name = "debates"
urlpatterns = [
    path("d/<str:receipt>/", views.debate, name="debate"),
    path("d/<str:receipt>/picture/", views.drawing, name="picture"),
    path("d/<str:receipt>/argue/", views.argue, name="argue"),
    path("d/<str:receipt>/argue/<str:under>/", views.argue, name="argue_under"),
    path("d/<str:receipt>/edit/", backoffice.reword, name="reword"),
    path("d/<str:receipt>/summing-up/", backoffice.summing_up, name="summing"),
    path("d/<str:receipt>/summing-up/publish/", backoffice.sum_up, name="sum_up"),
    path("d/<str:receipt>/summing-up/<int:position>/", backoffice.drop_line, name="drop_line"),
    path("d/<str:receipt>/arguments.csv", views.table, name="table"),
    path("d/<str:receipt>/arguments.json", views.document, name="document"),
    path("d/<str:receipt>/arguments.atom", views.feed, name="feed"),
    path("a/<str:receipt>/", views.argument, name="argument"),
    path("a/<str:receipt>/weigh/", views.weigh, name="weigh"),
    path("a/<str:receipt>/withdraw/", views.withdraw, name="withdraw"),
    path("a/<str:receipt>/approve/", backoffice.approve, name="approve"),
    path("a/<str:receipt>/merge/", backoffice.merge, name="merge"),
    path("a/<str:receipt>/hide/", backoffice.hide, name="hide"),
    path("a/<str:receipt>/appeal/", views.appeal, name="appeal"),
    path("a/<str:receipt>/ruling/", backoffice.rule, name="rule"),
    path("<slug:slug>/", views.listed, name="list"),
    path("<slug:slug>/new/", backoffice.pose, name="pose"),
]
