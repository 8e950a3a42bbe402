"""Lists of options that are longer than the screen, by real keys through a pipe.

And which options they show.
"""

import re
from itertools import chain, pairwise

import pytest

from coalition_cli.blocks import Bullet, Bullets, Heading, Prompt
from coalition_cli.stage import Option
from coalition_cli.terminal.option_list import (
    in_columns,
    in_one_line,
    pages_in_short,
    pages_of,
)
from tests.support.screens import DOWN, ENTER, UP, view

NAMES = ["Rehema", "家庭会议の女性", "Zoë é́́", "Нина Петровна", "ስም"]
SIXTY = [Option(str(n), f"{NAMES[n % len(NAMES)]} {n}") for n in range(1, 61)]
LONG = [Option(str(n), f"{'What we said about the work of ' * 4}number {n}") for n in range(1, 21)]


def pictures(width, height, options, keys, default=None, prompt="Whose turn is it?"):
    with view(width, height) as here:
        here.terminal.open_step([Heading("Reflection circle"), Prompt("What do you carry?")])
        here.press(*keys, ENTER)
        chosen = here.terminal.choose(None, prompt, options, default)
    return chosen, here.pictures


def numbers(picture):
    return [int(found) for found in re.findall(r"^ *»? +(\d+)\. ", picture, re.MULTILINE)]


def page_of(picture):
    found = re.search(r"(\d+) of (\d+) · (Pg.*)", picture)
    return (int(found[1]), int(found[2]), found[3].strip()) if found else None


PAGE_UP, PAGE_DOWN, HOME, END = "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15), (40, 12)])
def test_sixty_people_stand_on_pages_that_say_which_of_how_many_they_are(size):
    chosen, seen = pictures(*size, SIXTY, [*[PAGE_DOWN] * 30, *[PAGE_UP] * 30, "3", "0"], "1")
    assert chosen == "30"
    pages = {page_of(picture)[0]: numbers(picture) for picture in seen}
    assert sorted(chain.from_iterable(pages.values())) == list(range(1, 61))
    assert [page_of(picture)[1] for picture in seen] == [len(pages)] * len(seen)
    assert page_of(seen[0]) == (1, len(pages), "PgDn")
    assert page_of(seen[30]) == (len(pages), len(pages), "PgUp")
    assert page_of(seen[1])[2] == ("PgUp PgDn" if len(pages) > 2 else "PgUp")
    for picture in seen:
        assert "Whose turn is it?" in picture
        assert picture.count("»") == 1
        assert len(numbers(picture)) > 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
def test_an_option_keeps_its_line_until_the_page_is_turned(size):
    _chosen, seen = pictures(*size, SIXTY, [DOWN] * 30, "1")
    for before, after in pairwise(seen):
        if page_of(before) == page_of(after):
            still = [picture.replace("»", " ").split("\n")[:-1] for picture in (before, after)]
            assert still[0] == still[1]
        else:
            assert numbers(after)[0] == numbers(before)[-1] + 1
    counts = {
        next(at for at, line in enumerate(picture.split("\n")) if page_of(line)) for picture in seen
    }
    assert len(counts) == 1


@pytest.mark.parametrize(("keys", "is_at"), [([UP], "60"), ([END], "60"), ([UP, DOWN], "1")])
def test_behind_the_last_option_is_the_first(keys, is_at):
    chosen, seen = pictures(80, 24, SIXTY, keys, "1")
    assert chosen == is_at
    assert numbers(seen[1])[-1] == 60


def test_home_is_the_first_option():
    assert pictures(80, 24, SIXTY, [HOME], "30")[0] == "1"


def test_while_the_options_have_pages_the_keys_turn_these_and_never_the_page_above():
    with view(60, 15) as here:
        here.terminal.open_step([Prompt("What do you carry?")])
        here.terminal.show([Bullets(tuple(Bullet(f"note {n}", mark=str(n)) for n in range(1, 31)))])
        here.press(PAGE_UP, PAGE_DOWN, PAGE_UP, PAGE_UP, ENTER)
        here.terminal.choose(None, "Whose turn is it?", SIXTY, "1")
    seen = here.pictures
    assert all("note 30" in picture for picture in seen)
    assert not any("earlier lines" in picture for picture in seen)
    assert [page_of(picture)[0] for picture in seen] == [1, 1, 2, 1, 1]


def test_where_all_options_stand_the_keys_turn_the_page_above():
    with view(60, 15) as here:
        here.terminal.show([Bullets(tuple(Bullet(f"note {n}", mark=str(n)) for n in range(1, 31)))])
        here.press(PAGE_UP, PAGE_DOWN, ENTER)
        here.terminal.choose(None, "Whose turn is it?", SIXTY[:2], "1")
    assert ["note 30" in picture for picture in here.pictures] == [True, False, True]


def test_long_options_are_there_to_their_last_word():
    _chosen, seen = pictures(80, 24, LONG, [DOWN], "1")
    words = seen[0].replace("\n", " ")
    for number in numbers(seen[0]):
        assert re.search(rf"of number {number}\b", re.sub(" +", " ", words))
    assert page_of(seen[0])[0] == 1


def test_an_option_higher_than_its_list_says_that_it_goes_on():
    many = [Option("long", "word " * 400), Option("short", "Short")]
    chosen, seen = pictures(80, 24, many, [], "long")
    assert chosen == "long"
    assert re.search(r"word word…\n", seen[0])
    assert page_of(seen[0]) == (1, 2, "PgDn")


def test_several_are_chosen_beyond_the_screen():
    with view(80, 24) as here:
        here.press("5", "0", " ", DOWN, " ", ENTER)
        assert here.terminal.choose_many(None, "Who is here?", SIXTY, ["3"]) == ["3", "51"]
    assert "» ● 50." in here.pictures[2]
    assert "» ○ 50." in here.pictures[3]


