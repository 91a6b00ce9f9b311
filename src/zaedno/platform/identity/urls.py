from django.urls import path

from zaedno.platform.identity.backoffice import acting, counter, settings
from zaedno.platform.identity.backoffice import providers as setting_up
from zaedno.platform.identity.views import email, factor, keeping, links, provider, residents

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
    path("to/<int:pk>/", provider.to_provider, name="to_provider"),
    path("back/", provider.came_back, name="came_back"),
    path("newcomer/", links.newcomer, name="newcomer"),
    path("newcomer/join/", links.join, name="join"),
    path("links/", links.links, name="links"),
    path("links/link/", links.link, name="link"),
    path("links/<int:pk>/unlink/", links.unlink, name="unlink"),
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
    path("settings/providers/new/", setting_up.add, name="add_provider"),
    path("settings/providers/<int:pk>/", setting_up.show, name="provider"),
    path("settings/providers/<int:pk>/edit/", setting_up.change, name="change_provider"),
    path("settings/providers/<int:pk>/try/", setting_up.try_it, name="try_provider"),
    path("settings/providers/<int:pk>/drop/", setting_up.drop, name="drop_provider"),
    path("settings/groups/new/", settings.name_group, name="name_group"),
    path("settings/groups/<int:pk>/", settings.change_group, name="change_group"),
]
