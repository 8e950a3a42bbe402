"""Quotes: a story belongs to its teller, who changes or withdraws her consent at any time."""

import pytest

from tests.support.calling import CTRL_C


@pytest.fixture
def told(umoja):
    """Three quotes: one with her name for participants, one without a name, one not to be used."""
    quotes = [
        {"text": "We can", "by": "Amina", "consent": "named", "share": "participants"},
        {"text": "I was heard", "by": "Zuri", "consent": "anonymous", "share": "donor"},
        {"text": "SIRIKUBWA mine", "by": "Zuri"},
    ]
    people = [{"name": "Amina"}, {"name": "Zuri"}]
    played = umoja.play(
        "reflection-circle", {"people": people, "reflection-circle": {"quotes": quotes}}
    )
    assert played.status == 0, played
    (umoja.desk / "answers.json").unlink()
    return umoja


def rows(house):
    return {line.split("\t")[-1]: line.split("\t") for line in house.call("quotes").lines}


def used(house, readers):
    return [(quote["text"], quote["by"]) for quote in house.summary(readers)["quotes"]]


def test_the_list_says_what_each_speaker_allows_and_for_whom(told):
    assert {words: row[1:4] for words, row in rows(told).items()} == {
        "We can": ["with her name", "participants", "Amina"],
        "I was heard": ["without a name", "donor", "Zuri"],
        "SIRIKUBWA mine": ["not to be used", "private", "Zuri"],
    }


def test_a_narrower_yes_and_a_no_count_at_once(told):
    number = rows(told)["I was heard"][0]
    assert used(told, "donor") == [("I was heard", None)]
    assert told.call("quotes", number, "--share", "participants").status == 0
    assert used(told, "donor") == []
    assert ("I was heard", None) in used(told, "participants")
    assert told.call("quotes", number, "--consent", "none").status == 0
    assert ("I was heard", None) not in used(told, "organizer")
    assert rows(told)["I was heard"][1:3] == ["not to be used", "private"]


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("I was heard", ["--consent", "named"]),
        ("We can", ["--share", "donor"]),
        ("SIRIKUBWA mine", ["--consent", "anonymous", "--share", "organizer"]),
    ],
)
def test_a_wider_yes_needs_that_she_was_asked(told, words, change):
    number = rows(told)[words][0]
    before = told.workshop.read_bytes()
    refused = told.call("quotes", number, *change)
    assert (refused.status, refused.out) == (1, "")
    assert "--asked" in refused.err
    assert told.workshop.read_bytes() == before
    assert told.call("quotes", number, *change, "--asked").status == 0
    assert told.workshop.read_bytes() != before


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (["--consent", "named", "--asked"], 2),  # nobody is said to read it
        (["--share", "donor", "--asked"], 2),  # it may not be used at all
        (["--consent", "none"], 0),  # so it stands already
        (["--consent", "maybe"], 2),
    ],
)
def test_a_change_that_makes_no_whole_is_refused(told, change, status):
    number = rows(told)["SIRIKUBWA mine"][0]
    before = told.workshop.read_bytes()
    assert told.call("quotes", number, *change).status == status
    assert told.workshop.read_bytes() == before


def test_what_was_sent_before_is_named_when_less_is_allowed(told):
    assert told.call("export", "md", "--for", "participants", "--out", "sent.md").status == 0
    number = rows(told)["We can"][0]
    less = told.call("quotes", number, "--consent", "anonymous")
    assert "sent.md" in less.err
    more = told.call("quotes", number, "--consent", "named", "--asked")
    assert "sent.md" not in more.err


def test_an_undo_brings_back_what_she_allowed_before(told):
    number = rows(told)["We can"][0]
    told.call("quotes", number, "--consent", "none")
    assert used(told, "participants") == [("I was heard", None)]
    assert told.call("undo").status == 0
    assert ("We can", "Amina") in used(told, "participants")


def test_what_is_no_quote_is_not_found_here(told):
    assert told.call("quotes", "p1", "--consent", "none").status == 1
    assert told.call("quotes", "", "--consent", "none").status == 1


def test_mended_words_of_a_quote_ask_for_a_new_yes(told):
    number = rows(told)["We can"][0]
    assert f"coalition quotes {number}" in told.call("fix", number, typed="We can do it\n").err
    assert (
        "coalition quotes"
        not in told.call("fix", rows(told)["SIRIKUBWA mine"][0], typed="SIRIKUBWA yours\n").err
    )


def test_a_quote_stays_where_it_was_given(told):
    moved = told.call("move", rows(told)["We can"][0], "--to", "core-issues.obstacles")
    assert moved.status == 1
    assert "coalition quotes" in moved.err


def test_at_a_terminal_she_is_asked_again_before_anything_gets_wider(told):
    seat = told.at_terminal("quotes")
    seat.talk(("Which one?", "3"), ("What does she say now?", "4"), ("Who may read them?", "3"))
    seat.talk(("Was she asked alone?", "1"), ("Which one?", "1"))
    assert seat.end() == 0
    assert rows(told)["I was heard"][1:3] == ["without a name", "donor"]
    seat = told.at_terminal("quotes", rows(told)["I was heard"][0])
    seat.talk(
        ("What does she say now?", "4"), ("Who may read them?", "3"), ("Was she asked alone?", "2")
    )
    assert seat.end() == 0
    assert rows(told)["I was heard"][1:3] == ["with her name", "donor"]


def test_at_a_terminal_words_are_taken_out_for_good_and_leaving_changes_nothing(told):
    before = told.workshop.read_bytes()
    seat = told.at_terminal("quotes")
    seat.talk(("Which one?", CTRL_C))
    assert seat.end() == 130
    assert told.workshop.read_bytes() == before
    seat = told.at_terminal("quotes", rows(told)["SIRIKUBWA mine"][0])
    seat.talk(("What does she say now?", "5"), ("2. Take out", "2"))
    assert seat.end() == 0
    assert b"SIRIKUBWA" not in told.everything_on_disk()
    assert "SIRIKUBWA mine" not in rows(told)
