"""The card's part about what a room is asked besides notes and dots."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Verb
from zaedno.features.workshops.manifest.boards import ANYBODY, LEADS, SCRIBES

MODERATES = (*SCRIBES, "moderator")
ANSWERS = (*SCRIBES, "representative")

VERBS: tuple[Verb, ...] = (
    Verb("workshops.accept_pair", _("grouped two notes that say the same"), SCRIBES),
    Verb("workshops.wave_off_pair", _("said that two notes are not the same"), SCRIBES),
    Verb("workshops.propose_pairs_again", _("had pairs of notes proposed again"), SCRIBES),
    Verb("workshops.prepare_poll", _("prepared a poll"), LEADS),
    Verb("workshops.open_poll", _("opened a poll"), LEADS),
    Verb("workshops.answer_poll", _("answered a poll"), ANYBODY),
    Verb("workshops.close_poll", _("closed a poll"), LEADS),
    Verb("workshops.publish_poll", _("published the result of a poll"), LEADS),
    Verb("workshops.repeat_poll", _("prepared a new round of a poll"), LEADS),
    Verb("workshops.say_word", _("gave a word to a word cloud"), ANYBODY),
    Verb("workshops.reply", _("answered an open question"), ANYBODY),
    Verb("workshops.enter_words", _("entered words or answers from paper"), SCRIBES),
    Verb("workshops.publish_reply", _("published an answer to an open question"), MODERATES),
    Verb("workshops.hide_reply", _("hid an answer to an open question"), MODERATES),
    Verb("workshops.stop_word", _("stopped a word in a word cloud"), MODERATES),
    Verb("workshops.allow_word", _("allowed a word in a word cloud again"), MODERATES),
    Verb("workshops.enter_poll_result", _("entered the result of a poll on paper"), LEADS),
    Verb("workshops.add_statement", _("added a statement to the shared vision"), ANYBODY),
    Verb("workshops.add_dissent", _("entered a dissenting sentence from paper"), SCRIBES),
    Verb("workshops.take_questions", _("began to take questions"), LEADS),
    Verb("workshops.stop_questions", _("took no more questions"), LEADS),
    Verb("workshops.ask_question", _("asked a question"), ANYBODY),
    Verb("workshops.ask_for_city", _("asked a question for the city"), LEADS),
    Verb("workshops.enter_question", _("entered a question from paper"), SCRIBES),
    Verb("workshops.like_question", _("said that a question matters to them"), ANYBODY),
    Verb("workshops.unlike_question", _("took back that a question matters to them"), ANYBODY),
    Verb("workshops.pin_question", _("pinned a question or let it go"), LEADS),
    Verb("workshops.answer_question", _("answered a question"), ANSWERS),
    Verb("workshops.hide_question", _("hid a question"), MODERATES),
    Verb("workshops.show_question", _("showed a question"), MODERATES),
)
DEMO: tuple[tuple[int, str], ...] = (
    (43, "demo.activities.load"),
    (93, "demo.activities.load_living"),
)
