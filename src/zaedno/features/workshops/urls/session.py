from __future__ import annotations

from django.urls import URLPattern, path

from zaedno.features.workshops.backoffice import rooms, steps
from zaedno.features.workshops.backoffice import session as desk
from zaedno.features.workshops.views import seats, session

TURNS = ("open", "close")

urlpatterns: list[URLPattern] = [
    path("join/", seats.join, name="join"),
    path("join/<str:code>/", seats.join_code, name="join_code"),
    path("<slug:slug>/session/", session.session, name="session"),
    path("<slug:slug>/session/note/", session.say, name="say"),
    path("<slug:slug>/session/here/", session.here, name="here"),
    path("<slug:slug>/session/hand/raise/", session.hand, {"verb": "raise"}, name="raise_hand"),
    path("<slug:slug>/session/hand/lower/", session.hand, {"verb": "lower"}, name="lower_hand"),
    path("<slug:slug>/session/leave/", session.leave, name="leave"),
    path("<slug:slug>/session/open/", desk.open_session, name="open_session"),
    path("<slug:slug>/session/lead/", desk.lead, name="session_lead"),
    path("<slug:slug>/session/screen/", desk.screen, name="session_screen"),
    path("<slug:slug>/session/close/", desk.close_session, name="close_session"),
    path("<slug:slug>/session/pause/", desk.pause, name="session_pause"),
    path("<slug:slug>/session/resume/", desk.resume, name="session_resume"),
    path("<slug:slug>/session/extend/", desk.extend, name="session_extend"),
    path("<slug:slug>/session/show/", desk.show, name="session_show"),
    path("<slug:slug>/session/boards/<int:pk>/privacy/", desk.privacy, name="session_privacy"),
    path("<slug:slug>/session/hands/<int:pk>/lower/", desk.lower, name="session_lower"),
    path("<slug:slug>/session/start/", steps.start, name="session_start"),
    path("<slug:slug>/session/next/", steps.next_part, name="session_next"),
    path("<slug:slug>/session/vote/open/", steps.open_vote, name="session_open_vote"),
    path("<slug:slug>/session/vote/close/", steps.close_vote, name="session_close_vote"),
    *(
        path(
            f"<slug:slug>/session/boards/<int:pk>/{verb}/",
            steps.turn_board,
            {"verb": verb},
            name=f"session_{verb}_board",
        )
        for verb in TURNS
    ),
    path("<slug:slug>/session/rooms/", rooms.overview, name="rooms"),
    path("<slug:slug>/session/rooms/split/", rooms.split, name="split_rooms"),
    path("<slug:slug>/session/rooms/choose/", session.choose_room, name="choose_room"),
    path("<slug:slug>/session/rooms/leave/", session.leave_room, name="leave_room"),
    path("<slug:slug>/session/rooms/move/", rooms.move, name="move_seat"),
    path("<slug:slug>/session/rooms/extend/", rooms.extend, name="extend_rooms"),
    path("<slug:slug>/session/rooms/close/", rooms.close, name="close_rooms"),
    path("session/rooms/<int:pk>/group/", rooms.group, name="group_room"),
]
