import math
from xml.etree import ElementTree

import pytest

from coalition_cli.blocks import Point, Quadrant
from coalition_cli.charts import field_svg, field_words
from coalition_cli.charts.field import FRAME, RADIUS, placed
from tests.exports.hard_summary import SAID

CORNERS = ("do first", "prepare", "when there is room", "later")
SVG = "{http://www.w3.org/2000/svg}"


def field_of(spots, chosen=0, corners=CORNERS, titles=("can be done", "urgent")):
    points = tuple(
        Point(f"Issue {at}", x, y, f"I{at}", at <= chosen) for at, (x, y) in enumerate(spots, 1)
    )
    return Quadrant(points, *titles, 1, 5, corners)


def scattered(count):
    return [(1 + (at * 37 % 41) / 10, 1 + (at * 29 % 41) / 10) for at in range(count)]


@pytest.mark.parametrize(
    ("spots", "shown"),
    [
        ([(4.4, 4.4), (3.8, 4.6), (2.8, 4.6), (3.1, 4.3)], 4),
        ([(3, 3)] * 20, 20),
        ([(5, 5)] * 20, 20),
        ([(1, 5)] * 12 + [(1.1, 4.9)] * 12, 24),
        (scattered(40), 40),
        (scattered(200), 40),
        ([(4.2, 3.1)] * 200, 40),
    ],
)
def test_no_circle_lies_on_another_and_each_that_is_not_shown_is_counted(spots, shown):
    field = field_of(spots)
    found = placed(field)
    assert len(found) == shown
    for at, one in enumerate(found):
        assert FRAME.left <= one.centre[0] - RADIUS
        assert one.centre[0] + RADIUS <= FRAME.right
        assert FRAME.top <= one.centre[1] - RADIUS
        assert one.centre[1] + RADIUS <= FRAME.bottom
        for other in found[at + 1 :]:
            assert math.dist(one.centre, other.centre) >= 2 * RADIUS
    left = len(spots) - shown
    assert (f"and {left} more in the table" in field_svg(field)) == bool(left)
    assert (f"and {left} more in the table" in field_words(field)) == bool(left)


def test_a_point_alone_stands_where_it_belongs_and_one_that_moved_has_a_line_home():
    field = field_of([(2, 2), (4, 4), (4, 4)])
    assert [item.home == item.centre for item in placed(field)] == [True, True, False]
    tree = ElementTree.fromstring(field_svg(field))
    dots = [circle for circle in tree.iter(f"{SVG}circle") if circle.get("r") == "5"]
    assert len(dots) == 1


def test_what_the_room_chose_is_filled_and_is_shown_before_the_others():
    field = field_of([(3, 3)] * 60, chosen=2)
    tree = ElementTree.fromstring(field_svg(field))
    fills = [item.get("fill") for item in tree.iter(f"{SVG}circle") if item.get("stroke")]
    assert fills == ["#0b5563"] * 2 + ["#ffffff"] * 38
    assert "Chosen: I1, I2" in field_words(field)


def test_the_words_say_each_code_with_both_numbers():
    assert field_words(field_of([(4.45, 3.6)])) == (
        "urgent and can be done of 1 issue. I1: can be done 4.5, urgent 3.6."
    )


@pytest.mark.parametrize("said", SAID)
def test_whatever_is_typed_is_text_in_a_field_and_no_name_stands_in_it(said):
    corners = (said, said, said, said)
    field = field_of([(2, 2)], corners=corners, titles=(said, said))
    tree = ElementTree.fromstring(field_svg(field))
    assert {item.tag.removeprefix(SVG) for item in tree.iter()} <= {
        "svg",
        "rect",
        "path",
        "circle",
        "text",
    }
    assert "Issue 1" not in "".join(tree.itertext())


def test_a_lone_surrogate_and_a_control_leave_the_picture_whole():
    field = field_of([(2, 2)], titles=("a\ud800\x00b", "c\x1b[2Jd"))
    ElementTree.fromstring(field_svg(field).encode())


def test_a_field_without_points_is_no_picture():
    assert field_svg(field_of([])) == ""


def test_the_same_field_is_the_same_picture():
    assert field_svg(field_of(scattered(30))) == field_svg(field_of(scattered(30)))


def test_a_value_beyond_the_scale_and_a_scale_of_one_step_stay_in_the_frame():
    points = (Point("a", -4, 99, "I1"), Point("b", 2, 2, "I2"))
    for least, most in ((1, 5), (3, 3), (0, 100)):
        assert len(placed(Quadrant(points, "x", "y", least, most, CORNERS))) == 2
