"""The picture of two criteria: nothing lies on anything else, whatever points and labels."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.blocks import Point, Quadrant
from coalition_cli.exports import export
from coalition_cli.model.summary import Summary

ISSUES = (
    "Childcare during meetings and training",
    "Housing after release",
    "Legal help with criminal records",
    "Work and income",
    "Safe transport",
)
WIDTHS = {**dict.fromkeys("abdeghnopquFJLTZ", 0.556), **dict.fromkeys("ckstvxyz", 0.5)}
WIDTHS |= (
    dict.fromkeys("ABEKPSVXY", 0.667) | dict.fromkeys("CDHNRU", 0.722) | dict.fromkeys("GOQ", 0.778)
)
WIDTHS |= dict.fromkeys("ft ", 0.278) | dict.fromkeys("ijl", 0.222)
WIDTHS |= {"r": 0.333, "w": 0.722, "m": 0.833, "…": 1.0, "W": 0.944, "M": 0.833}
"""Widths of the letters of Helvetica, as shares of their height (Adobe's font metrics)."""


@dataclass(frozen=True)
class Shape:
    what: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Shape") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def drawn(points: list[Point]) -> list[ElementTree.Element]:
    block = Quadrant(
        tuple(points), "Urgency", "Feasibility", 1, 5, ("Do first", "Quick win", "Prepare", "Keep")
    )
    page = export("html").render(Summary("T", "en", "organizer", False, (block,), {})).decode()
    return [
        ElementTree.fromstring(svg)
        for svg in re.findall(r'<svg class="quadrant.*?</svg>', page, re.DOTALL)
    ]


def shapes(svg: ElementTree.Element) -> list[Shape]:
    found = []
    for element in svg.iter():
        name = element.get("class")
        if name == "point":
            x, y, r = (float(element.get(key, "0")) for key in ("cx", "cy", "r"))
            found.append(Shape("point", x - r, y - r, x + r, y + r))
        if name in ("label", "corner"):
            size, words = float(element.get("font-size", "0")), element.text or ""
            x, y, wide = (
                float(element.get("x", "0")),
                float(element.get("y", "0")),
                size * sum(WIDTHS[letter] for letter in words),
            )
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[
                element.get("text-anchor", "start")
            ]
            found.append(
                Shape(f"{name} {words}", left, y - 0.75 * size, left + wide, y + 0.2 * size)
            )
    return found


def frame(svg: ElementTree.Element) -> Shape:
    (rect,) = [element for element in svg if element.get("class") == "frame"]
    x, y, wide, high = (float(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
    return Shape("frame", x, y, x + wide, y + high)


def check(points: list[Point]) -> None:
    for svg in drawn(points):
        found, edge = shapes(svg), frame(svg)
        assert sum(shape.what == "point" for shape in found) == len(points)
        for shape in found:
            assert edge.left <= shape.left, shape
            assert edge.top <= shape.top, shape
            assert shape.right <= edge.right, shape
            assert shape.bottom <= edge.bottom, shape
        for one, other in combinations(found, 2):
            assert not one.meets(other), (one, other)


means = st.integers(10, 50).map(lambda tenths: tenths / 10)
labels = st.one_of(st.sampled_from(ISSUES), st.text("abcdefghi kmnop", min_size=1, max_size=40))


@settings(max_examples=25)
@given(st.lists(st.tuples(labels, means, means), min_size=1, max_size=25))
def test_nothing_overlaps_for_any_points(rows: list[tuple[str, float, float]]) -> None:
    check([Point(label, x, y, str(number)) for number, (label, x, y) in enumerate(rows, 1)])


@pytest.mark.parametrize(("x", "y"), [(4.0, 3.5), (5.0, 5.0), (1.0, 1.0), (3.0, 3.0)])
def test_fifteen_points_on_one_spot_all_stay_in_sight(x: float, y: float) -> None:
    check([Point(ISSUES[number % 5], x, y, "1=") for number in range(15)])


def test_twenty_five_crowded_points_stay_apart() -> None:
    spots = [(3 + (number * 7 % 11) / 5, 2.5 + (number * 5 % 9) / 5) for number in range(25)]
    check([Point(ISSUES[number % 5], x, y, str(number + 1)) for number, (x, y) in enumerate(spots)])


def test_a_few_points_stand_exactly_where_they_belong_with_their_whole_labels() -> None:
    rows = [
        ("Housing after release", 4.0, 4.0),
        ("Safe transport", 2.0, 2.0),
        ("Work and income", 4.5, 1.5),
    ]
    points = [Point(label, x, y, str(number)) for number, (label, x, y) in enumerate(rows, 1)]
    broad, _narrow = drawn(points)
    edge = frame(broad)
    centres = [
        (float(e.get("cx", "0")), float(e.get("cy", "0")))
        for e in broad.iter()
        if e.get("class") == "point"
    ]
    step = (edge.right - edge.left) / 4.7
    assert centres[0][0] - centres[1][0] == pytest.approx(2 * step, abs=0.2)
    assert not [element for element in broad.iter() if element.get("class") in ("tie", "home")]
    assert [shape.what for shape in shapes(broad) if shape.what.startswith("label")] == [
        f"label {r[0]}" for r in rows
    ]


def test_every_point_tells_its_whole_label_and_numbers_to_a_reader() -> None:
    label = "<b>A very long name</b> " + "on and on " * 30
    for svg in drawn([Point(label, 4.4, 3.6, "1")]):
        titles = [element.text or "" for element in svg.iter() if element.tag == "title"]
        assert titles == [
            "Feasibility and Urgency of 1 issues",
            f"1: {label}, Urgency 4.4, Feasibility 3.6, Do first",
        ]
        assert svg.get("role") == "img"


def test_a_shortened_label_never_cuts_a_letter_from_its_marks_or_a_family_apart() -> None:
    family = "👩🏽\u200d👩🏾\u200d👧🏿"
    text = "".join(family if number % 2 else "e\u0301" for number in range(60))
    for svg in drawn([Point(text, 4, 4, "1")]):
        (label,) = [element.text or "" for element in svg.iter() if element.get("class") == "label"]
        kept = label.removesuffix("…")
        assert label.endswith("…")
        assert re.fullmatch(f"(e\u0301|{family})+", kept)


def test_signs_of_markup_in_a_label_stay_signs() -> None:
    page = (
        export("html")
        .render(
            Summary(
                "T",
                "en",
                "organizer",
                False,
                (Quadrant((Point("<i>&", 2, 2, "1"),), "x", "y", 1, 5, ("a", "b", "c", "d")),),
                {},
            )
        )
        .decode()
    )
    assert "<i>" not in page
    assert "<i>&" in unescape(page)
