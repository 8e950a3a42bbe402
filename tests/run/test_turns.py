"""A step that is somebody's own turn is held where she is here, and passed by where nobody is."""

from pathlib import Path
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.catalog import Catalog, shipped
from coalition_cli.model.entry import PEOPLE, Fact, Place
from coalition_cli.model.exercise import Step
from coalition_cli.model.header import Head
from coalition_cli.model.progress import open_step
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.engine import reopen
from tests.run.test_engine import said_on
from tests.support.playing import CTRL_C, ENTER, F6, Bench

GUESTS = Step("guests", "notes", "Our guests")
TURNS = [
    Step(f"guest-{n}", "timer", f"Guest {n} speaks", lines=("Why?",), turn_of="guests", turn=n)
    for n in (1, 2, 3)
]
AFTER = Step("after", "notes", "Questions", prompt="What do we ask?")
ON, BACK = "1", "3"


def a_room(*guests: str, here: tuple[str, ...] = (), away: tuple[str, ...] = ()) -> Bench:
    """The panel with ``guests`` on its list; under people are those ``here`` and ``away``."""
    bench = Bench(GUESTS, *TURNS, AFTER)
    for name in (*here, *away):
        bench.record(
            Fact({"text": name, "role": "guest", "present": name in here}), PEOPLE, "organizer"
        )
    bench.say("guests", *guests)
    bench.record(Fact({}, op="done"), bench.view.place("guests"), "participants")
    return bench


def held(bench: Bench) -> list[str | None]:
    return [kinds.whose_turn(step, bench.view) for step in TURNS]


@pytest.mark.parametrize(
    ("bench", "expected"),
    [
        (a_room("Rose", "Atim", "Zed"), ["Rose", "Atim", "Zed"]),
        (a_room("Rose", "Atim"), ["Rose", "Atim", None]),
        (a_room("Rose", "Atim", "Zed", away=("rose",)), ["Atim", "Zed", None]),
        (a_room("Rose", "Atim", here=("Rose",), away=("Atim",)), ["Rose", None, None]),
        (a_room(here=("Rose",), away=("Atim",)), ["Rose", None, None]),
        (a_room(away=("Atim",)), [None, None, None]),
        (a_room(), ["", "", ""]),
    ],
    ids=["all", "two", "first-away", "second-away", "no-list", "none-here", "nobody-known"],
)
def test_the_turns_are_those_of_the_guests_who_are_here_and_where_nobody_is_known_all_are_held(
    bench: Bench, expected: list[str | None]
) -> None:
    assert held(bench) == expected


def test_an_absent_guest_gets_no_timer_and_one_sentence_says_so() -> None:
    bench = a_room("Rose", "Atim", away=("Rose",))
    stage = bench.run(ENTER, ON, "Who pays?\r", ENTER, ON)
    assert stage.asked == ["wait", "What now?", "Next line", "Next line", "What now?"]
    assert "Now: Atim" in said_on(stage.pages[0])
    passed_by = (
        "Passed by, since nobody who is here has that turn: Guest 2 speaks, Guest 3 speaks. "
        "Back leads there."
    )
    assert passed_by in said_on(stage.pages[2])
    closings = [bench.workshop.closing(bench.view.place(step.id)) for step in TURNS]
    assert [closing.body for closing in closings if closing] == [
        {},
        {"skipped": True},
        {"skipped": True},
    ]
    assert bench.workshop.is_done(bench.view.place())


def test_back_opens_a_turn_that_was_passed_by_and_a_restart_passes_it_by_again() -> None:
    bench = a_room("Rose")
    stage = bench.run(ENTER, ON, F6, CTRL_C)
    assert stage.asked == ["wait", "What now?", "Next line", "wait"]
    assert open_step(bench.view) == TURNS[2]
    again = bench.run(ENTER, ON, "Who pays?\r", ENTER, ON)
    assert again.asked[:3] == ["wait", "What now?", "Next line"]
    reopen(TURNS[1], bench.view, bench.record)
    assert bench.run(ENTER, ON, ENTER, ON).asked == ["wait", "What now?", "Next line", "What now?"]


def test_who_comes_late_has_her_turn() -> None:
    bench = a_room("Rose", "Atim", away=("Atim",))
    (person,) = [each for each in bench.workshop.people() if each.name == "Atim"]
    assert held(bench) == ["Rose", None, None]
    body = {"text": "Atim", "role": "guest", "present": True}
    bench.record(Fact(body, op="edit", ref=person.id), PEOPLE, "organizer")
    assert held(bench) == ["Rose", "Atim", None]


def play_panel(answers: dict[str, Any]) -> tuple[list[str], dict[str, bool]]:
    """The titles of the pages of a panel that is played, and which step was passed over."""
    panel = Catalog([shipped()]).exercise("panel-guests")
    pages: list[str] = []
    workshop = Workshop(Head("W", "Umoja", "2024-11-12"))
    entries, _said = play_answers(
        panel,
        1,
        {"panel-guests": answers},
        Path("a.toml"),
        workshop,
        lambda _id: None,
        "d",
        lambda page: pages.append(page[0].text),
    )
    workshop.extend(entries)
    closings = {step.id: workshop.closing(Place(panel.id, 1, step.id)) for step in panel.steps}
    return pages, {
        name: bool(closing.body.get("skipped")) for name, closing in closings.items() if closing
    }


def test_a_panel_from_a_file_has_as_many_timers_as_guests_and_an_answered_turn_is_held() -> None:
    rows = [
        {"what": "Rose", "topic": "Opening address"},
        {"what": "Atim", "topic": "Opening address"},
    ]
    pages, skipped = play_panel(
        {"guests": rows, "topic-1": ["clinics"], "topic-3": ["security"], "lessons": ["One"]}
    )
    shown = [int(page.partition("step ")[2].partition(" ")[0]) for page in pages if "step " in page]
    assert [number for number in shown if number in (3, 5, 7, 9)] == [3, 5]
    assert {name for name, is_skipped in skipped.items() if is_skipped} >= {
        "guest-3",
        "guest-4",
        "topic-4",
    }
    assert not skipped["topic-3"]
