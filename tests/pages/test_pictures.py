"""Pages on narrow screens, and pictures: nothing is cut off, no circle lies on another."""

import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from coalition_cli.model.audience import Audience
from tests.exports.in_a_browser import chromium, shown
from tests.exports.test_phone import LOOK
from tests.pages.rooms import AUDIENCES, LARGE, ROOMS, SAMPLES, written

NARROW = 360
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def browser() -> Any:
    with chromium() as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("room", [*SAMPLES, LARGE])
def test_a_narrow_screen_shows_all_of_it(browser: Any, room: str, audience: Audience) -> None:
    page = shown(browser, written(room, audience, "html").decode(), NARROW)
    seen = page.evaluate(LOOK)
    assert seen["wide"] <= NARROW
    # A row of codes may break behind its dash.
    broken = [word for word, _lines in seen["broken"] if "–" not in word]
    assert (broken, seen["squeezed"], seen["outside"]) == ([], [], [])
    page.close()


def circles(content: str) -> list[list[tuple[float, float, float]]]:
    """The circles with codes of each field: where their middles are, and how wide they are."""
    fields = []
    for drawn in re.findall(r"<svg\b.*?</svg>", content, re.DOTALL):
        tree = ElementTree.fromstring(drawn)
        found = [
            (float(each.get("cx", 0)), float(each.get("cy", 0)), float(each.get("r", 0)))
            for each in tree.iter()
            if each.tag.removeprefix(SVG) == "circle" and each.get("stroke")
        ]
        if found:
            fields.append(found)
    return fields


@pytest.mark.parametrize("audience", ["organizer", "donor"])
@pytest.mark.parametrize("room", ROOMS)
def test_no_circle_of_a_field_lies_on_another(room: str, audience: Audience) -> None:
    fields = circles(written(room, audience, "html").decode())
    if room == "one-day":
        assert fields
    for found in fields:
        for at, (x, y, radius) in enumerate(found):
            for other_x, other_y, other in found[at + 1 :]:
                assert math.dist((x, y), (other_x, other_y)) >= radius + other
