"""A table and a picture of more issues than a page has room for stay a table and a picture."""

import pytest

from coalition_cli.blocks import Column, Point, Quadrant
from coalition_cli.slide import Grid, GridRow, Slide
from coalition_cli.terminal.slides.frame import Framing

CORNERS = ("Do first", "Quick win", "Prepare", "Keep for later")
TITLES = ("Place", "No", "Issue", "Urgency", "Feasibility", "Together")


def picture(count):
    points = tuple(
        Point(f"Issue number {at} of the whole room", 1 + at % 5, 1 + at % 4, str(at))
        for at in range(1, count + 1)
    )
    return Slide("How?", stages=((Quadrant(points, "Urgency", "Feasibility", 1, 5, CORNERS),),))


def table(count):
    columns = [
        Column(title, is_number=title != "Issue", is_detail=title in TITLES[3:5])
        for title in TITLES
    ]
    rows = [
        GridRow((str(at), str(at), f"Issue number {at} of the whole room", "4.5", "3.5", "4.0"))
        for at in range(1, count + 1)
    ]
    return Slide("How?", stages=((Grid(tuple(columns), tuple(rows)),),))


@pytest.mark.parametrize(
    ("count", "columns", "said"),
    [
        (3, 80, "3  Issue number 3 of the"),
        (11, 80, "11  Issue number 11 of the…"),
        (12, 80, ""),
        (40, 80, ""),
        (3, 64, ""),
    ],
)
def test_names_beside_a_picture_are_whole_or_begun_or_stand_in_the_table_alone(
    count, columns, said
):
    frame = Framing().frame(picture(count), columns, 24)
    assert frame.pages == 1
    assert "Keep for later" in frame.text()
    assert said in frame.text()
    assert ("Issue" in frame.text()) == bool(said)


@pytest.mark.parametrize("columns", [48, 64, 80])
def test_the_details_of_a_table_go_before_its_columns_do(columns):
    framing = Framing()
    pages = framing.frame(table(16), columns, 20).pages
    text = "\n".join(framing.frame(table(16), columns, 20, page).text() for page in range(1, 4))
    assert pages <= 3
    assert "Place:" not in text
    assert "Issue number 7 of the" in text
    assert ("4.5" in text) == (columns == 80)
