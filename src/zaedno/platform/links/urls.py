from django.urls import path

from zaedno.platform.links import views

app_name = "links"
urlpatterns = [
    path("r/", views.by_number, name="by_number"),
    path("r/<str:number>/", views.by_number, name="receipt"),
    path("ties/<int:pk>/end/", views.unlink, name="unlink"),
    path("mine/<str:kind>/<str:ident>/<str:token>/", views.mine, name="mine"),
    path("<str:kind>/<str:ident>/", views.thread, name="thread"),
]
