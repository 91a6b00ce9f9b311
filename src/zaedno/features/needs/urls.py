from django.urls import path

from zaedno.features.needs import backoffice, views

app_name = "needs"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", backoffice.new, name="new"),
    path("evidence/", backoffice.evidence, name="evidence"),
    path("<int:pk>/", views.need, name="need"),
    path("<int:pk>/edit/", backoffice.correct, name="correct"),
    path("<int:pk>/validate/", backoffice.validate, name="validate"),
    path("<int:pk>/priority/", backoffice.prioritise, name="prioritise"),
    path("<int:pk>/answer/", backoffice.answer, name="answer"),
    path("<int:pk>/close/", backoffice.close, name="close"),
    path("solutions/", views.solutions, name="solutions"),
    path("solutions/new/", backoffice.propose, name="propose"),
    path("solutions/<int:pk>/", views.solution, name="solution"),
    path("solutions/<int:pk>/edit/", backoffice.revise, name="revise"),
    path("solutions/<int:pk>/readiness/", backoffice.advance, name="advance"),
]
