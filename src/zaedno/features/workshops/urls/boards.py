from __future__ import annotations

from django.urls import URLPattern, path

from zaedno.features.workshops.backoffice import boards as desk
from zaedno.features.workshops.backoffice import paper
from zaedno.features.workshops.backoffice import votes as vote_desk
from zaedno.features.workshops.views import files, groups, notes, wall

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/boards/", wall.wall, name="board"),
    path("<slug:slug>/boards/write/", wall.write, name="write"),
    path("<slug:slug>/boards/ranking/", wall.ranking, name="ranking"),
    path("<slug:slug>/boards/lead/", desk.lead, name="lead"),
    path("<slug:slug>/boards/set-up/", desk.set_up, name="set_up"),
    path("<slug:slug>/boards/freeze/", desk.freeze, name="freeze_boards"),
    path("<slug:slug>/boards/paper/", paper.paper, name="paper"),
    path("<slug:slug>/boards/paper/numbers/", paper.print_sheets, name="print_sheets"),
    path("<slug:slug>/boards/paper/print/", paper.sheets_page, name="sheets_page"),
    path("<slug:slug>/boards/paper/print/sheets.pdf", paper.sheets_pdf, name="sheets_pdf"),
    path("boards/<int:pk>/open/", desk.open_board, name="open_board"),
    path("boards/<int:pk>/close/", desk.close_board, name="close_board"),
    path("<slug:slug>/boards/notes.csv", files.notes_csv, name="notes_csv"),
    path("<slug:slug>/boards/swot.csv", files.swot_csv, name="swot_csv"),
    path("<slug:slug>/boards/swot.svg", files.swot_svg, name="swot_svg"),
    path("notes/", notes.all_notes, name="all_notes"),
    path("clusters/", groups.all_groups, name="all_groups"),
    path("notes/<str:receipt>/", notes.note, name="note"),
    path("notes/<str:receipt>/withdraw/", notes.withdraw, name="withdraw_note"),
    path("notes/<str:receipt>/move/", groups.move, name="move"),
    path("boards/votes/<int:pk>/place/<str:receipt>/", notes.place_dot, name="place_dot"),
    path("boards/votes/<int:pk>/take/<str:receipt>/", notes.take_dot, name="take_dot"),
    path("<slug:slug>/boards/votes/open/", vote_desk.open_voting, name="open_voting"),
    path("<slug:slug>/boards/votes/paper/", vote_desk.paper_vote, name="paper_vote"),
    path("boards/votes/<int:pk>/close/", vote_desk.close_voting, name="close_voting"),
    path("clusters/<int:pk>/", groups.group, name="group"),
    path("clusters/<int:pk>/rename/", groups.rename, name="rename_group"),
    path("<slug:slug>/boards/groups/new/", groups.new_group, name="new_group"),
    path("<slug:slug>/boards/groups/merge/", groups.merge, name="merge"),
    path("<slug:slug>/boards/steps/", groups.steps, name="steps"),
    path("boards/steps/<int:pk>/undo/", groups.undo, name="undo"),
    path("boards/steps/<int:pk>/redo/", groups.redo, name="redo"),
]
