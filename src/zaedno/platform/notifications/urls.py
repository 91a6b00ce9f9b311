from django.urls import path

from zaedno.platform.notifications import backoffice
from zaedno.platform.notifications.views import devices, feeds, follows, news, rhythms

app_name = "notifications"
urlpatterns = [
    path("", news.news, name="news"),
    path("seen/", news.seen, name="seen"),
    path("settings/", rhythms.settings, name="settings"),
    path("settings/rhythm/", rhythms.set_rhythm, name="set_rhythm"),
    path("settings/feed/open/", rhythms.open_feed, name="open_feed"),
    path("settings/feed/end/", rhythms.end_feed, name="end_feed"),
    path("settings/devices/add/", devices.add, name="add_device"),
    path("settings/devices/<int:pk>/remove/", devices.remove, name="remove_device"),
    path("push/worker.js", devices.worker, name="worker"),
    path("follow/", follows.follow, name="follow"),
    path("unfollow/", follows.unfollow, name="unfollow"),
    path("mine/", follows.mine, name="mine"),
    path("mine/<int:pk>/rhythm/", rhythms.set_one, name="set_one"),
    path("confirm/<str:token>/", follows.confirm, name="confirm"),
    path("stop/<str:token>/", follows.stop, name="stop"),
    path("quiet/<str:token>/", rhythms.quiet, name="quiet"),
    path("quiet/<str:token>/rhythm/", rhythms.less, name="less"),
    path("feeds/mine/<str:token>/feed.atom", feeds.my_feed, name="my_feed"),
    path("feeds/mine/<str:token>/calendar.ics", feeds.my_calendar, name="my_calendar"),
    path("feeds/<str:kind>/<str:ident>/feed.atom", feeds.feed, name="feed"),
    path("feeds/<str:kind>/<str:ident>/calendar.ics", feeds.calendar, name="calendar"),
    path("outbox/", follows.outbox, name="outbox"),
    path("outbox/<int:pk>/", follows.outbox_letter, name="outbox_letter"),
    path("unsent/", backoffice.unsent, name="unsent"),
    path("unsent/resend/", backoffice.resend, name="resend"),
]
