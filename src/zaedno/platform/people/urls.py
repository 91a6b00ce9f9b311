from django.urls import path

from zaedno.platform.people import backoffice
from zaedno.platform.people.views import accounts, me, organisations

app_name = "people"
urlpatterns = [
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("sign-up/", accounts.sign_up, name="sign_up"),
    path("letter-sent/", accounts.letter_sent, name="letter_sent"),
    path("link/", accounts.ask_link, name="ask_link"),
    path("reset/", accounts.reset, name="reset"),
    path("confirm/<str:token>/", accounts.confirm, name="confirm"),
    path("enter/<str:token>/", accounts.enter, name="enter"),
    path("new-password/<str:token>/", accounts.choose_password, name="choose_password"),
    path("demo/<slug:role>/", accounts.demo_sign_in, name="demo_sign_in"),
    path("me/", me.me, name="me"),
    path("me/name/", me.rename, name="rename"),
    path("me/password/", me.change_password, name="change_password"),
    path("me/data/", me.my_data, name="my_data"),
    path("me/erase/", me.erase, name="erase"),
    path("roles/<int:pk>/end/", me.leave_role, name="leave_role"),
    path("representations/<int:pk>/end/", me.end_representation, name="end_representation"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", backoffice.register_organisation, name="register_organisation"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/claim/", organisations.claim, name="claim"),
    path(
        "organisations/<slug:slug>/edit/",
        backoffice.revise_organisation,
        name="revise_organisation",
    ),
    path("organisations/<slug:slug>/join/", backoffice.join, name="join"),
    path("memberships/<int:pk>/end/", backoffice.end_membership, name="end_membership"),
    path("people/", backoffice.people, name="people"),
    path("claims/", backoffice.claims, name="claims"),
    path("claims/<int:pk>/", backoffice.decide_claim, name="decide_claim"),
]
