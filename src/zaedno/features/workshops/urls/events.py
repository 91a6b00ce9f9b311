from __future__ import annotations

from django.urls import URLPattern, path

from zaedno.features.workshops.backoffice import minutes as minutes_desk
from zaedno.features.workshops.backoffice import people, plan, run
from zaedno.features.workshops.backoffice import results as desk
from zaedno.features.workshops.views import (
    evaluation,
    events,
    exports,
    interests,
    methods,
    minutes,
    results,
)

urlpatterns: list[URLPattern] = [
    path("", events.listing, name="list"),
    path("calendar.ics", events.calendar, name="calendar"),
    path("feed.atom", events.feed, name="feed"),
    path("new/", plan.new, name="new"),
    path("methods/", methods.methods, name="methods"),
    path("methods/take-in/", methods.take_in, name="take_in_method"),
    path("methods/<str:code>/", methods.method, name="method"),
    path("methods/<str:code>/method.yaml", methods.method_file, name="method_file"),
    path("interests/", people.queue, name="queue"),
    *(
        path(f"interests/<str:receipt>/{verb}/", people.answer, {"verb": verb}, name=f"{verb}")
        for verb in people.ANSWERS
    ),
    path("interest/<str:token>/", interests.status, name="interest"),
    path("interest/<str:token>/withdraw/", interests.withdraw, name="withdraw_interest"),
    path("<slug:slug>/", events.workshop, name="workshop"),
    path("<slug:slug>/event.ics", events.event_calendar, name="event_calendar"),
    path("<slug:slug>/deviations/", events.deviations, name="deviations"),
    path("<slug:slug>/interest/", interests.express, name="express"),
    path(
        "<slug:slug>/invitation/<slug:organisation>/",
        interests.answer,
        name="answer_invitation",
    ),
    path("<slug:slug>/edit/", plan.mend, name="mend"),
    path("<slug:slug>/date/", plan.move, name="move_date"),
    path("<slug:slug>/cancel/", plan.call_off, name="cancel"),
    path("<slug:slug>/agenda/", plan.agenda, name="agenda"),
    path("<slug:slug>/balance/", people.balance_check, name="balance"),
    path("<slug:slug>/balance/invite/", people.invite, name="invite"),
    path("<slug:slug>/attendance/", people.attendance, name="attendance"),
    path("<slug:slug>/attendance/note/", people.note_attendance, name="note_attendance"),
    path("<slug:slug>/attendance/admit/", people.admit, name="admit"),
    path("<slug:slug>/run/", run.run, name="run"),
    path("<slug:slug>/run/start/", run.start, name="start"),
    path("<slug:slug>/run/next/", run.next_part, name="next_part"),
    path("<slug:slug>/run/conclude/", run.conclude, name="conclude"),
    path("<slug:slug>/results/", results.results, name="results"),
    path("<slug:slug>/results/<int:number>.json", results.frozen, name="snapshot"),
    path("<slug:slug>/results/freeze/", desk.freeze, name="freeze"),
    path("<slug:slug>/results/open/", desk.open_corrections, name="open_corrections"),
    path("<slug:slug>/results/correct/", results.file_correction, name="correct"),
    path(
        "<slug:slug>/results/corrections/<str:receipt>/",
        desk.answer_correction,
        name="answer_correction",
    ),
    path("<slug:slug>/results/validate/", desk.validate, name="validate"),
    path("<slug:slug>/results/publish/", desk.publish, name="publish_results"),
    path("<slug:slug>/results/thank/", desk.thank, name="thank"),
    path("<slug:slug>/results/outcome/", desk.tell_outcome, name="tell_outcome"),
    path("<slug:slug>/harvest/", results.harvest, name="harvest"),
    path("<slug:slug>/minutes/", minutes.minutes, name="minutes"),
    path("<slug:slug>/minutes/files/minutes.<str:form>", minutes.minutes_file, name="minutes_file"),
    path("<slug:slug>/minutes/issue/", minutes_desk.issue_minutes, name="issue_minutes"),
    path("<slug:slug>/minutes/decisions/", minutes_desk.record_decision, name="record_decision"),
    path(
        "<slug:slug>/minutes/decisions/<int:number>/strike/",
        minutes_desk.strike_decision,
        name="strike_decision",
    ),
    path("<slug:slug>/minutes/passages/<slug:key>/", minutes.passage, name="minutes_passage"),
    path(
        "<slug:slug>/minutes/passages/<slug:key>/edit/",
        minutes_desk.edit_minutes,
        name="edit_minutes",
    ),
    path("<slug:slug>/files/", exports.files, name="files"),
    path("<slug:slug>/files/workshop.json", exports.all_json, name="all_json"),
    path("<slug:slug>/files/<slug:name>.csv", exports.table_csv, name="table_csv"),
    path("<slug:slug>/slides/", exports.slides, name="slides"),
    path("<slug:slug>/slides/results.pdf", exports.slides_pdf, name="slides_pdf"),
    path("<slug:slug>/carried/", events.carried, name="carried"),
    path("<slug:slug>/carried/over/", desk.carry_over, name="carry_over"),
    path("<slug:slug>/thanks/", events.thanks, name="thanks"),
    path("<slug:slug>/evaluation/", evaluation.evaluation, name="evaluation"),
    path(
        "<slug:slug>/evaluation/<slug:mark>/<slug:token>/",
        evaluation.by_letter,
        name="evaluation_by_letter",
    ),
    path("<slug:slug>/overview/", results.overview, name="overview"),
    path("<slug:slug>/overview/edit/", desk.overview_desk, name="overview_desk"),
    path("<slug:slug>/overview/draft/", desk.draft_overview, name="draft_overview"),
    path("<slug:slug>/overview/publish/", desk.publish_overview, name="publish_overview"),
]
