from django.urls import path

from zaedno.features.reports import backoffice, views

app_name = "reports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", backoffice.start, name="start"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/write/", backoffice.write, name="write"),
    path("<slug:slug>/open/", backoffice.open_draft, name="open"),
    path("<slug:slug>/approve/", backoffice.approve, name="approve"),
    path("<slug:slug>/freeze/", backoffice.freeze, name="freeze"),
    path("<slug:slug>/correct/", backoffice.correct, name="correct"),
    path("<slug:slug>/v<int:number>/", views.version, name="version"),
    path("<slug:slug>/v<int:number>/report.<slug:form>", views.download, name="download"),
]
