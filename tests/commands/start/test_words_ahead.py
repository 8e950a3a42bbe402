"""Words typed on the page of a day: they are in the first prompt of what the choice opens."""

from pathlib import Path

import pytest

from tests.commands.start.conftest import SLOT
from tests.commands.start.test_day import choose, sit_down
from tests.support.calling import CTRL_C, ENTER, entries_of, wait_until_kept

ESC = "\x1b"
WORDS = "Nobody asks us"


PROGRAMME = """
id = "one-part"
title = "One part"
purpose = "To be played."
language = "en"
goals = ["We know how."]

[[days]]
id = "one"
title = "One"
starts = "09:00"
"""


@pytest.fixture
def short_day(house):
    own = Path(house.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises" / "programmes"
    slot = SLOT.format(
        id="ahead", kind="exercise", title="Ahead", minutes=20, more='exercise = "looking-ahead"'
    )
    closing = SLOT.format(
        id="close", kind="exercise", title="Close", minutes=20, more='exercise = "gratitude-close"'
    )
    (own / "one-part.toml").write_text(PROGRAMME + slot + closing)
    return house.new("Umoja", "--programme", "one-part")


def begin_with_words(house):
    seat = sit_down(house, "09:00:00")
    seat.talk(("What now?", WORDS), (f"Typed: {WORDS}", ESC))
    seat.see(f"Waiting for the next line: {WORDS}")
    choose(seat, "Begin: Ahead")
    return seat


def to_first_prompt(seat):
    seat.talk(("When the room is ready", ENTER), ("The first page of Looking ahead", ENTER))
    seat.see(f"> {WORDS}")


def test_words_typed_at_the_day_are_in_the_first_prompt_that_it_opens(house, short_day):
    seat = begin_with_words(house)
    seat.see(f"Waiting for the next line: {WORDS}")
    to_first_prompt(seat)
    seat.press("!", ENTER)
    seat.see(f"1 {WORDS}!")
    seat.press(CTRL_C)
    seat.talk(("What now?", CTRL_C))
    assert seat.end() == 130
    assert "kept too" not in seat.text
    assert [e["body"]["text"] for e in entries_of(short_day) if "text" in e["body"]] == [
        f"{WORDS}!"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("where", ["day", "opening", "prompt"])
@pytest.mark.parametrize("end", ["Ctrl-C", "kill"])
def test_they_outlast_the_end_of_the_program_wherever_it_comes(house, short_day, where, end):
    if where == "day":
        seat = sit_down(house, "09:00:00")
        seat.talk(("What now?", WORDS))
        seat.see(f"Typed: {WORDS}")
    else:
        seat = begin_with_words(house)
        seat.see("When the room is ready")
    if where == "prompt":
        to_first_prompt(seat)
    wait_until_kept(short_day, WORDS)
    if end == "kill":
        seat.kill()
    else:
        seat.press(CTRL_C)
        if where != "day":
            seat.talk(("What now?", CTRL_C))
        assert seat.end() == 130
        assert "What was being typed is kept too." in seat.text
    seat = sit_down(house, "09:05:00")
    seat.see("What now?")
    choose(seat, "Begin: Ahead" if where == "day" else "Go on with: Ahead")
    if where == "prompt":
        seat.see(f"> {WORDS}")
    else:
        to_first_prompt(seat)


def test_a_line_typed_at_the_day_is_kept_as_a_note_by_enter(house, short_day):
    seat = sit_down(house, "09:00:00")
    seat.talk(("What now?", WORDS), (f"Typed: {WORDS}", ENTER), ("Kept as a note, note.1.", CTRL_C))
    assert seat.end() == 130
    noted = [entry for entry in entries_of(short_day) if entry["step"] == "note"]
    assert [(entry["body"]["text"], entry["share"]) for entry in noted] == [(WORDS, "organizer")]
