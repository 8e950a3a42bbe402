"""A page that is a little too long for its room.

What stays, what gives way, and what can be looked at.
"""

from itertools import pairwise

import pytest

from coalition_cli.blocks import Bullet, Bullets, Heading, Prompt, Prose
from coalition_cli.terminal.current_page import Page
from coalition_cli.terminal.page_control import PageControl

READ_ALOUD = tuple(Prose(f"Read aloud {number}.") for number in range(1, 9))
HEAD = (
    Heading("Who we are", 2, "▯ open door"),
    Prompt("What may we call you?", "○ circle"),
    *READ_ALOUD,
)
NOTICE = Prose("Nothing was said in this step yet.", "quiet")
SHORT = (Prose("Next, if they like: Amina"),)
LONG = (Bullets(tuple(Bullet(f"Line {number}", str(number)) for number in range(1, 21))),)


def words(page, height, back=0):
    return [line.plain.strip() for line in page.lines(76, height, back)]


def test_a_head_that_is_one_line_too_long_keeps_its_question_and_fills_up_with_the_newest_lines():
    shown = words(Page((*HEAD, NOTICE), SHORT), 10)
    assert len(shown) == 10
    assert "What may we call you?" in shown[0]
    assert shown[1] == "… 3 more above"
    assert shown[2] == "Read aloud 3."
    assert shown[-2:] == [NOTICE.text, "Next, if they like: Amina"]


def test_what_was_said_does_not_give_way_to_a_count_of_what_was_read_aloud():
    lines = (Bullets(tuple(Bullet(f"Line {number}", str(number)) for number in range(1, 6))),)
    shown = words(Page(HEAD, lines), 6)
    assert "What may we call you?" in shown[0]
    assert shown[1:] == [f"{number} Line {number}" for number in range(1, 6)]


@pytest.mark.parametrize("body", [SHORT, LONG])
@pytest.mark.parametrize("height", [5, 10, 12])
def test_every_line_of_a_page_can_be_looked_at(body, height):
    control = PageControl(Page((*HEAD, NOTICE), body))
    seen = set()
    for _turn in range(40):
        content = control.create_content(80, height)
        seen |= {
            "".join(text for _style, text, *_more in content.get_line(at)).strip()
            for at in range(height)
        }
        control.turn(1)
    assert {f"Read aloud {number}." for number in range(1, 9)} <= seen
    assert NOTICE.text in seen
    assert {"Next, if they like: Amina", "1 Line 1"} & seen


def test_a_question_that_stands_as_a_mark_begins_its_line_and_pushes_no_other_aside():
    answered = Bullet("To be heard, " * 9 + "at last", "What made you come here today?")
    told = (Bullet("A table for all", "1", "", (answered,)), answered, Bullet("Work", "12"))
    for height in (40, 8):
        lines = [
            line.plain.rstrip()
            for line in Page(body=(Bullets(told),)).lines(60, height)
            if line.plain.strip()
        ]
        assert lines[0] == " 1 A table for all"
        assert lines[-1] == "12 Work"
        begun = [
            line
            for line in lines
            if line.strip().startswith("What made you come here today? To be heard")
        ]
        assert [len(line) - len(line.lstrip()) for line in begun] == [3, 3]
        assert {len(line) - len(line.lstrip()) for line in lines[1:-1]} == {3}


def test_a_page_that_is_read_from_its_beginning_names_the_key_that_leads_on():
    control = PageControl(Page(body=LONG, begins_at_top=True))

    def shown():
        content = control.create_content(80, 8)
        return [
            "".join(text for _style, text, *_more in content.get_line(at)).strip()
            for at in range(8)
        ]

    assert (shown()[0], control.turning) == ("1 Line 1", ["PgDn further lines"])
    control.turn(-1)
    assert (shown()[-1][-10:], control.turning) == ("more below", ["PgUp and PgDn: more lines"])
    for _turn in range(5):
        control.turn(-1)
    assert (shown()[-1], control.turning) == ("20 Line 20", ["PgUp earlier lines"])


@pytest.mark.parametrize("height", [5, 8, 13, 22])
@pytest.mark.parametrize("head", [(), (Heading("Who we are", 2),), HEAD])
def test_no_line_is_leapt_over_and_hardly_one_comes_twice_where_a_page_is_turned_forth(
    head, height
):
    count = 90
    control = PageControl(
        Page(head, tuple(Prose(f"Line {number}") for number in range(count)), begins_at_top=True)
    )
    seen = []
    while "PgUp earlier lines" not in control.turning or not seen:
        content = control.create_content(80, height)
        lines = [
            "".join(text for _style, text, *_more in content.get_line(at)).strip()
            for at in range(height)
        ]
        seen.append([line for line in lines if line.startswith("Line ")])
        control.turn(-1)
    content = control.create_content(80, height)
    seen.append(
        [
            "".join(text for _style, text, *_more in content.get_line(at)).strip()
            for at in range(height)
        ]
    )
    assert {f"Line {number}" for number in range(count)} <= {
        line for lines in seen for line in lines
    }
    assert all(len(set(lines) & set(after)) <= 2 for lines, after in pairwise(seen[:-2]))
