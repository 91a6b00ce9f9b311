from django.urls import path

from zaedno.features.commitments import backoffice, views

app_name = "commitments"
urlpatterns = [
    path("", views.listing, name="list"),
    path("table.csv", views.table, name="table"),
    path("review/<int:year>-<int:half>/", views.review, name="review"),
    path("new/", backoffice.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/confirm/", backoffice.confirm, name="confirm"),
    path("<int:pk>/refuse/", backoffice.refuse, name="refuse"),
    path("<int:pk>/report/", backoffice.report, name="report"),
    path("<int:pk>/amend/", backoffice.amend, name="amend"),
    path("<int:pk>/withdraw/", backoffice.withdraw, name="withdraw"),
]
