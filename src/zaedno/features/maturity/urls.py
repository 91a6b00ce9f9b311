from django.urls import path

from zaedno.features.maturity import exports
from zaedno.features.maturity.backoffice import judging, running
from zaedno.features.maturity.views import answering, reading

app_name = "maturity"
urlpatterns = [
    path("", reading.index, name="index"),
    path("new/", running.start, name="start"),
    path("support/", answering.support, name="support"),
    path("frameworks/", reading.frameworks, name="frameworks"),
    path("frameworks/import/", judging.import_framework, name="import_framework"),
    path("frameworks/adopt/", judging.adopt_framework, name="adopt_framework"),
    path("frameworks/<int:pk>/", reading.framework, name="framework"),
    path("frameworks/<int:pk>/copy/", judging.copy_framework, name="copy_framework"),
    path("frameworks/<int:pk>/file/", exports.framework_file, name="framework_file"),
    path("evidence/<int:pk>/", reading.evidence, name="evidence"),
    path("evidence/<int:pk>/grade/", judging.grade, name="grade"),
    path("objections/<int:pk>/answer/", judging.answer_objection, name="answer_objection"),
    path("<int:pk>/", reading.assessment, name="assessment"),
    path("<int:pk>/answers/", answering.answering, name="answering"),
    path("<int:pk>/answers/<str:code>/", answering.answer, name="answer"),
    path("<int:pk>/answers/<str:code>/give/", answering.give_answer, name="give_answer"),
    path("<int:pk>/evidence/", reading.evidence_list, name="evidence_list"),
    path("<int:pk>/gaps/", reading.gaps, name="gaps"),
    path("<int:pk>/compare/", reading.compare, name="compare"),
    path("<int:pk>/results.json", exports.results_file, name="results_file"),
    path("<int:pk>/objections/", reading.objections, name="objections"),
    path("<int:pk>/objections/file/", answering.object_to, name="object"),
    path("<int:pk>/manage/", running.manage, name="manage"),
    path("<int:pk>/invite/", running.invite, name="invite"),
    path("<int:pk>/people/<int:respondent>/remove/", running.remove_respondent, name="remove"),
    path("<int:pk>/import/", running.import_answers, name="import_answers"),
    path("<int:pk>/hand-over/", running.hand_over, name="hand_over"),
    path("<int:pk>/publish/", running.publish, name="publish"),
    path("<int:pk>/freeze/", running.freeze, name="freeze"),
    path("<int:pk>/correct/", running.correct, name="correct"),
    path("<int:pk>/<str:code>/", reading.indicator, name="indicator"),
    path("<int:pk>/<str:code>/evidence/new/", answering.file_evidence, name="file_evidence"),
    path("<int:pk>/<str:code>/plan/", judging.plan, name="plan"),
    path("<int:pk>/<str:code>/accept/", judging.accept_gap, name="accept_gap"),
    path("<int:pk>/<str:code>/tie/", judging.tie_gap, name="tie_gap"),
]
