from django.urls import path

from zaedno.features.documents import backoffice, views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", backoffice.new, name="new"),
    path("cite/", backoffice.cite, name="cite"),
    path("attach/", backoffice.attach, name="attach"),
    path("links/", backoffice.links, name="links"),
    path("links/<int:pk>/check/", backoffice.check_link, name="check_link"),
    path("for/<str:kind>/<str:ident>/print/", views.reading_list, name="reading_list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("<slug:slug>/edit/", backoffice.correct, name="correct"),
    path("<slug:slug>/versions/new/", backoffice.add_version, name="add_version"),
    path("<slug:slug>/summary/", backoffice.summarise, name="summarise"),
    path("<slug:slug>/publish/", backoffice.publish, name="publish"),
    path("<slug:slug>/replace/", backoffice.replace, name="replace"),
]
