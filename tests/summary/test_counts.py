"""The organizer reads both numbers of a count, and what is a concern; nobody else does."""

import pytest

VISION = {
    "pieces": [{"by": "Amina", "text": "A door with our name"}],
    "vision": ["Every woman has a door."],
    "agree": {"5": 3, "2": 1, "concerns": ["Who keeps the key?"]},
}


@pytest.mark.parametrize(
    ("audience", "is_told"), [("participants", False), ("organizer", True), ("donor", False)]
)
def test_more_hands_than_people_stand_in_the_summary_with_both_numbers(umoja, audience, is_told):
    umoja.people("Amina", "Мария")
    assert umoja.play("visioning", VISION).status == 0
    text = umoja.call("export", "md", "--for", audience, "--out", "-").out
    assert ("D1: 4 hands were counted, 2 people were present." in text) is is_told
    assert ("Worry: Who keeps the key?" in text) is is_told
