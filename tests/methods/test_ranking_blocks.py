"""A ranking as a table, a picture and bars: what shares a place, who disagrees, where it lies."""

from typing import Any

import pytest

from coalition_cli.blocks import Bar, Bars, Block, Column, Point, Quadrant, Table
from coalition_cli.methods.ranking_blocks import (
    field_name,
    place_word,
    quadrant,
    ranked_table,
    spread_bars,
)

TITLES = {"urgency": "Urgency", "feasibility": "Feasibility"}
SCALE = (1, 5)


def row(
    urgency: float | None = 4.5, feasibility: float | None = 3.1, **other: Any
) -> dict[str, Any]:
    return {
        "id": "M" if "text" not in other else other["text"][0],
        "text": "Maji",
        "rank": 1,
        "tied": False,
        "score": 3.8,
        "scorers": 2,
        "contested": False,
        "criteria": {
            "urgency": {"mean": urgency, "counts": {"4": 1, "5": 1}},
            "feasibility": {"mean": feasibility, "counts": {"3": 2}},
        },
        **other,
    }


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (row(), "1"),
        (row(rank=2, tied=True), "2="),
        (row(rank=None), "–"),
        (row(rank=3, place=1), "1"),
        (row(rank=1, place=None), "–"),
        (row(rank=2, tied=True, place=2, shares_place=False), "2"),
        (row(rank=2, place=2, shares_place=True), "2="),
    ],
)
def test_the_place_of_an_item(found: dict[str, Any], word: str) -> None:
    assert place_word(found) == word


NUMBERS = {"M": "3", "T": "7"}
"""What the room calls the items by: their own numbers, whatever their places are."""
USUAL = ("do first", "quick win", "prepare", "keep")
OWN = {"do_first": "kwanza", "quick_win": "haraka", "prepare": "andaa", "keep": "weka"}


@pytest.mark.parametrize(
    ("corners", "named"),
    [
        ({}, USUAL),
        (dict.fromkeys(OWN, ""), USUAL),
        (OWN, ("kwanza", "haraka", "andaa", "weka")),
        ({"prepare": "andaa"}, ("do first", "quick win", "andaa", "keep")),
    ],
)
def test_the_picture_has_the_ranked_ones_and_the_names_of_its_corners(
    corners: dict[str, str], named: tuple[str, str, str, str]
) -> None:
    rows = [row(), row(text="Школа", rank=None), row(2, 4, text="Taa", rank=2, tied=True)]
    points = (Point("Maji", 4.5, 3.1, "3"), Point("Taa", 2, 4, "7"))
    expected = Quadrant(points, "Urgency", "Feasibility", 1, 5, named)
    assert quadrant(rows, NUMBERS, TITLES, SCALE, corners) == expected


def test_without_anything_ranked_there_is_no_picture() -> None:
    assert quadrant([row(None, rank=None)], {}, TITLES, SCALE, {}) is None
    assert quadrant([], {}, TITLES, SCALE, {}) is None


PICTURE = quadrant([row()], {}, TITLES, SCALE, {})


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [
        (4, 4, "do first"),
        (2, 4, "quick win"),
        (4, 2, "prepare"),
        (2, 2, "keep"),
        (3.25, 5, "on the line"),
        (3.3, 5, "do first"),
        (5, 2.75, "on the line"),
    ],
)
def test_the_field_that_a_point_lies_in(x: float, y: float, name: str) -> None:
    assert PICTURE
    assert field_name(PICTURE, Point("Maji", x, y, "1")) == name


def test_a_scale_of_tenths_has_its_line_in_the_exact_middle() -> None:
    # As binary fractions 0.1 and 0.3 have their middle a little above 0.2.
    narrow = Quadrant((), "X", "Y", 0.1, 0.3, USUAL)
    assert field_name(narrow, Point("Maji", 0.45, 1, "1")) == "on the line"
    assert field_name(narrow, Point("Maji", 0.46, 1, "1")) == "do first"