def test_what_enter_takes_is_named_in_double_width_letters_too():
    _chosen, seen = pictures(
        80, 24, [Option("long", "家庭会议" * 12), Option("short", "Short")], [], "long"
    )
    assert seen[0].split("\n")[-1].startswith(" Enter: 家庭会议")


@pytest.mark.parametrize("size", [(30, 7), (20, 5), (10, 4), (3, 2), (1, 1)])
def test_a_long_list_survives_every_size(size):
    chosen, _seen = pictures(*size, SIXTY, [DOWN], "30")
    assert chosen == "31"


@pytest.mark.parametrize(
    ("heights", "lines", "pages"),
    [
        ([1] * 7, 3, [[0, 1, 2], [3, 4, 5], [6]]),
        ([2, 1, 3, 1], 4, [[0, 1], [2, 3]]),
        ([5, 1], 3, [[0], [1]]),
        ([1, 5], 3, [[0], [1]]),
        ([1], 1, [[0]]),
        ([], 3, []),
    ],
)
def test_whole_options_stand_on_a_page(heights, lines, pages):
    assert pages_of(heights, lines) == pages


WORDY = [
    Option(
        str(n),
        f"exercise-{n} · The work of number {n} that all of us hold together · 25–60 min · done",
        short=f"The work of number {n} that all of us hold together",
        state="done",
    )
    for n in range(1, 33)
]
SMALL = [(40, 12), (80, 18), (50, 24)]


def words_of(picture):
    return " ".join(picture.split())


@pytest.mark.parametrize("size", SMALL)
def test_on_a_small_screen_each_has_one_line_and_the_one_pointed_at_is_whole(size):
    chosen, seen = pictures(*size, WORDY, [DOWN] * 31, "1")
    assert chosen == "32"
    assert page_of(seen[0])[1] <= 11
    for place, picture in enumerate(seen):
        assert WORDY[place].words in words_of(picture)
        shown = numbers(picture)
        assert place + 1 in shown
        others = [line for line in picture.split("\n") if re.match(r"   +\d+\. ", line)]
        assert len(others) == len(shown) - 1
        assert all(line.endswith(" · done") and "The work of" in line for line in others)


@pytest.mark.parametrize("size", SMALL)
def test_short_lines_are_found_by_every_word_and_chosen_by_the_same_number(size):
    chosen, seen = pictures(*size, WORDY, ["exercise-17"], "1")
    assert chosen == "17"
    assert WORDY[16].words in words_of(seen[1])
    assert pictures(*size, WORDY, ["2", "9"], "1")[0] == "29"


def test_what_fits_whole_stands_whole_on_a_small_screen_too():
    _chosen, seen = pictures(40, 12, [*WORDY[:1], Option("no", "No")], [DOWN], "1")
    assert all(WORDY[0].words in words_of(picture) for picture in seen)


@pytest.mark.parametrize(
    ("heights", "lines", "pages"),
    [
        ([1] * 7, 3, [[0, 1, 2], [3, 4, 5], [6]]),
        ([2] * 5, 4, [[0, 1, 2], [3, 4]]),
        ([3, 1, 1, 1, 1, 1], 5, [[0, 1, 2], [3, 4, 5]]),
        ([1, 1, 4], 4, [[0, 1], [2]]),
        ([9, 9], 2, [[0], [1]]),
        ([1], 1, [[0]]),
        ([], 3, []),
    ],
)
def test_any_option_of_a_page_of_short_ones_has_room_to_be_whole(heights, lines, pages):
    assert pages_in_short(heights, lines) == pages


@pytest.mark.parametrize(
    ("option", "width", "line"),
    [
        (Option("a", "Raise hands"), 20, "Raise hands"),
        (Option("a", "Raise hands for each"), 19, "Raise hands for…"),
        (Option("a", "two\nlines"), 20, "two lines"),
        (Option("a", "all of it", short="Title", state="done"), 12, "Title · done"),
        (Option("a", "x", short="A long title", state="done"), 14, "A long… · done"),
        (Option("a", "x", short="Title", state="step 2 of 5"), 8, "Title ·…"),
        (Option("a", "x", short="Title", state="step 2 of 5"), 14, "Title · step…"),
        (Option("a", "x", short="A long title", state="next: a walk"), 20, "A long… · next:…"),
        (Option("a", "x", short="Title", state="done"), 1, "T"),
        (Option("a", "Supercalifragilistic"), 6, "Super…"),
        (Option("a", "家庭会议"), 5, "家庭…"),
    ],
)
def test_a_short_option_is_cut_at_a_word_and_says_so(option, width, line):
    assert in_one_line(option, width) == line


CELLS = [
    Option("a", "visioning · Five years · light", cells=("visioning", "Five years", "light")),
    Option("b", "家庭 · 会议 · deep · done", cells=("家庭", "会议", "deep", "done")),
    Option("back", "Back, and nothing is changed by that"),
]


@pytest.mark.parametrize(
    ("width", "first", "second"),
    [
        (80, "visioning  Five years  light", "家庭       会议        deep   done"),
        (34, "visioning  Five years  light", "家庭       会议        deep   done"),
        (33, "visioning · Five years · light", "家庭 · 会议 · deep · done"),
        (1, "visioning · Five years · light", "家庭 · 会议 · deep · done"),
    ],
)
def test_cells_stand_in_columns_where_all_of_them_fit(width, first, second):
    assert in_columns(CELLS, width) == [first, second, CELLS[2].words]


def test_options_without_cells_stand_as_they_are():
    assert in_columns([], 80) == []
    assert in_columns(CELLS[2:], 80) == [CELLS[2].words]
