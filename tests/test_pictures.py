"""The pictures of the guides: each is drawn by the program, kept, and shown to somebody."""

import runpy
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).parents[1] / "docs"
DRAWING = runpy.run_path(str(DOCS / "draw_pictures.py"))
KEPT = sorted(path.stem for path in (DOCS / "pictures").glob("*.svg"))
DRAWING_PAGES = runpy.run_path(str(DOCS / "draw_pages.py"))
KEPT_PAGES = sorted(path.stem for path in (DOCS / "pictures").glob("*.png"))
MOST_BYTES = 60_000
QUESTIONS = {
    "ranking": "This is how we weighed it.",
    "circle": "Which piece of your picture do you give us?",
    "storm": "Which stones did your group find?",
}


def test_what_is_drawn_is_what_is_kept():
    assert sorted(DRAWING["pictures"]()) == KEPT


@pytest.mark.parametrize("name", KEPT)
def test_a_picture_needs_no_file_and_no_script_from_elsewhere(name):
    root = ElementTree.parse(DOCS / "pictures" / f"{name}.svg").getroot()
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
        "svg",
        "title",
        "rect",
        "g",
        "text",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_wall_of_the_sample_is_drawn_with_its_question(name, theme):
    words = [each.text for each in ElementTree.fromstring(DRAWING["wall"](name, theme)).iter()]
    assert QUESTIONS[name] in " ".join(filter(None, words))


def test_the_pages_that_are_drawn_are_kept_and_stand_in_the_guide():
    assert sorted(DRAWING_PAGES["pictures"]()) == KEPT_PAGES
    guide = (DOCS / "summaries.md").read_text(encoding="utf-8")
    assert [name for name in KEPT_PAGES if f"(pictures/{name}.png)" not in guide] == []


@pytest.mark.parametrize("name", KEPT_PAGES)
def test_a_picture_of_a_page_is_small_and_upright(name):
    content = (DOCS / "pictures" / f"{name}.png").read_bytes()
    assert len(content) < MOST_BYTES
    width, height = struct.unpack_from(">II", content, 16)
    assert width < height


def test_a_page_is_drawn_as_large_as_the_one_that_is_kept():
    """Not byte by byte: another version of the typesetter may draw a letter otherwise."""
    kept = (DOCS / "pictures" / "page-slips.png").read_bytes()
    drawn = DRAWING_PAGES["pictures"]()["page-slips"]()
    head = slice(0, 33)
    assert drawn[head] == kept[head]
    assert 0.5 < len(drawn) / len(kept) < 2
