"""Words that forms, methods and pages of workshops share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """What a place or a meeting offers to whoever needs it."""

    STEP_FREE = "step_free", _("step-free entrance")
    LIVE_CAPTIONS = "live_captions", _("live captions")
    SIGN_LANGUAGE = "sign_language", _("sign language interpreting")
    PAPER_SHEETS = "paper_sheets", _("paper sheets for notes")
    LARGE_PRINT = "large_print", _("materials in large print")
    HEARING_LOOP = "hearing_loop", _("hearing loop")
    CHILD_CARE = "child_care", _("child care")


class Method(models.TextChoices):
    """How a part of the meeting is worked through."""

    WELCOME = "welcome", _("welcome")
    DIGEST = "digest", _("summary of documents")
    RESULTS = "results", _("results so far")
    POLL = "poll", _("poll")
    BREAKOUT = "breakout_124all", _("work in groups: alone, in pairs, in fours, all")
    SOLUTION_POLL = "solution_poll", _("placing by benefit and effort")
    SOLUTION_CANVAS = "breakout_solution_canvas", _("work in groups on solutions")
    HARVEST = "harvest", _("short reports")
    BREAK = "break", _("break")
    CLUSTER_AND_VOTE = "cluster_and_dot_vote", _("grouping and dot vote")
    COMMITMENTS = "commitments", _("commitments")
    PLENARY = "plenary", _("all together")
    MATURITY_VOTE = "maturity_vote", _("rating by indicator")
    ROADMAP = "roadmap", _("horizons")
    EVALUATION = "evaluation", _("evaluation")
    SILENT_NOTES = "silent_notes", _("silent notes")
    PAIRS = "pairs", _("work in pairs")
    WALK = "walk", _("walk")
    OTHER = "other", _("other")


class Output(models.TextChoices):
    """What a part of the meeting leaves behind."""

    GROUND_RULES = "ground_rules", _("rules and consent")
    DOCUMENT_DIGEST = "document_digest", _("a common view of the documents")
    VALIDATED_RESULTS = "validated_results", _("carried-over results")
    POLL_RESULT = "poll_result", _("result of a poll")
    NOTES = "notes", _("notes")
    HIGHLIGHTS = "highlights", _("highlights")
    RANKED_CLUSTERS = "ranked_clusters", _("ranked groups of notes")
    COMMITMENTS = "commitments", _("commitments")
    SHARED_VISION = "shared_vision", _("shared vision")
    EVALUATION = "evaluation", _("evaluation")
    MATRIX = "matrix", _("benefit and effort matrix")
    SOLUTION_CANVAS = "solution_canvas", _("solution sheets")
    ASSESSMENT_ANSWERS = "assessment_answers", _("answers to indicators")
    ROADMAP = "roadmap", _("solutions by horizon")
