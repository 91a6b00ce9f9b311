from django.urls import path

from zaedno.features.proposals import backoffice, views

app_name = "proposals"
urlpatterns = [
    path("answered/", views.answered, name="answered"),
    path("p/<str:receipt>/", views.proposal, name="proposal"),
    path("p/<str:receipt>/edit/", views.revise, name="revise"),
    path("p/<str:receipt>/publish/", views.publish, name="publish"),
    path("p/<str:receipt>/withdraw/", views.withdraw, name="withdraw"),
    path("p/<str:receipt>/support/", views.support, name="support"),
    path("p/<str:receipt>/unsupport/", views.unsupport, name="unsupport"),
    path("p/<str:receipt>/answer/", backoffice.answer, name="answer"),
    path("p/<str:receipt>/merge/", backoffice.merge, name="merge"),
    path("p/<str:receipt>/hide/", backoffice.hide, name="hide"),
    path("p/<str:receipt>/appeal/", views.appeal, name="appeal"),
    path("p/<str:receipt>/ruling/", backoffice.rule, name="rule"),
    path("<slug:slug>/", views.listed, name="list"),
    path("<slug:slug>/new/", views.new, name="new"),
    path("<slug:slug>/paper/", backoffice.enter, name="enter"),
    path("<slug:slug>/answers/", backoffice.desk, name="desk"),
    path("<slug:slug>/proposals.csv", views.table, name="table"),
]
