from django.urls import path

from zaedno.features.indicators import backoffice, views

app_name = "indicators"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", backoffice.define, name="define"),
    path("choose/", backoffice.tie, name="tie"),
    path("export.csv", views.export, name="export"),
    path("<int:pk>/", views.indicator, name="indicator"),
    path("<int:pk>/edit/", backoffice.revise, name="revise"),
    path("<int:pk>/measure/", backoffice.measure, name="measure"),
    path("points/<int:pk>/correct/", backoffice.correct, name="correct"),
    path("mechanisms/", views.mechanisms, name="mechanisms"),
    path("mechanisms/new/", backoffice.new_mechanism, name="new_mechanism"),
    path("mechanisms/<int:pk>/", views.mechanism, name="mechanism"),
    path("mechanisms/<int:pk>/edit/", backoffice.revise_mechanism, name="revise_mechanism"),
    path("mechanisms/<int:pk>/use/", backoffice.count_use, name="count_use"),
]
