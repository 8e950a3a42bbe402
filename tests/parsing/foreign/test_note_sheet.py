"""A sheet of answers gives its words, who said them where it was asked, and hands where counted."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.foreign.note_sheet import Wanted, propose

FORM = (
    "Timestamp,Your name?,E-mail,What do you wish for?",
    '1/2/2026,Neema,n@example.org,"Water',
    'and light"',
    "1/2/2026,Stranger,s@example.org,Roads",
    "1/2/2026,Green,g@example.org,",
)
POLL = ("Poll;;", ";;", "Voter;Response;Votes", "1;Water;4", "2;Roads;many", "Total;;4")


def bodies(proposal):
    return [dict(fact.body) for fact in proposal.facts]


@pytest.mark.parametrize("column", ["4", "What do you wish for?", "what do you WISH"])
def test_a_column_is_named_by_number_or_heading(sheet, workshop, column):
    proposal = propose(sheet(*FORM), workshop, Wanted(column))
    assert bodies(proposal) == [{"text": "Water and light"}, {"text": "Roads"}]
    assert [fact.by for fact in proposal.facts] == [None, None]
    assert {each.reason: each.rows for each in proposal.left_out} == {"wordless": (5,)}


def test_speakers_come_only_where_they_are_asked_for_and_known(sheet, workshop):
    (neema,) = workshop.people()
    proposal = propose(sheet(*FORM), workshop, Wanted("4", "2"))
    assert [fact.by for fact in proposal.facts] == [neema.id, None]
    assert "1 line comes without its speaker" in proposal.told[0]


def test_a_group_may_be_the_speaker(sheet, workshop):
    proposal = propose(sheet("Group;Idea", "green;Water"), workshop, Wanted("Idea", "Group"))
    assert [fact.by for fact in proposal.facts] == ["Green"]


@pytest.mark.parametrize("counts", [True, False])
def test_hands_come_only_where_they_are_counted(sheet, workshop, counts):
    proposal = propose(sheet(*POLL), workshop, Wanted("Response", counts_hands=counts))
    assert [body.get("hands") for body in bodies(proposal)] == ([4, None] if counts else [None] * 2)
    assert bool(proposal.told) is not counts
    assert {each.reason: each.rows for each in proposal.left_out} == {
        "above": (1,),
        "empty": (2,),
        "wordless": (6,),
    }


def test_the_one_column_of_answers_is_found(sheet, workshop):
    assert [each["text"] for each in bodies(propose(sheet(*POLL), workshop, Wanted()))] == [
        "Water",
        "Roads",
    ]


def test_without_headings_every_row_is_an_answer(sheet, workshop):
    found = propose(sheet("Water;1", "Roads;2", "Light;3"), workshop, Wanted("1", bucket="b"))
    assert bodies(found) == [
        {"text": "Water", "bucket": "b"},
        {"text": "Roads", "bucket": "b"},
        {"text": "Light", "bucket": "b"},
    ]


def test_a_list_and_a_chat_need_no_column(sheet, workshop):
    listed = propose(sheet("- Water, light", "2. Roads"), workshop, Wanted())
    assert [each["text"] for each in bodies(listed)] == ["Water, light", "Roads"]
    chat = sheet("1/2/2026, 10:00 - Neema: Water", "1/2/2026, 10:01 - +254 722 000 111: Roads")
    assert [fact.by for fact in propose(chat, workshop, Wanted()).facts] == [None, None]
    named = propose(chat, workshop, Wanted(speakers="Name"))
    assert [fact.by for fact in named.facts] == [workshop.people()[0].id, None]


@pytest.mark.parametrize("line", ["Idea", "Ideas:", "Jina", "Answer", "Noms"])
def test_a_heading_with_nothing_below_it_is_no_note(sheet, workshop, line):
    found = propose(sheet(line), workshop, Wanted())
    assert found.facts == ()
    assert [left.reason for left in found.left_out] == ["heading"]


@pytest.mark.parametrize("lines", [["Land"], ["Water"], ["Ideas", "Water"]])
def test_what_may_be_words_is_a_note(sheet, workshop, lines):
    assert [each["text"] for each in bodies(propose(sheet(*lines), workshop, Wanted()))] == lines


@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted("5"), Wanted("0"), Wanted("Shoe"), Wanted("4", "x")]
)
def test_a_column_that_is_not_there_is_refused_with_those_that_are(sheet, workshop, wanted):
    with pytest.raises(Problem, match="4 What do you wish for") as refused:
        propose(sheet(*FORM), workshop, wanted)
    assert refused.value.status == 2


def test_words_that_are_too_long_refuse_all_and_name_the_row(sheet, workshop):
    with pytest.raises(Problem, match="Row 2"):
        propose(sheet("Water", "x" * 100_001), workshop, Wanted())
