"""`zaedno opinions VOTES.csv`: groups of like opinions, what divides them and what joins them.

Reads a table of votes, or the folder of an export of Polis as it comes (see `opinions_files`).

With `--json` one document is printed; groups are named by letters, the largest first:

    {"title", "mode", "seed", "votes", "undecided",
     "stability": {"stable", "median", "least", "agreements": […], "numbers": {"2": 20},
                   "people"},                                       null with --repetitions 0
     "silhouettes": {"2": 0.5, …}, "published_agreement",          null where none is published
     "variances": [first axis, second axis],
     "groups": [{"group": "A", "people",
                 "representative": [{"statement", "side", "count", "trials", "share", "test",
                                     "contrast", "contrast_test", "chance"}, …]}, …],
     "common_ground": [as representative, …],
     "statements": [{"statement", "text", "taken_out", "meta", "mean", "loadings": [x, y],
                     "extremity", "common", "priority",
                     "groups": [{"agree", "disagree", "seen"}, …]}, …],
     "participants": [{"participant", "x", "y", "group"}, …]}         group null: not on the map
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from zaedno.algorithms.cli.frame import _, parser, perform, progress, whole, write_whole
from zaedno.algorithms.cli.opinions_chart import standalone
from zaedno.algorithms.cli.opinions_files import read_conversation
from zaedno.algorithms.cli.opinions_report import Result, document, report, text
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop
from zaedno.algorithms.opinion.mapping import MODES, ZAEDNO, map_opinions
from zaedno.algorithms.opinion.stability import REPETITIONS, stability

MOST_GROUPS = 26


def main(words: Sequence[str]) -> int:
    """Read the votes, draw the map, test it, tell it."""
    made = parser(
        "opinions", gettext_noop("Groups of like opinions and their common ground."), words
    )
    made.add_argument(
        "votes", type=Path, metavar="VOTES.csv", help=_("votes, or the folder of a Polis export")
    )
    made.add_argument(
        "--mode", choices=list(MODES), default=ZAEDNO.name, help=_("whose definitions to use")
    )
    made.add_argument(
        "--statements", type=Path, metavar="FILE.csv", help=_("texts of the statements")
    )
    made.add_argument(
        "--groups", type=whole, metavar="N", help=_("that many groups, not the best separated")
    )
    made.add_argument("--seed", default="zaedno", help=_("public seed of the repetitions"))
    made.add_argument(
        "--repetitions",
        type=whole,
        default=REPETITIONS,
        metavar="N",
        help=_("how often the map is drawn again to test it; 0 for not at all"),
    )
    made.add_argument("--report", type=Path, metavar="FILE.html", help=_("write a report"))
    made.add_argument("--picture", type=Path, metavar="FILE.svg", help=_("write the picture"))
    asked = made.parse_args(words)
    return perform(lambda: _told(asked))


def _told(asked: argparse.Namespace) -> None:
    result = _result(asked)
    files = {}
    if asked.report:
        files[asked.report] = report(result)
    if asked.picture:
        files[asked.picture] = standalone(result.found)
    write_whole(files)
    print(json.dumps(document(result), ensure_ascii=False) if asked.json else text(result))


def _result(asked: argparse.Namespace) -> Result:
    if asked.groups is not None and not 2 <= asked.groups <= MOST_GROUPS:
        raise InputFault(
            gettext_noop("There can be 2 to {most} groups, not {found}."),
            most=MOST_GROUPS,
            found=asked.groups,
        )
    conversation = read_conversation(asked.votes, asked.statements)
    mode, votes = MODES[asked.mode], conversation.votes
    found = map_opinions(
        votes,
        mode,
        excluded=conversation.excluded,
        meta=conversation.meta,
        number=asked.groups,
    )
    tested = None
    if asked.repetitions > 0 and found.groups.number > 1:
        with progress(_("Testing the map"), asked.repetitions) as step:
            tested = stability(
                votes,
                mode,
                seed=asked.seed,
                excluded=conversation.excluded,
                meta=conversation.meta,
                number=asked.groups,
                repetitions=asked.repetitions,
                step=step,
            )
    return Result(conversation, found, tested, asked.seed)