def test_a_table_says_in_words_what_numbers_alone_do_not() -> None:
    rows = [
        row(score=3.85),
        row(4, 4, text="Taa", rank=2, tied=True, contested=True, moved=True, place=1),
        row(None, text="Школа", rank=None, score=None, scorers=0, moved=True),
    ]
    assert ranked_table(rows, NUMBERS, TITLES, PICTURE) == Table(
        (
            Column("Place", True),
            Column("Number", True),
            Column("Issue"),
            Column("Urgency", True, is_detail=True),
            Column("Feasibility", True, is_detail=True),
            Column("Together", True),
            Column("Answers", True, is_detail=True),
            Column("In words"),
        ),
        (
            ("1", "3", "Maji", "4.5", "3.1", "3.9", "2", "on the line"),
            (
                "1=",
                "7",
                "Taa",
                "4.0",
                "4.0",
                "3.8",
                "2",
                "moved from 2, tied, talk first, do first",
            ),
            ("–", "", "Школа", "–", "3.1", "–", "0", "not enough answers"),
        ),
    )


@pytest.mark.parametrize(
    ("scores", "shown"),
    [
        ([4.6, 4.3], ["4.6", "4.3"]),
        ([4.6, 4.6, 4.586], ["4.60", "4.60", "4.59"]),
        ([4.586, 4.585], ["4.586", "4.585"]),
        ([4.0001, 4.0002], ["4.000", "4.000"]),
    ],
)
def test_scores_have_the_decimals_that_tell_their_places_apart(scores, shown) -> None:
    rows = [row(rank=1 + number, score=score) for number, score in enumerate(scores)]
    assert [cells[5] for cells in ranked_table(rows, {}, TITLES, None).rows] == shown


def test_without_a_picture_no_field_is_named() -> None:
    assert ranked_table([row(shares_place=True)], {}, TITLES, None).rows[0][-1] == "tied"
    assert ranked_table([row(tied=True, shares_place=False)], {}, TITLES, None).rows[0][-1] == ""


def apart(counts: dict[str, int], **other: Any) -> dict[str, Any]:
    return row(criteria={"urgency": {"counts": counts}}, contested=True, **other)


def bars(counts: dict[str, str], most: int, caption: str) -> Bars:
    numbers = {value: int(words.split()[0]) for value, words in counts.items()}
    return Bars(
        tuple(Bar(value, numbers[value], words) for value, words in counts.items()), most, caption
    )


@pytest.mark.parametrize(
    ("found", "scale", "expected"),
    [
        (apart({"1": 0}), SCALE, []),
        (apart({"1": 1, "5": 0}), SCALE, []),
        (row(criteria={"urgency": {"counts": {"1": 3, "5": 3}}}), SCALE, []),
        (
            apart({"1": 1, "5": 1}),
            SCALE,
            [bars({"1": "1 answer", "5": "1 answer"}, 1, "Maji · Urgency")],
        ),
        (
            apart({"1": 3, "5": 2}),
            SCALE,
            [bars({"1": "3 answers", "5": "2 answers"}, 3, "Maji · Urgency · split")],
        ),
        (
            apart({"1": 1, "5": 9}),
            SCALE,
            [bars({"1": "1 answer", "5": "9 answers"}, 9, "Maji · Urgency · agreed")],
        ),
        (
            apart({"1": 2, "5": 8}),
            SCALE,
            [bars({"1": "2 answers", "5": "8 answers"}, 8, "Maji · Urgency · mixed")],
        ),
        # What is the lower half of ten is the upper half of three.
        (
            apart({"2": 3, "3": 3}),
            (1, 10),
            [bars({"2": "3 answers", "3": "3 answers"}, 3, "Maji · Urgency · agreed")],
        ),
    ],
)
def test_answers_are_drawn_where_a_room_disagrees(
    found: dict[str, Any], scale: tuple[int, int], expected: list[Block]
) -> None:
    assert spread_bars([found], {"urgency": "Urgency"}, scale) == expected


def test_bars_stand_item_by_item_and_criterion_by_criterion() -> None:
    calm = row(text="Taa")
    drawn = spread_bars(
        [row(contested=True), calm, row(text="Soko", contested=True)], TITLES, SCALE
    )
    assert [block.caption for block in drawn if isinstance(block, Bars)] == [
        "Maji · Urgency",
        "Maji · Feasibility",
        "Soko · Urgency",
        "Soko · Feasibility",
    ]
    assert spread_bars([calm, row(contested=True)], TITLES, SCALE) == drawn[:2]
