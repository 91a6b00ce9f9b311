from django.urls import path

from zaedno.platform.identity.views import email, keeping

app_name = "identity"
urlpatterns = [
    path("email/", email.ask, name="email"),
    path("code/", email.code, name="code"),
    path("leave/", email.leave, name="leave"),
    path("go-on/", keeping.go_on, name="go_on"),
    path("drop/", keeping.drop, name="drop"),
]
