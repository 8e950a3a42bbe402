"""The pictures of the guides: each is drawn by the program, kept, and shown to somebody."""

import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

DOCS = Path(__file__).parents[1] / "docs"
DRAWING = runpy.run_path(str(DOCS / "draw_pictures.py"))
KEPT = sorted(path.stem for path in (DOCS / "pictures").glob("*.svg"))
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
