from __future__ import annotations

from django.urls import URLPattern, path

from zaedno.features.workshops.backoffice import polls as poll_desk
from zaedno.features.workshops.views import alike, polls, questions

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/boards/alike/", alike.alike, name="alike"),
    path("<slug:slug>/boards/alike/again/", alike.propose_again, name="propose_again"),
    path("boards/alike/<int:first>/<int:second>/accept/", alike.accept_pair, name="accept_pair"),
    path("boards/alike/<int:first>/<int:second>/off/", alike.wave_off_pair, name="wave_off_pair"),
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
    path("<slug:slug>/boards/questions/", questions.questions, name="questions"),
    path("<slug:slug>/boards/questions/ask/", questions.ask, name="ask"),
    path("<slug:slug>/boards/questions/enter/", questions.enter, name="enter_question"),
    path("<slug:slug>/boards/questions/take/", questions.take, name="take_questions"),
    path("<slug:slug>/boards/questions/stop/", questions.stop, name="stop_questions"),
    path("<slug:slug>/boards/questions.csv", questions.questions_csv, name="questions_csv"),
    path("boards/questions/<int:pk>/answer/", questions.answer, name="answer_question"),
    path("boards/questions/<int:pk>/like/", questions.like, name="like_question"),
    path("boards/questions/<int:pk>/unlike/", questions.unlike, name="unlike_question"),
    path("boards/questions/<int:pk>/pin/", questions.pin, name="pin_question"),
    path("boards/questions/<int:pk>/hide/", questions.hide, name="hide_question"),
    path("boards/questions/<int:pk>/show/", questions.show, name="show_question"),
]
