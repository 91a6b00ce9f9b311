from django.urls import path

from zaedno.platform.processes import backoffice, views

app_name = "processes"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", backoffice.choose, name="choose"),
    path("new/<slug:recipe>/", backoffice.plan, name="plan"),
    path("<slug:slug>/", views.process, name="process"),
    path("<slug:slug>/edit/", backoffice.revise, name="revise"),
    path("<slug:slug>/stages/", backoffice.stages, name="stages"),
    path("<slug:slug>/ready/", backoffice.ready, name="ready"),
    path("<slug:slug>/publish/", backoffice.publish, name="publish"),
    path("<slug:slug>/conclude/", backoffice.conclude, name="conclude"),
    path("<slug:slug>/stages/<int:position>/extend/", backoffice.extend, name="extend"),
    path("<slug:slug>/stages/<int:position>/close/", backoffice.close_stage, name="close_stage"),
    path("<slug:slug>/stages/<int:position>/screening/", backoffice.screen, name="screen"),
]
