from xml.etree import ElementTree

import pytest

from coalition_cli.blocks import Bar, Bars
from coalition_cli.charts import (
    bars_svg,
    bars_words,
    calendar_svg,
    calendar_words,
    levels_svg,
    levels_words,
)
from coalition_cli.charts.level_bar import WIDTH, lengths
from coalition_cli.charts.line_of_time import standing
from coalition_cli.model.document import Calendar, Due
from tests.exports.hard_summary import SAID

SVG = "{http://www.w3.org/2000/svg}"


def dues(*days):
    return Calendar(tuple(Due(f"A{at}", day, f"on {day}") for at, day in enumerate(days, 1)))


def overlaps(calendar):
    boxes = [item.centre for item in standing(calendar)]
    return [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if abs(one[0] - other[0]) < 88 and abs(one[1] - other[1]) < 48
    ]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((20, 0, 0, 0, 0, 0), 1),
        ((13, 5, 2, 0, 0, 0), 3),
        ((9, 6, 4, 0, 0, 1), 4),
        ((200, 1, 1, 1, 1, 1), 6),
        ((0, 0, 0, 0, 0, 0), 0),
        ((), 0),
        ((3, 1), 2),
    ],
)
def test_levels_fill_the_bar_and_those_that_do_not_agree_are_white(counts, shown):
    pieces = lengths(counts)
    assert len(pieces) == shown
    if pieces:
        total = sum(length for _at, length in pieces) + 3 * (len(pieces) - 1)
        assert total == pytest.approx(WIDTH)
    tree = ElementTree.fromstring(levels_svg(counts))
    fills = [item.get("fill") for item in tree.iter(f"{SVG}rect")]
    agreeing = sum(count > 0 for count in counts[: (len(counts) + 1) // 2])
    assert sum(fill not in ("#ffffff", "none") for fill in fills) == agreeing


def test_levels_are_told_in_words():
    assert levels_words((13, 5, 1, 0, 0, 1)) == (
        "13 at level 5, 5 at level 4, 1 at level 3, 1 at level 0"
    )


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (["2026-12-07"], 1),
        (["2026-12-07", "2026-12-12", "2026-12-14", "2026-12-19", "2027-01-06"], 5),
        (["2026-12-07"] * 12, 12),
        ([f"2026-12-{day:02d}" for day in range(1, 31)], 30),
        (["2026-12-07"] * 200, 40),
        (["2026-12-07", "not said yet", ""], 1),
    ],
)
def test_no_code_lies_on_another_on_the_line_of_time(days, shown):
    calendar = dues(*days)
    assert len(standing(calendar)) == shown
    assert overlaps(calendar) == []
    dated = sum(day.startswith("20") for day in days)
    assert (f"and {dated - 40} more in the list" in calendar_svg(calendar)) == (dated > 40)
    for at, _day in enumerate(days, 1):
        assert f"A{at}: on" in calendar_words(calendar)


def test_a_calendar_without_days_is_no_picture():
    assert calendar_svg(dues("not said yet")) == ""
    assert calendar_svg(Calendar(())) == ""


def test_bars_are_as_long_as_their_numbers_and_told_in_words():
    bars = Bars((Bar("Red", 10, "10 people"), Bar("Blue", 0, "0 people")), 20, "Presence")
    tree = ElementTree.fromstring(bars_svg(bars))
    widths = [item.get("width") for item in tree.iter(f"{SVG}rect")]
    assert widths == ["500", "250", "500"]
    assert bars_words(bars) == "Presence: Red: 10 people; Blue: 0 people"
    assert bars_svg(Bars((), 1)) == ""


@pytest.mark.parametrize("said", SAID)
def test_whatever_is_typed_is_text_in_a_chart(said):
    bars = Bars((Bar(said, 1, said),), 1, said)
    calendar = Calendar((Due(said, "2026-12-07", said), Due("A2", said, said)))
    for picture in (bars_svg(bars), calendar_svg(calendar)):
        tree = ElementTree.fromstring(picture.encode())
        assert {item.tag.removeprefix(SVG) for item in tree.iter()} <= {
            "svg",
            "rect",
            "path",
            "circle",
            "text",
        }
