from django.urls import path

from zaedno.features.insight import backoffice, views

app_name = "insight"
urlpatterns = [
    path("lines/<int:pk>/", views.line, name="line"),
    path("lines/<int:pk>/edit/", backoffice.change_line, name="change_line"),
    path("lines/<int:pk>/publish/", backoffice.publish_line, name="publish_line"),
    path("lines/<int:pk>/withdraw/", backoffice.withdraw_line, name="withdraw_line"),
    path("lines/<int:pk>/remove/", backoffice.remove_line, name="remove_line"),
    path("<slug:slug>/", views.process, name="process"),
    path("<slug:slug>/alike/", views.alike, name="alike"),
    path("<slug:slug>/unsaid/", views.unsaid, name="unsaid"),
    path("<slug:slug>/contributions.csv", views.table, name="table"),
    path("<slug:slug>/insight.json", views.document, name="document"),
    path("<slug:slug>/desk/", backoffice.desk, name="desk"),
    path("<slug:slug>/desk/sort/", backoffice.sort, name="sort"),
    path("<slug:slug>/themes/new/", backoffice.add_theme, name="add_theme"),
    path("<slug:slug>/themes/<slug:code>/", views.theme, name="theme"),
    path("<slug:slug>/themes/<slug:code>/edit/", backoffice.change_theme, name="change_theme"),
    path("<slug:slug>/themes/<slug:code>/remove/", backoffice.remove_theme, name="remove_theme"),
    path("<slug:slug>/themes/<slug:code>/place/", backoffice.place, name="place"),
    path("<slug:slug>/themes/<slug:code>/line/", backoffice.write_line, name="write_line"),
]
