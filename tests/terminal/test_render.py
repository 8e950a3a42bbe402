import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from rich.console import Console

from coalition_cli.blocks import (
    Action,
    Actions,
    Bar,
    Bars,
    Bullet,
    Bullets,
    Column,
    Heading,
    Point,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.sanitize import for_screen
from coalition_cli.terminal.rich_console import as_text, draw
from tests.support.screens import drawn, seen

NOTES = int(os.environ.get("COALITION_NOTES", "200"))
"""How many notes are drawn: 10,000 before a release."""

SIZES = [(80, 24), (60, 15), (120, 40), (20, 10)]

AGENDA = Table(
    (Column("Rank", True), Column("Issue"), Column("Score", True), Column("Why")),
    (
        ("1", "Housing after release", "4.5", "tied"),
        ("1", "Работа и документы", "4.5", "tied"),
        ("3", "Afya ya akili", "3.2", "talk first"),
    ),
)
PICTURE = Quadrant(
    (
        Point("Housing", 4.5, 4.5, "1"),
        Point("Work", 4.5, 4.5, "1"),
        Point("Health", 2, 4, "3"),
        Point("Law", 3, 3, "4"),
        Point("Sports", 1, 1, "5"),
    ),
    "Feasibility",
    "Urgency",
    1,
    5,
    ("Do now", "Prepare", "Quick wins", "Later"),
    Table(
        (Column("Place", True), Column("Issue"), Column("Feasibility", True), Column("In words")),
        (
            ("1", "Housing", "4.5", "Do now, tied"),
            ("1", "Work", "4.5", "Do now, tied"),
            ("3", "Health", "2.0", "Prepare"),
            ("4", "Law", "3.0", "on the line"),
            ("5", "Sports", "1.0", "Later"),
        ),
    ),
)
EVERYTHING = [
    Heading("Our agenda", 1, "★"),
    Prompt("What do we take up first?", "?"),
    Prose("Two issues are tied.", "warning"),
    Bullets(
        (
            Bullet("Elimu kwa wote", mark="1", by="Amina", below=(Bullet("shule"),)),
            Bullet("Право", mark="12"),
        )
    ),
    AGENDA,
    Bars(
        (Bar("Yes, and I will work on it", 8, "8 of 12"), Bar("Pass", 0, "0 of 12")),
        12,
        "How we stand",
    ),
    PICTURE,
    Actions((Action("Open a bank account", "Neema", by_when="Friday 6 December", code="A1"),)),
    Quote("I am not my past", "Rehema"),
]


def test_a_list_at_80_by_24_has_an_empty_line_between_its_lines():
    blocks = [
        Heading("Visioning", 2, "★"),
        Bullets((Bullet("Elimu", mark="1", by="Amina"), Bullet("Право", mark="12"))),
    ]
    assert drawn(blocks, 80, 24)[:7] == [
        "★ Visioning",
        "───────────",
        "",
        " 1 Elimu — Amina",
        "",
        "12 Право",
        "",
    ]


def test_a_list_that_is_too_long_for_the_space_between_is_set_closer():
    blocks = [Heading("Visioning"), Bullets(tuple(Bullet(f"note {n}") for n in range(9)))]
    assert drawn(blocks, 60, 15)[2:6] == ["", "• note 0", "• note 1", "• note 2"]


def test_the_newest_lines_stay_and_the_others_are_counted():
    lines = drawn(
        [Heading("Visioning"), Bullets(tuple(Bullet(f"note {n}") for n in range(20)))], 20, 10
    )
    assert lines[0] == "… 12 more above"
    assert lines[-1] == "• note 19"


def test_the_question_is_framed_where_there_is_room_and_stands_out_where_there_is_none():
    prompt = [Prompt("What do we take up first?", "?")]
    wide = drawn(prompt, 80, 24)
    assert wide[0] == "━" * 80
    assert wide[2] == "  ? What do we take up first?"
    assert drawn(prompt, 20, 3)[0] == "▌ ? What do we take"


def test_a_long_line_hangs_below_its_mark():
    lines = drawn([Bullets((Bullet("one two three four five six seven", mark="7"),))], 20, 10)
    assert lines[:2] == ["7 one two three four", "  five six seven"]


def test_a_table_that_does_not_fit_becomes_lists_of_the_same_facts():
    assert drawn([AGENDA], 80, 24)[2].split() == ["1", "Housing", "after", "release", "4.5", "tied"]
    stacked = as_text([AGENDA], 30)
    assert "- Rank: 1\n  Issue: Housing after release\n  Score: 4.5\n  Why: tied" in stacked


def test_a_tie_and_talk_first_are_words_at_every_size():
    for width, _height in SIZES:
        text = as_text([AGENDA], width)
        assert text.count("tied") == 2
        assert "talk" in text


def test_a_bar_says_its_count_in_words():
    lines = drawn([EVERYTHING[5]], 80, 24)
    assert lines[1].startswith("Yes, and I will work on it  █")
    assert lines[1].endswith("8 of 12")
    assert "█" not in lines[3]
    assert lines[3].endswith("0 of 12")


def test_points_at_one_place_share_one_label_and_keep_their_own_line_below():
    text = as_text([PICTURE], 80)
    assert "1,1" in text
    assert re.search(r"1 +Housing +4\.5 +Do now, tied", text)
    assert text.index("┊") < text.index("Housing")


def test_points_stand_where_their_values_are():
    rows = as_text([PICTURE], 80).split("\n")
    picture = [row for row in rows if row.startswith("  │")]
    top, bottom = "".join(picture[:6]), "".join(picture[7:])
    assert "1,1" in top
    assert "5" in bottom
    assert picture[6].index("4") == picture[0].index("┊")
    assert picture[-1].index("5") == 3


@given(some.lists(some.tuples(some.floats(1, 5), some.floats(1, 5)), max_size=30))
@settings(max_examples=60)
def test_every_point_is_named_in_the_picture_or_counted_and_no_row_is_too_long(places):
    points = tuple(Point(f"p{n}", x, y, f"n{n}") for n, (x, y) in enumerate(places))
    block = Quadrant(points, "x", "y", 1, 5, ("a", "b", "c", "d"))
    rows = [row for row in as_text([block], 80).split("\n") if row.startswith("  │")]
    assert all(len(row) <= 80 for row in rows)
    shown = re.findall(r"n\d+", " ".join(rows))
    counted = sum(int(count) for count in re.findall(r"(\d+) points", " ".join(rows)))
    assert len(shown) == len(set(shown))
    assert len(shown) + counted == len(points)


def test_a_narrow_quadrant_is_its_table_alone():
    text = as_text([PICTURE], 50)
    assert "│" not in text
    assert re.search(r"4 +Law +3\.0 +on the line", text)


def test_what_is_open_in_an_action_says_so():
    text = as_text([EVERYTHING[7]], 80)
    assert "A1 Open a bank account" in text
    assert "Who: Neema" in text
    assert "Support: open" in text


def test_plain_text_has_no_frames_no_bars_and_no_columns():
    text = as_text(EVERYTHING, 80, is_plain=True)
    assert not set(text) & set("─━═│█░┊┄┼▌")
    assert "Yes, and I will work on it: 8 of 12" in text


@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_every_size(size):
    width, height = size
    lines = drawn(EVERYTHING, width, height)
    assert "Rehema" in "\n".join(lines)
    text = as_text(EVERYTHING, width, height)
    assert len(text.split("\n")) <= height


def test_without_colours_the_same_words_are_there_and_no_colour(monkeypatch):
    coloured = as_text(EVERYTHING, 80, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    without = as_text(EVERYTHING, 80, colour=True)
    assert re.search(r"\x1b\[[\d;]*3\dm", coloured)
    assert not re.search(r"\x1b\[[\d;]*[34]\d", without)
    assert seen(coloured, 80, 70) == seen(without, 80, 70)


def test_a_rich_console_prints_the_same_lines(capsys):
    console = Console(width=80, color_system=None)
    console.print(draw(EVERYTHING, 80))
    printed = [line.rstrip() for line in capsys.readouterr().out.rstrip("\n").split("\n")]
    assert printed == as_text(EVERYTHING, 80).split("\n")


NOTES_THAT_BREAK_SCREENS = [
    "[/foo]",
    "[/]",
    "[inaudible] [Ana] [sic]",
    "[link=https://evil]ours[/link] [@click=x] [bold]",
    ":100: :thumbs_up:",
    "C:\\dir\\ \\[x]",
    "vote \x1b[2J\x1b[3A closed",
    "\x1b]0;title\x07 \x1b]52;c;aGk=\x07 \x1b]8;;http://x\x07link",
    "unterminated \x1b]0;gone",
    "\x9b2J\x90dcs",
    "\u202eabc\u2066def",
    "family 👩‍👩‍👧‍👦 flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "נשים ביחד — نساء معا می‌خواهم",
    "e" + "\u0301" * 200,
    "家庭会议" * 30,
    "a\tb\x0bc\x0cd",
    "\x00\x1a\x08\x7f",
    "{name} {0} %s",
    "x" * 500,
]


@pytest.mark.parametrize("note", NOTES_THAT_BREAK_SCREENS)
@pytest.mark.parametrize("width", [80, 20, 3, 1])
def test_no_note_can_break_a_screen(note, width):
    blocks = [
        Heading(note),
        Prompt(note, note),
        Prose(note),
        Bullets((Bullet(note, mark="1", by=note, below=(Bullet(note),)),)),
        Table((Column(note), Column("n", True)), ((note, "1"),), note),
        Bars((Bar(note, 1, note),), 2, note),
        Quadrant((Point(note, 1, 2, note),), note, note, 1, 5, (note, note, note, note)),
        Actions((Action(note, who=note, status=note),)),
        Quote(note, note),
    ]
    for height in (None, 10, 1):
        escapes = as_text(blocks, width, height, colour=True)
        assert not re.sub(r"\x1b\[[\d;]*m", "", escapes).count("\x1b")
        assert not re.search("[\x00-\x08\x0b-\x1a\x7f-\x9f\u202a-\u202e\u2066-\u2069]", escapes)


@given(some.text(some.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=NOTES)
def test_a_note_appears_as_it_was_said_and_leaves_the_lines_above_alone(note):
    blocks = [Prose("The line above"), Bullets((Bullet(note, mark="1"),)), Prose("The line below")]
    escapes = as_text(blocks, 90, colour=True)
    assert set(re.findall(r"\x1b[^m]*m", escapes)) <= {"\x1b[0m", "\x1b[1m"}
    assert "\x1b" not in re.sub(r"\x1b\[[\d;]*m", "", escapes)
    text = as_text(blocks, 90)
    words = [word for word in re.split(r"\s+", for_screen(note)) if word]
    at = 0
    for word in words:
        at = text.find(word, at)
        assert at >= 0
    lines = seen(escapes, 90, 60)
    assert lines[0] == "The line above"
    assert "The line below" in lines


def test_before_anything_is_cut_the_picture_gives_way_to_its_table():
    text = "\n".join(drawn([Heading("Our agenda"), PICTURE], 80, 12))
    assert "┊" not in text
    assert re.search(r"1 +Housing +4\.5 +Do now, tied", text)
    assert "more above" not in text


def test_a_sign_stands_before_the_title_without_the_word_that_names_it():
    assert (
        as_text([Heading("Five years from today", 3, "☼ sunrise")], 80) == "☼ Five years from today"
    )
    assert as_text([Heading("Visioning", 3, "★")], 80) == "★ Visioning"
    assert as_text([Heading("Visioning", 3, "sunrise")], 80) == "Visioning"


@pytest.mark.parametrize("block", [Heading("Ahead", 2, "☼ sunrise"), Prompt("Ahead", "◷ quiet")])
def test_whoever_hears_the_screen_read_out_hears_no_sign(block):
    assert as_text([block], 80, is_plain=True) == "Ahead"
