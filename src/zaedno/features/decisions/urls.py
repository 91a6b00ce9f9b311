from django.urls import path

from zaedno.features.decisions import backoffice, views

app_name = "decisions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", backoffice.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/budget/", backoffice.budget, name="budget"),
    path("<int:pk>/plan/", backoffice.plan, name="plan"),
    path("deliveries/<int:pk>/check/", views.check, name="check"),
    path("deliveries/<int:pk>/deliver/", backoffice.deliver, name="deliver"),
    path("deliveries/<int:pk>/delay/", backoffice.delay, name="delay"),
    path("checks/", backoffice.checks, name="checks"),
    path("checks/<int:pk>/publish/", backoffice.publish_check, name="publish_check"),
    path("checks/<int:pk>/hide/", backoffice.hide_check, name="hide_check"),
    path("checks/<int:pk>/answer/", backoffice.answer_check, name="answer_check"),
]
