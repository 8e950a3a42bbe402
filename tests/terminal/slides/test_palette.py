"""The figures of the palette: what a washed-out projector leaves of the contrast."""

import pytest

from coalition_cli.terminal.slides.palette import (
    BACKGROUND,
    BOLD,
    INKS,
    THEMES,
    contrast,
    in_a_lit_room,
)

WORDS = ("text", "strong", "quiet", "question", "attention")
# Of the sixteen every terminal has its own green, yellow and cyan, red and blue.
UNREADABLE = {"light": {2, 3, 6, 10, 11, 14}, "dark": {1, 4, 9, 12}}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", WORDS)
def test_words_can_be_read_in_the_dark_and_in_a_lit_room(theme, role):
    ink, ground = INKS[theme][role].colour, BACKGROUND[theme].colour
    assert contrast(ink, ground) >= 7
    assert round(in_a_lit_room(ink, ground), 1) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_bars_can_be_told_from_the_ground(theme):
    ink, ground = INKS[theme]["bar"].colour, BACKGROUND[theme].colour
    assert contrast(ink, ground) >= 3
    assert in_a_lit_room(ink, ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_of_the_sixteen_none_is_used_that_fades_on_its_ground(theme):
    used = {ink.number for ink in INKS[theme].values()}
    assert not used & UNREADABLE[theme]
    assert BACKGROUND[theme].number not in used


def test_what_a_colour_says_is_also_bold():
    assert {"strong", "question", "attention"} <= BOLD


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21), ("#FFFFFF", "#FFFFFF", 1), ("#111417", "#FFFFFF", 18.5)],
)
def test_contrast_is_that_of_the_web_guidelines(one, other, expected):
    assert round(contrast(one, other), 1) == expected
    assert contrast(one, other) == contrast(other, one)
