from django.urls import path

from zaedno.platform.identity.backoffice import acting, counter, settings
from zaedno.platform.identity.views import email, factor, keeping, residents

app_name = "identity"
urlpatterns = [
    path("", residents.mine, name="mine"),
    path("email/", email.ask, name="email"),
    path("code/", email.code, name="code"),
    path("leave/", email.leave, name="leave"),
    path("go-on/", keeping.go_on, name="go_on"),
    path("drop/", keeping.drop, name="drop"),
    path("factor/", factor.show, name="factor"),
    path("factor/set/", factor.set_up, name="factor_set"),
    path("factor/drop/", factor.drop, name="factor_drop"),
    path("factor/require/", factor.require, name="factor_require"),
    path("list/", residents.by_list, name="by_list"),
    path("letter/", residents.by_letter, name="by_letter"),
    path("letter/code/", residents.letter_code, name="letter_code"),
    path("letter/give-up/", residents.give_up, name="give_up_letter"),
    path("desk/", residents.at_desk, name="at_desk"),
    path("counter/", counter.counter, name="counter"),
    path("counter/verify/", counter.verify, name="verify"),
    path("counter/letters/", counter.print_letters, name="print_letters"),
    path("counter/find/", counter.find, name="find"),
    path("counter/<int:pk>/revoke/", counter.revoke, name="revoke"),
    path("counter/begin/", acting.begin, name="begin_acting"),
    path("counter/verify-here/", acting.verify_here, name="verify_here"),
    path("counter/acting/<str:receipt>/", acting.acting, name="acting"),
    path("counter/acting/<str:receipt>/end/", acting.end, name="end_acting"),
    path("settings/", settings.policy, name="settings"),
    path("settings/list/", settings.bring_list, name="bring_list"),
    path("settings/groups/new/", settings.name_group, name="name_group"),
    path("settings/groups/<int:pk>/", settings.change_group, name="change_group"),
]
