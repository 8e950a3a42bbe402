"""Views are made in one place; what they look up elsewhere is read only when somebody asks."""

import ast
from pathlib import Path

import coalition_cli
from coalition_cli.model.exercise import NO_MINUTES, Exercise, Step
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

PACKAGE = Path(coalition_cli.__file__).parent
EXERCISE = Exercise("trial", "Trial", "", "en", NO_MINUTES, "low", ())


def makes_a_view(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "View"


def test_no_other_file_makes_a_view() -> None:
    makers = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(map(makes_a_view, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert makers == ["model/view_maker.py"]


def test_the_programme_is_read_once_and_only_for_a_text_that_asks_for_its_details() -> None:
    read = []

    def announced(workshop: Workshop) -> dict[str, str]:
        read.append(workshop)
        return {"until": "17:00"}

    view = ViewMaker(announced=announced).of_run(Workshop(HEAD), EXERCISE)
    assert view.fill("{title} in {year}") == "Umoja in 2024"
    assert read == []
    assert view.fill("{until}") + view.fill("{until}") == "17:0017:00"
    assert len(read) == 1


def test_a_workshop_as_a_whole_has_steps_that_stand_in_no_file() -> None:
    step = Step("note", "notes", "Notes")
    view = ViewMaker().of_workshop(Workshop(HEAD), "organizer", title="Notes", steps=[step])
    assert (view.step("note"), view.exercise.title, view.audience) == (step, "Notes", "organizer")
    assert view.exercises.get("visioning") is None


def test_a_view_of_a_run_is_what_the_room_reads_on_its_screen_unless_told_otherwise() -> None:
    workshop, find = Workshop(HEAD), {"trial": EXERCISE}.get
    view = ViewMaker(find).of_run(workshop, EXERCISE)
    assert (view.workshop, view.exercise, view.run) == (workshop, EXERCISE, 1)
    assert (view.audience, view.is_paper) == ("participants", False)
    assert view.exercises.get("trial") is EXERCISE
    assert view.exercises.get("other") is None
    printed = ViewMaker(find).of_run(workshop, EXERCISE, 3, "donor", is_paper=True)
    assert (printed.run, printed.audience, printed.is_paper) == (3, "donor", True)


def test_a_view_of_a_workshop_as_a_whole_has_no_exercise_of_its_own() -> None:
    workshop = Workshop(HEAD._replace(language="sw"))
    view = ViewMaker().of_workshop(workshop)
    assert view.exercise == Exercise("", "", "", "sw", NO_MINUTES, "low", ())
    assert (view.workshop, view.run, view.audience) == (workshop, 1, "participants")
    assert (view.is_paper, dict(view.announced)) == (False, {})
    assert ViewMaker().of_workshop(workshop, is_paper=True).is_paper


def test_what_the_programme_announces_can_be_looked_through() -> None:
    announced = {"until": "17:00", "lead": "Neema"}
    view = ViewMaker(announced=lambda _workshop: announced).of_workshop(Workshop(HEAD))
    assert (dict(view.announced), len(view.announced)) == (announced, 2)
    assert view.announced.get("phone") is None
