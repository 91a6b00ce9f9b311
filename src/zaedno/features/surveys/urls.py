from django.urls import path

from zaedno.features.surveys.backoffice import exports, making, paper, results
from zaedno.features.surveys.views import reading, replying

app_name = "surveys"
urlpatterns = [
    path("", reading.listed, name="list"),
    path("new/", making.new, name="new"),
    path("<slug:slug>/", reading.survey, name="survey"),
    path("<slug:slug>/sheet/", reading.sheet, name="sheet"),
    path("<slug:slug>/page/<int:number>/", replying.fill, name="fill"),
    path("<slug:slug>/later/", replying.later, name="later"),
    path("<slug:slug>/received/<str:receipt>/", replying.received, name="received"),
    path("<slug:slug>/draft/<uuid:ident>/<str:token>/", replying.resume, name="resume"),
    path("<slug:slug>/edit/", making.revise, name="revise"),
    path("<slug:slug>/publish/", making.publish, name="publish"),
    path("<slug:slug>/close/", making.close, name="close"),
    path("<slug:slug>/copy/", making.copy, name="copy"),
    path("<slug:slug>/results/", results.shown, name="results"),
    path("<slug:slug>/results/all/", results.desk, name="desk"),
    path("<slug:slug>/results/publish/", results.publish, name="publish_result"),
    path("<slug:slug>/paper/", paper.queue, name="paper"),
    path("<slug:slug>/paper/new/", paper.enter, name="enter"),
    path("<slug:slug>/paper/print/", paper.printed, name="print"),
    path("<slug:slug>/paper/table/", paper.bring_in, name="import"),
    path("<slug:slug>/paper/approve/", paper.approve, name="approve"),
    path("<slug:slug>/paper/<uuid:ident>/", paper.correct, name="correct"),
    path("<slug:slug>/replies.csv", exports.table, {"kind": "replies.csv"}, name="csv"),
    path("<slug:slug>/replies.json", exports.table, {"kind": "replies.json"}, name="json"),
    path("<slug:slug>/columns.csv", exports.table, {"kind": "columns.csv"}, name="columns"),
]
