from __future__ import annotations

from django.urls import URLPattern, path

from zaedno.features.workshops.backoffice import polls as poll_desk
from zaedno.features.workshops.views import polls

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/boards/polls/", polls.polls, name="polls"),
    path("<slug:slug>/boards/polls/new/", poll_desk.new_poll, name="new_poll"),
    path("boards/polls/<int:pk>/", polls.poll, name="poll"),
    path("boards/polls/<int:pk>/answer/", polls.answer, name="answer_poll"),
    path("boards/polls/<int:pk>/open/", poll_desk.open_poll, name="open_poll"),
    path("boards/polls/<int:pk>/close/", poll_desk.close_poll, name="close_poll"),
    path("boards/polls/<int:pk>/publish/", poll_desk.publish_poll, name="publish_poll"),
    path("boards/polls/<int:pk>/repeat/", poll_desk.repeat_poll, name="repeat_poll"),
    path("boards/polls/<int:pk>/replies/", poll_desk.replies, name="replies"),
    path("boards/polls/<int:pk>/stop-word/", poll_desk.stop_word, name="stop_word"),
    path("boards/polls/<int:pk>/allow-word/", poll_desk.allow_word, name="allow_word"),
    path("boards/polls/replies/<int:pk>/show/", poll_desk.publish_reply, name="publish_reply"),
    path("boards/polls/replies/<int:pk>/hide/", poll_desk.hide_reply, name="hide_reply"),
    path("<slug:slug>/boards/polls.csv", polls.polls_csv, name="polls_csv"),
    path("boards/polls/<int:pk>/statement/", polls.add_statement, name="add_statement"),
]
