"""Lines of a summary that may name somebody: counted by where they stand, and told at an export."""

import pytest

from coalition_cli.summary.identifying_lines import identifying_lines
from tests.support.calling import House

DATA = {
    "vision": "A house for Anna Bell",
    "quotes": [
        {"text": "Dr. Okello helped", "by": "Zawadi Njeri"},
        {"text": "Work for all", "by": None},
    ],
    "notes": [{"text": "Call 0700 000 111", "by": None, "group": "Blue Group One"}],
    "actions": [{"what": "Write to Segerea", "who": "Anna Bell", "helper": "Zawadi Njeri"}],
    "exercises": [
        {
            "id": "visioning",
            "title": "Anna Bell",
            "steps": [
                {"id": "pieces", "outcome": [{"text": "zawadi sews"}, {"text": "Work for all"}]},
                {"id": "vision", "outcome": "A house for Anna Bell"},
                {"id": "agree", "outcome": {"counts": {"5": 3}}},
            ],
        }
    ],
}


def test_each_place_is_counted_once_and_names_in_their_own_fields_are_left_alone() -> None:
    assert identifying_lines(DATA, ["Zawadi"]) == [
        ("vision", 1),
        ("actions", 1),
        ("quotes", 1),
        ("notes", 1),
        ("visioning.pieces", 1),
    ]


def test_a_summary_in_which_nobody_is_named() -> None:
    assert identifying_lines({"vision": None, "notes": [], "exercises": []}, []) == []


@pytest.mark.parametrize("readers", ["follow-up", "participants"])
def test_an_export_for_others_says_how_many_and_where_and_repeats_no_word(
    umoja: House, readers: str
) -> None:
    umoja.note("Dr. Okello ana kliniki", "0700 000 111 after nine", "Kazi", share="donor")
    done = umoja.call("export", "json", "--out", "-", "--for", readers)
    assert done.status == 0
    assert "2 lines may name somebody" in done.err
    assert "notes (2)" in done.err
    assert "Okello" not in done.err


def test_organizers_are_told_nothing(umoja: House) -> None:
    umoja.note("Dr. Okello ana kliniki")
    done = umoja.call("export", "json", "--out", "-", "--for", "organizer")
    assert "may name somebody" not in done.err
