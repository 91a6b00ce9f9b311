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
    Verb("workshops.add_column", _("added a column of their own"), LEADS),
    Verb("workshops.rename_column", _("renamed a column"), LEADS),
    Verb("workshops.write_strategy", _("wrote a strategy for a pair of the SWOT"), SCRIBES),
    Verb("workshops.drop_strategy", _("set a strategy aside or took it up again"), SCRIBES),
    Verb("workshops.propose_consent", _("asked for consent to a proposal"), LEADS),
    Verb("workshops.take_stand", _("said where they stand on a proposal"), ANYBODY),
    Verb("workshops.close_consent", _("closed a consent round"), LEADS),
    Verb("workshops.answer_objection", _("answered an objection"), LEADS),
    Verb("workshops.adopt_consent", _("adopted a proposal by consent"), LEADS),
    Verb("workshops.drop_consent", _("did not adopt a proposal"), LEADS),
    Verb("workshops.ask_priorities", _("asked about priorities"), LEADS),
    Verb("workshops.open_priorities", _("opened a question about priorities"), LEADS),
    Verb("workshops.score_options", _("scored options by criteria"), ANYBODY),
    Verb("workshops.prefer", _("preferred one of two ideas"), ANYBODY),
    Verb("workshops.close_priorities", _("closed a question about priorities"), LEADS),
    Verb("workshops.publish_priorities", _("published an order of priorities"), LEADS),
    Verb("workshops.grow_tree", _("added to a problem tree"), SCRIBES),
    Verb("workshops.cut_tree", _("cut a part off a problem tree or grafted it"), SCRIBES),
    Verb("workshops.turn_into_goals", _("turned a problem tree into goals"), SCRIBES),
    Verb("workshops.rate_influence", _("rated power and interest"), SCRIBES),
    Verb(
        "workshops.publish_influence", _("published power and interest by kind, or no more"), LEADS
    ),
)
DEMO: tuple[tuple[int, str], ...] = (
    (43, "demo.activities.load"),
    (43, "demo.maps.load"),
    (43, "demo.answers.load"),
    (93, "demo.activities.load_living"),
    (94, "demo.maps.load_living"),
)
