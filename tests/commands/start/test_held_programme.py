"""A day goes on by the programme that it was begun with, whatever became of its file."""

from pathlib import Path

import pytest

from tests.commands.start.conftest import House
from tests.commands.start.test_day import choose, sit_down, stop
from tests.support.calling import CTRL_C, ENTER, entries_of

pytestmark = pytest.mark.slow


def file_of(house: House, name: str) -> Path:
    config = Path(house.environment["XDG_CONFIG_HOME"])
    return config / "coalition" / "exercises" / f"{name}.toml"


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def begun(house: House) -> House:
    """A workshop that follows a programme of its own, in whose first part the room is."""
    house.workshop = house.new("Umoja", "--programme", "short-day")
    seat = sit_down(house, "09:00:00")
    choose(seat, "Begin: Rules")
    seat.talk(("When the room is ready", CTRL_C), ("Now: Rules, since", ""))
    stop(seat)
    return house


def kept(house: House) -> list[object]:
    at = (entry for entry in entries_of(house.workshop) if entry["step"] == "programme")
    return [entry["body"].get("held as") for entry in at]


def test_a_day_goes_on_without_the_file_of_its_programme_and_with_a_broken_one(
    begun: House,
) -> None:
    (first, *others) = kept(begun)
    assert isinstance(first, dict)
    assert first["id"] == "short-day"
    assert not any(others)
    path = file_of(begun, "programmes/short-day")
    details = begun.call("details", "show").out
    assert "until\t12:25" in details
    for spoil in (lambda: change(path, "[[days]]", "[[days"), path.unlink):
        spoil()
        seat = sit_down(begun, "09:10:00")
        seat.see("Now: Rules, since 09:00.")
        seat.see("Then: ")
        assert "has changed" not in seat.text
        stop(seat)
        assert begun.call("details", "show").out == details


def test_a_newer_programme_is_offered_and_taken_only_after_a_yes(begun: House) -> None:
    path = file_of(begun, "programmes/short-day")
    change(path, 'title = "Tea"', 'title = "Coffee"')
    seat = sit_down(begun, "09:10:00")
    seat.talk(("has changed since this workshop began to follow it", ENTER))
    seat.see("Now: Rules, since 09:00.")
    stop(seat)
    assert len([each for each in kept(begun) if each]) == 1
    seat = sit_down(begun, "09:10:00")
    seat.talk(("Take the new one from now on", "2"))
    seat.see("Now: Rules, since 09:00.")
    stop(seat)
    path.unlink()
    seat = sit_down(begun, "09:11:00")
    choose(seat, "The whole day")
    seat.see("Coffee")
    seat.kill()


def test_a_programme_without_a_part_that_was_begun_cannot_be_taken(begun: House) -> None:
    change(file_of(begun, "programmes/short-day"), 'id = "rules"', 'id = "our-rules"')
    seat = sit_down(begun, "09:10:00")
    seat.see("It cannot be taken: a part that was begun is not in it as it was.")
    assert "Take the new one" not in seat.text
    seat.press(ENTER)
    seat.see("Now: Rules, since 09:00.")
    seat.kill()


def test_a_part_whose_exercise_is_gone_or_changed_goes_on_as_it_was_begun(begun: House) -> None:
    seat = sit_down(begun, "09:10:00")
    choose(seat, "It is over: Rules", "Begin: Visioning")
    seat.talk(("When the room is ready", ENTER), ("The first page of Looking ahead", ENTER))
    seat.talk(("What do we say in Looking ahead?", f"a school{ENTER}"), ("1 a school", CTRL_C))
    stop(seat)
    path = file_of(begun, "looking-ahead")
    change(path, "What do we say in Looking ahead?", "What do we see?")
    seat = sit_down(begun, "09:15:00")
    choose(seat, "Go on with: Visioning")
    seat.see("Looking ahead has changed since this run began.")
    seat.press(ENTER)
    seat.see("What do we say in Looking ahead?")
    seat.press(CTRL_C)
    stop(seat)
    path.unlink()
    seat = sit_down(begun, "09:16:00")
    choose(seat, "Go on with: Visioning")
    seat.talk(("Continue", ENTER), ("What do we say in Looking ahead?", ""))
    seat.kill()
