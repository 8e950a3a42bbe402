"""A decision in the summary says both numbers, and what is a concern."""

import pytest

VISION = {
    "pieces": [{"by": "Amina", "text": "A door with our name"}],
    "vision": ["Every woman has a door."],
    "agree": {"5": 3, "2": 1, "concerns": ["Who keeps the key?"]},
}


@pytest.mark.parametrize(
    ("audience", "is_told"), [("participants", True), ("organizer", True), ("donor", False)]
)
def test_more_hands_than_people_stand_in_the_summary_with_both_numbers(umoja, audience, is_told):
    umoja.people("Amina", "Мария")
    assert umoja.play("visioning", VISION).status == 0
    text = umoja.call("export", "md", "--for", audience, "--out", "-").out
    told = text[text.index("What we decided") :]
    assert ("4 were counted; 2 people were present." in told) is is_told
    assert ("Concern: Who keeps the key?" in told) is is_told
