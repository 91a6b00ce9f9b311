"""Every mistake of a Pabulib file is one sentence with its line."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaedno.algorithms.budget.pabulib import MOST_PROJECTS, parse, read
from zaedno.algorithms.faults import InputFault

GOOD = """META
key;value
num_projects;2
num_votes;2
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;One
b;50;Two
VOTES
voter_id;vote
1;a,b
2;b
"""
POINTS = GOOD.replace("approval", "cumulative").replace(
    "voter_id;vote\n1;a,b\n2;b\n", "voter_id;vote;points\n1;a,b;3,2\n2;b;5\n"
)

LONG = "9" * 5000
FAULTS = [
    ("", "Line 1: the file is empty."),
    ("\n \n", "Line 1: the file is empty."),
    (GOOD.replace("META\n", ""), "Line 13: the file ends without a section META."),
    (GOOD.replace("PROJECTS\n", ""), "Line 13: the file ends without a section PROJECTS."),
    (GOOD[: GOOD.index("VOTES")], "Line 10: the file ends without a section VOTES."),
    (GOOD.replace("VOTES", "META\nVOTES"), "Line 11: the section META stands here a second time."),
    (GOOD[: GOOD.index("voter_id")], "Line 11: there are no ballots."),
    (GOOD[: GOOD.index("1;a,b")], "Line 12: there are no ballots."),
    (GOOD.replace("a;60;One\nb;50;Two\n", ""), "Line 7: there are no projects."),
    (GOOD.replace("budget;100\n", ""), "Line 3: META does not tell the budget."),
    (
        GOOD.replace("budget;100", f"budget;{LONG}"),
        f"Line 5: the budget “{LONG}” is not an amount of money.",
    ),
    (GOOD.replace(";100", ";-1"), "Line 5: the budget “-1” is not an amount of money."),
    (GOOD.replace(";60;", ";NaN;"), "Line 9: the cost “NaN” is not an amount of money."),
    (GOOD.replace(";60;", ";-60;"), "Line 9: the cost “-60” is not an amount of money."),
    (GOOD.replace(";60;", ";;"), "Line 9: the cost “” is not an amount of money."),
    (GOOD.replace(";60;", ";1e3;"), "Line 9: the cost “1e3” is not an amount of money."),
    (GOOD.replace(";60;", ";1,234.5;"), "Line 9: the cost “1,234.5” is not an amount of money."),
    (GOOD.replace(";60;", ";٦٠;"), "Line 9: the cost “٦٠” is not an amount of money."),
    (
        GOOD.replace(";60;", ";99999999999999999999;"),
        "Line 10: the sums of money are too large to be counted exactly.",
    ),
    (GOOD.replace("b;50", "a;50"), "Line 10: there is a project “a” already, in line 9."),
    (GOOD.replace("b;50", ";50"), "Line 10: this project has no project_id."),
    (GOOD.replace("One", "One;x;y"), "Line 9: this row has 5 columns, the heading names 3."),
    (GOOD.replace("cost;", "price;"), "Line 8: PROJECTS needs one column “cost”."),
    (GOOD.replace("One", '"One'), "Line 9: a quotation mark is opened here and not closed."),
    (
        GOOD.replace("approval", "guess"),
        "Line 6: the vote_type “guess” is none of: approval, choose-1, cumulative, ordinal, "
        "scoring.",
    ),
    (GOOD.replace("approval", "approval\nbudget;9"), None),
    (GOOD.replace("2;b\n", "2;c\n"), "Line 14: there is no project “c”."),
    (GOOD.replace("1;a,b\n", "\n1;a,b,\n"), "Line 14: there is no project “”."),
    (GOOD.replace("2;b\n", "2\n"), "Line 14: this row is too short; columns found: 1."),
    (
        GOOD.replace("2;b\n", '2;"b\n'),
        "Line 14: a quotation mark is opened here and not closed.",
    ),
    (GOOD.replace(";vote\n", ";choice\n"), None),
    (GOOD.replace("num_votes;2", "num_votes;3"), "Line 4: num_votes is 3, but the file has 2."),
    (GOOD.replace("ts;2", "ts;1"), "Line 3: num_projects is 1, but the file has 2."),
    (
        GOOD.replace("num_votes;2", "num_votes;many"),
        "Line 4: num_votes is “many”, which is not a whole number.",
    ),
    (
        GOOD.replace("One", '"' + "x" * 200_000 + '"'),
        "Line 9: a field between quotation marks is too long.",
    ),
    (
        GOOD.replace("2;b", '2;"b' + " " * 200_000 + '"'),
        "Line 14: a field between quotation marks is too long.",
    ),
    (POINTS.replace("3,2", "3"), "Line 13: numbers of projects and points differ: 2 and 1."),
    (POINTS.replace("3,2", "3,NaN"), None),
    (POINTS.replace("3,2", "3,-2"), None),
    (POINTS.replace("3,2", "3,1.5"), None),
    (POINTS.replace(";points", ";stars"), None),
]


@pytest.mark.parametrize(("text", "sentence"), FAULTS, ids=range(len(FAULTS)))
def test_a_mistake_is_told_with_its_line(text, sentence):
    with pytest.raises(InputFault, match=r"^Line \d+: ") as told:
        read(text)
    assert sentence in (None, str(told.value))


def test_the_good_files_are_good():
    assert read(GOOD).votes().tolist() == [1, 2]
    assert read(POINTS).votes().tolist() == [3, 7]


def test_too_many_projects_are_refused_at_the_first_too_many():
    rows = "".join(f"p{i};1;x\n" for i in range(MOST_PROJECTS + 1))
    with pytest.raises(InputFault, match=f"^Line {9 + MOST_PROJECTS}: "):
        read(GOOD.replace("a;60;One\n", rows))


def test_a_mistake_late_in_a_long_file_has_its_line():
    many = "".join(f"{i};a,b\n" for i in range(10, 400_000))
    text = GOOD.replace("2;b\n", f"{many}\n\n7;a,z\n").replace("num_votes;2\n", "")
    with pytest.raises(InputFault, match=r"^Line 400005: there is no project “z”"):
        read(text)


def test_a_second_mention_counts_once_and_is_told():
    reading = parse(GOOD.replace("1;a,b", "1;a,b,a"))
    assert reading.election.votes().tolist() == [1, 2]
    assert reading.mentions.tolist() == [2, 2]
    assert reading.repeats == ((13, 0),)
    pointed = parse(POINTS.replace("a,b;3,2", "a,b,a;3,2,1"))
    assert pointed.election.votes().tolist() == [3, 7]
    assert pointed.pointed.tolist() == [4, 7]


def test_a_voter_with_two_ballots_is_told():
    notes = parse(GOOD.replace("2;b", "1;b")).notes
    assert [str(n) for n in notes] == ["Line 14: voter “1” has a ballot already, in line 13."]


def test_an_empty_ballot_is_a_voter():
    assert read(GOOD.replace("2;b", "2;")).voters == 2


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("META", " Meta;;").replace("VOTES", "votes").replace("PROJECTS", "Projects"),
        GOOD.replace("1;a,b", '"1";"a, b"'),
        GOOD.replace("a;60;", '"a";"60,00";').replace("b;50", "b ;50.0"),
        GOOD.rstrip("\n") + "\n;\n\n",
    ],
    ids=["bom", "crlf", "cr", "blank", "names", "quotes", "decimals", "tail"],
)
def test_the_same_file_in_other_dress_is_the_same_election(text):
    one, other = read(GOOD), read(text)
    assert (one.budget, one.scale) == (other.budget, other.scale)
    assert [(p.id, p.cost) for p in one.projects] == [(p.id, p.cost) for p in other.projects]
    for part in ("starts", "projects", "points", "weight"):
        assert getattr(one.ballots, part).tolist() == getattr(other.ballots, part).tolist()


def test_renamed_columns_and_what_is_marked():
    text = GOOD.replace("cost;name", "cost;name;target;selected").replace("One", "One;children;3")
    extra = read(text).projects[0].extra
    assert extra == {"beneficiaries": "children", "selected": "3"}


def test_a_value_of_meta_may_hold_the_separator():
    text = GOOD.replace("budget;100", "comment;#1: one; two #2: three\nbudget;100")
    assert read(text).meta["comment"] == "#1: one;two #2: three"


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_happens_to_a_file_it_reads_or_is_refused_with_a_line(data):
    text = data.draw(st.sampled_from([GOOD, POINTS]))
    for _change in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 12, len(text))))
        put = st.text(st.sampled_from('";,.\n\r \t-10abz²٣\ufeff\x00é'), max_size=6)
        text = text[:start] + data.draw(put) + text[end:]
    try:
        told = parse(text)
    except InputFault as fault:
        told = fault
    if isinstance(told, InputFault):
        assert re.match(r"Line \d+: ", str(told))
        assert 1 <= told.values["line"] <= text.count("\n") + text.count("\r") + 1
    else:
        assert told.election.voters >= 1
        assert told.election.costs.min() >= 0
