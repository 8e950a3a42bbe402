"""Typed text whose rows end between words."""

import pytest

from coalition_cli.terminal.row_breaks import fills
from tests.support.screens import ENTER, question, view

HOME, END, RIGHT, BACKSPACE = "\x1b[H", "\x1b[F", "\x1b[C", "\x7f"


@pytest.mark.parametrize(
    ("text", "room", "before"),
    [
        ("one two", 7, {}),
        ("one two", 5, {4: 1}),
        ("one two", 3, {3: -1}),
        ("one  two", 4, {4: -1}),
        ("one   ", 3, {3: -1}),
        ("seventeen letters", 7, {10: 4}),
        ("a seventeenletters b", 6, {18: -1}),
        ("", 6, {}),
    ],
)
def test_a_row_is_filled_up_before_a_word_that_it_cannot_hold(text, room, before):
    assert fills(text, [1] * len(text), room) == before


def test_wide_letters_need_two_cells_and_stay_whole():
    assert fills("ab 家庭 c", [1, 1, 1, 2, 2, 1, 1], 5) == {3: 2}


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_the_rows_of_a_long_line_end_between_words(width, height):
    words = "In five years every woman who comes home finds a bed, a bag and a neighbour " * 2
    with view(width, height) as here:
        here.press(words, ENTER)
        assert here.terminal.ask(question()) == words.strip()
    rows = [line.strip(" >") for line in here.pictures[1].splitlines()]
    at = next(at for at, row in enumerate(rows) if row.startswith("In five years"))
    typed = " ".join(rows[at:]).split()
    assert typed[: len(words.split())] == words.split()


def test_typing_goes_on_where_the_cursor_stands_in_a_line_of_several_rows():
    words = "water papers land beds work letters house garden " * 3
    with view(40, 12) as here:
        here.press(words, HOME + RIGHT * 6 + "clean ", END + BACKSPACE + "!", ENTER)
        assert (
            here.terminal.ask(question()) == words.replace("papers", "clean papers", 1)[:-1] + "!"
        )
    cursor = here.glass.screen.cursor
    assert cursor.x <= 40


def test_a_hint_on_a_low_screen_ends_with_a_sentence():
    hint = "An empty line: not weighed. Blanks are no answer, and count for nothing at all."
    with view(40, 12) as here:
        here.terminal.say("First.\nSecond.\nThird.\nFourth.\nFifth.\nSixth.\nSeventh.\nEighth.")
        here.press("4", ENTER)
        here.terminal.ask(question(hint=hint))
    shown = [line.strip() for line in here.pictures[0].splitlines()]
    at = next(at for at, line in enumerate(shown) if line.startswith("An empty line"))
    assert " ".join(shown[at : at + 3]).strip().startswith(hint) or shown[at].endswith("weighed.")
