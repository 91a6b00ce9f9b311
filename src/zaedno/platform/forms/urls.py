from django.urls import path

from zaedno.platform.forms import backoffice

app_name = "forms"
urlpatterns = [
    path("<int:pk>/", backoffice.editor, name="editor"),
    path("<int:pk>/pages/new/", backoffice.new_page, name="new_page"),
    path("<int:pk>/move/", backoffice.move, name="move"),
    path("<int:pk>/remove/", backoffice.remove, name="remove"),
    path("pages/<int:pk>/", backoffice.change_page, name="page"),
    path("pages/<int:pk>/add/<slug:kind>/", backoffice.new_question, name="new_question"),
    path("pages/<int:pk>/group/", backoffice.ask_group, name="ask_group"),
    path("questions/<int:pk>/pictures/", backoffice.pictures, name="pictures"),
    path("questions/<int:pk>/", backoffice.change_question, name="question"),
]
