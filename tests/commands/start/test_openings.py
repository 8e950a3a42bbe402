"""The wall while a day or an exercise opens: its purpose, on a screen of 80 by 24."""

from typing import Any

import pytest

from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.entry import PROGRAMME, Fact, Place, make
from coalition_cli.model.header import Head
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.wall_slide import opening_slide
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


def wall_of(*told: tuple[Fact, Place]) -> Workshop:
    workshop = Workshop(Head("W", "Umoja", "2024-11-12", programme=ONE_DAY.id))
    for fact, place in told:
        workshop.extend([make(fact, place, share="participants", device="d", after=workshop.last)])
    return workshop


def wall(*told: tuple[Fact, Place]) -> Slide:
    workshop = wall_of(*told)
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
    assert "10 minutes, to 08:40" in opened
    done = Fact({}, op="done")
    later = wall((BEGAN, Place(name)), (done, Place(name, 1, exercise.steps[0].id)))
    assert exercise.purpose not in all_pages(later)


def test_a_run_that_no_slot_holds_opens_with_its_usual_minutes() -> None:
    slot = begun("s", "exercise", exercise="visioning", run=1)
    more = Fact({"slot": "s", "did": "minutes", "clock": "2024-11-12T08:31:00", "minutes": 75})
    workshop = wall_of((slot, PROGRAMME), (more, PROGRAMME))
    exercise = SHIPPED.exercise("visioning")
    for run, sign in ((1, "75 minutes, to 09:45"), (2, "about 40 minutes")):
        view = ViewMaker(SHIPPED.find).of_run(workshop, exercise, run)
        assert opening_slide(view).sign == sign


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
    assert all(goal.text in " ".join(all_pages(shown).split()) for goal in ONE_DAY.goals)
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
    seat.see(ONE_DAY.goals[0].text[:40])
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


def test_when_the_day_is_over_a_bare_number_names_its_step_before_anything_is_mended(
    house: House,
) -> None:
    path = house.new("Umoja", "--programme", "short-day")
    assert house.play("looking-ahead", {"said": ["A school"]}).status == 0
    file = WorkshopFile.open(path)
    for did in ("begin", "end"):
        fact = Fact({"slot": "", "did": did, "clock": "2024-11-12T16:00:00", "day": 1})
        file.append([Draft(fact, PROGRAMME, "organizer")])
    file.close()
    wall, seat = house.at_terminal("wall"), house.at_terminal("fix", "1")
    wall.see("Thank you.")
    seat.see("The words as they should be: looking-ahead.said.1 · A school")
    seat.press("!\r")
    assert seat.end() == 0
    assert "Mended: looking-ahead.said.1" in seat.text
    wall.press("q")
    assert wall.end() == 0
