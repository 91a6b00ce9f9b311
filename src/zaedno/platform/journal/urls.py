from django.urls import path

from zaedno.platform.journal import backoffice, views

app_name = "journal"
urlpatterns = [
    path("", backoffice.journal, name="journal"),
    path("table.csv", backoffice.table, name="table"),
    path("log.jsonl", backoffice.log, name="log"),
    path("stuck/", backoffice.stuck, name="stuck"),
    path("stuck/<int:pk>/retry/", backoffice.retry, name="retry"),
    path("checks/", views.checks, name="checks"),
    path("checkpoints.json", views.checkpoints, name="checkpoints"),
    path("key", views.key, name="key"),
    path("proof/<int:event>.json", views.proof, name="proof"),
    path("growth/<int:old>-<int:size>.json", views.growth, name="growth"),
]
