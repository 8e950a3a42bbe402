"""The wall while a day or an exercise opens: its purpose, on a screen of 80 by 24."""

from typing import Any

import pytest

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.entry import PROGRAMME, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.slide import Slide
from coalition_cli.store import WorkshopFile
from coalition_cli.store.workshop_file import Draft
from coalition_cli.terminal.slides.frame import Framing
from tests.support.calling import House
from tests.support.slides import all_pages, wall_slide, wall_words

SHIPPED = Catalog([shipped()])
ONE_DAY = SHIPPED.programme("one-day-2024-11-12")
OPENING = next(slot.id for slot in ONE_DAY.slots() if slot.kind == "opening")
BEGAN: Fact = Fact({"began": True})


def begun(slot: str, kind: str, **more: Any) -> Fact:
    clock = "2024-11-12T08:30:00"
    return Fact(
        {
            "slot": slot,
            "did": "begin",
            "clock": clock,
            "kind": kind,
            "title": "T",
            "minutes": 10,
            **more,
        }
    )


def wall(*told: tuple[Fact, Place]) -> Slide:
    workshop = Workshop(Head("W", "Umoja", "2024-11-12", programme=ONE_DAY.id))
    for fact, place in told:
        workshop.extend([make(fact, place, share="participants", device="d", after=workshop.last)])
    return wall_slide(workshop, SHIPPED.find, SHIPPED.announced, SHIPPED.find_programme)


def seen(slide: Slide) -> str:
    frame = Framing().frame(slide, 80, 24)
    assert frame.pages == 1
    return " ".join(frame.text().replace("▌", "").split())


@pytest.mark.parametrize("name", SHIPPED.ids())
def test_an_exercise_says_what_it_is_for_while_it_opens(name: str) -> None:
    exercise = SHIPPED.exercise(name)
    slot = begun("s", "exercise", exercise=name, run=1)
    opened = seen(wall((slot, PROGRAMME)))
    assert exercise.purpose in opened
    assert " ".join(exercise.read_aloud.split())[:40] in opened
    assert "For the facilitator" not in opened
    done = Fact({}, op="done")
    later = wall((BEGAN, Place(name)), (done, Place(name, 1, exercise.steps[0].id)))
    assert exercise.purpose not in all_pages(later)


def test_once_something_was_said_the_page_is_for_what_is_said() -> None:
    said = (
        Fact({"text": "Roads"}),
        Place("core-issues", 1, SHIPPED.exercise("core-issues").steps[0].id),
    )
    assert SHIPPED.exercise("core-issues").purpose not in seen(
        wall((BEGAN, Place("core-issues")), said)
    )


def test_the_opening_of_a_day_shows_its_goals_and_what_comes_after_it_does_not() -> None:
    shown = wall((begun(OPENING, "opening"), PROGRAMME))
    assert shown.question == ONE_DAY.title
    assert all(goal in " ".join(all_pages(shown).split()) for goal in ONE_DAY.goals)
    over = Fact({"slot": OPENING, "did": "end", "clock": "2024-11-12T08:40:00"})
    after = wall((begun(OPENING, "opening"), PROGRAMME), (over, PROGRAMME))
    assert all_pages(after).split() == ["Umoja"]


def test_an_exercise_that_goes_on_from_yesterday_shows_its_step_and_not_its_opening() -> None:
    first = (BEGAN, Place("country-sharing"))
    said = (
        Fact({}, op="done"),
        Place("country-sharing", 1, SHIPPED.exercise("country-sharing").steps[0].id),
    )
    again = (begun("d2", "exercise", exercise="country-sharing", run=1), PROGRAMME)
    assert "· 2 of" in seen(wall(first, said, again))


def test_nothing_but_its_title_is_shown_of_a_programme_that_is_not_on_this_machine() -> None:
    workshop = Workshop(Head("W", "Umoja", "2024-11-12", programme="gone"))
    workshop.extend(
        [make(begun(OPENING, "opening"), PROGRAMME, share="organizer", device="d", after=None)]
    )
    found = SHIPPED.find, SHIPPED.announced, SHIPPED.find_programme
    assert wall_words(workshop, *found).split() == ["Umoja"]


def test_the_wall_itself_shows_the_goals_of_the_day_and_of_the_exercise(house: House) -> None:
    path = house.new("Umoja", "--programme", ONE_DAY.id)
    file = WorkshopFile.open(path)
    file.append([Draft(begun(OPENING, "opening"), PROGRAMME, "organizer")])
    seat = house.at_terminal("wall")
    seat.see(ONE_DAY.goals[0][:40])
    file.append(
        [
            Draft(
                begun("welcome", "exercise", exercise="welcome-circle", run=1),
                PROGRAMME,
                "organizer",
            )
        ]
    )
    seat.see("Everyone is welcomed by the name she chose")
    seat.press("q")
    assert seat.end() == 0
    file.close()
