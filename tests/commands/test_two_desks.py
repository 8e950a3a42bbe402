"""Two desks at one workshop: what one saved is never replaced unasked by what the other says."""

from pathlib import Path

import pytest

from coalition_cli.model.entry import Place
from coalition_cli.store.workshop_file import WorkshopFile
from tests.support.calling import CTRL_C, ENTER, House, Seat, entries_of

pytestmark = pytest.mark.slow

EXERCISE = """\
id = "gates"
title = "Gates"
purpose = "Everybody gives a piece."
language = "en"
minutes = { min = 1, usual = 1, max = 3 }
intensity = "low"

[[steps]]
id = "pieces"
kind = "circle"
title = "One piece from each"
minutes = 1
prompt = "Which piece do you give us?"
share = "participants"
"""
ALSO_OPEN = "This workshop is open in another window too: coalition gates"


@pytest.fixture
def desks(umoja: House) -> tuple[Seat, Seat]:
    """Two desks that ask Amina for the same answer."""
    own = Path(umoja.environment["XDG_CONFIG_HOME"]) / "coalition" / "exercises"
    own.mkdir(parents=True)
    (own / "gates.toml").write_text(EXERCISE)
    umoja.people("Amina", "Grace")
    first = umoja.at_terminal("gates")
    first.talk(("» 1. Begin", ENTER), ("» 1. Amina", ENTER))
    first.see("Amina: In her own words")
    assert ALSO_OPEN not in first.text
    second = umoja.at_terminal("gates")
    second.see(ALSO_OPEN)
    second.press(ENTER)
    second.see("Amina: In her own words")
    return first, second


def texts(umoja: House) -> list[str]:
    """What stands in the circle."""
    workshop = WorkshopFile.open(umoja.workshop).workshop
    return [entry.text for entry in workshop.standing(Place("gates", 1, "pieces"))]


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("1", ["a garden", "a gate"]),
        ("2", ["a garden"]),
        ("3", ["a gate"]),
        (CTRL_C, ["a garden", "a gate"]),
    ],
)
def test_a_second_answer_to_the_same_question_is_asked_about(
    umoja: House, desks: tuple[Seat, Seat], key: str, kept: list[str]
) -> None:
    first, second = desks
    first.press("a garden" + ENTER)
    first.see("» 1. Grace")
    second.press("a gate" + ENTER)
    second.see("Another window has saved “a garden” here meanwhile.")
    second.press(key)
    if key == CTRL_C:
        assert second.end() == 130
    else:
        second.talk(("» 1. Grace", CTRL_C))
        assert second.end() == 130
    first.press(CTRL_C)
    assert first.end() == 130
    assert texts(umoja) == kept


def test_the_same_answer_from_two_desks_is_one_line_and_asks_nothing(
    umoja: House, desks: tuple[Seat, Seat]
) -> None:
    for desk in desks:
        desk.press("a garden" + ENTER)
        desk.talk(("» 1. Grace", CTRL_C))
        assert desk.end() == 130
    assert texts(umoja) == ["a garden"]
    assert sum(each["body"].get("text") == "a garden" for each in entries_of(umoja.workshop)) == 1
