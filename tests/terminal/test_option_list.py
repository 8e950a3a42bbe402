"""Lists of options that are longer than the screen, by real keys through a pipe.

And which options they show.
"""

import re

import pytest

from coalition_cli.blocks import Heading, Prompt
from coalition_cli.stage import Option
from coalition_cli.terminal.option_list import after_shown, first_shown
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


def hidden(picture, where):
    found = re.search(rf"… (\d+) more {where}", picture)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (60, 15), (40, 12)])
def test_sixty_people_say_how_many_more_stand_above_and_below(width, height):
    chosen, seen = pictures(width, height, SIXTY, [DOWN, DOWN, *[UP] * 4, "3", "0"], "1")
    assert chosen == "30"
    for picture in seen:
        shown = numbers(picture)
        assert shown == list(range(shown[0], shown[-1] + 1))
        assert hidden(picture, "above") == shown[0] - 1
        assert hidden(picture, "below") == 60 - shown[-1]
        assert len(shown) > 2
    assert hidden(seen[0], "above") == 0 < hidden(seen[0], "below")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_nothing_jumps_while_the_pointer_moves_inside_the_list(width, height):
    _chosen, seen = pictures(width, height, SIXTY, [DOWN, DOWN, UP, UP], "30")
    still = [picture.replace("»", " ").split("\n")[:-1] for picture in seen]
    assert still[0] == still[1] == still[2] == still[3] == still[4]
    assert len({tuple(numbers(picture)) for picture in seen}) == 1
    assert (
        len(
            {
                next(at for at, line in enumerate(picture) if "more above" in line)
                for picture in still
            }
        )
        == 1
    )
    assert (
        len(
            {
                next(at for at, line in enumerate(picture) if "more below" in line)
                for picture in still
            }
        )
        == 1
    )


def test_from_the_first_up_is_the_last_and_nothing_more_stands_below():
    chosen, seen = pictures(80, 24, SIXTY, [UP], "1")
    assert chosen == "60"
    assert numbers(seen[1])[-1] == 60
    assert hidden(seen[1], "below") == 0
    assert hidden(seen[1], "above") == 60 - len(numbers(seen[1]))


def test_long_options_are_there_to_their_last_word():
    _chosen, seen = pictures(80, 24, LONG, [DOWN], "1")
    words = seen[0].replace("\n", " ")
    for number in numbers(seen[0]):
        assert re.search(rf"of number {number}\b", re.sub(" +", " ", words))
    assert hidden(seen[0], "below") == 20 - len(numbers(seen[0]))


def test_an_option_higher_than_its_list_says_that_it_goes_on():
    many = [Option("long", "word " * 400), Option("short", "Short")]
    chosen, seen = pictures(80, 24, many, [], "long")
    assert chosen == "long"
    assert re.search(r"word word…\n", seen[0])
    assert hidden(seen[0], "below") == 1


def test_several_are_chosen_beyond_the_screen():
    with view(80, 24) as here:
        here.press("5", "0", " ", DOWN, " ", ENTER)
        assert here.terminal.choose_many(None, "Who is here?", SIXTY, ["3"]) == ["3", "51"]
    assert "» ● 50." in here.pictures[2]
    assert "» ○ 50." in here.pictures[3]
    assert (
        hidden(here.pictures[3], "above")
        == numbers(here.pictures[3].replace("○", " ").replace("●", " "))[0] - 1
    )


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
    ("heights", "pointed", "before", "lines", "shown"),
    [
        ([1] * 9, 0, 0, 3, (0, 3)),
        ([1] * 9, 2, 0, 3, (0, 3)),
        ([1] * 9, 3, 0, 3, (1, 4)),
        ([1] * 9, 3, 2, 3, (2, 5)),
        ([1] * 9, 1, 2, 3, (1, 4)),
        ([1] * 9, 8, 0, 3, (6, 9)),
        ([1] * 9, 8, 8, 3, (6, 9)),
        ([1] * 9, 5, None, 3, (4, 7)),
        ([2, 1, 3, 1], 2, 0, 4, (1, 3)),
        ([2, 1, 3, 1], 3, 0, 4, (2, 4)),
        ([5, 1], 0, 0, 3, (0, 1)),
        ([1, 5], 1, 0, 3, (1, 2)),
        ([1], 0, 0, 1, (0, 1)),
    ],
)
def test_a_list_moves_no_further_than_the_pointed_option_asks(
    heights, pointed, before, lines, shown
):
    first = first_shown(heights, pointed, before, lines)
    assert (first, after_shown(heights, first, lines)) == shown
