"""Lines found by the numbers that a room reads, and called by them again."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.entry import MOVED, NOTES, PEOPLE, Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.run.named_lines import (
    Room,
    find_line,
    find_lines,
    line_name,
    range_names,
    run_option,
)
from tests.support.changing import fix, undo
from tests.support.playing import Bench

IDEAS = Step("ideas", "notes", "Ideas")
MORE = Step("more", "notes", "More")
THEMES = Step("themes", "themes", "Themes", options={"from": "ideas"})
SCALE = {"criteria": [{"id": "urgency", "title": "Urgency", "prompt": "Does it press?"}]}
SCORES = Step("scores", "score", "Scores", options={"from": "ideas", **SCALE})
PLAN = Step("plan", "plan", "Plan")
AGREE = Step("agree", "decide", "Agree", options={"about": "ideas", "each": True})


def a_room(*steps: Step, at: int = 0) -> tuple[Bench, Room]:
    """A room whose first ``at`` steps are over."""
    bench = Bench(*steps)
    exercise = bench.view.exercise
    for step in steps[:at]:
        bench.record(Fact({}, op="done"), bench.view.place(step.id), "participants")
    return bench, Room(bench.workshop, lambda name: exercise if name == exercise.id else None)


def named(room: Room, *words: str) -> list[str]:
    return [line.entry.text for line in find_lines(words, room)]


def note(bench: Bench, *texts: str) -> list[Entry]:
    return [bench.record(Fact({"text": text}), NOTES, "participants") for text in texts]


def test_before_anything_is_held_a_bare_number_is_of_the_captured_notes() -> None:
    bench, room = a_room(IDEAS)
    note(bench, "one", "two", "three")
    assert named(room, "2") == ["two"]
    assert named(room, "1-2", "3") == ["one", "two", "three"]
    assert named(room, "note.3", "3", "#3") == ["three"]


def test_a_bare_number_is_of_the_step_that_the_wall_shows() -> None:
    bench, room = a_room(IDEAS, MORE)
    note(bench, "captured")
    bench.say("ideas", "one", "two")
    assert named(room, "1") == ["one"]
    assert named(room, "note.1") == ["captured"]
    bench.record(Fact({}, op="done"), bench.view.place("ideas"), "participants")
    bench.say("more", "three")
    assert named(room, "1") == ["three"]
    assert named(room, "ideas.1", "trial.ideas.2", "more.1") == ["one", "two", "three"]
    note(bench, "captured later")
    assert named(room, "2") == ["captured later"]


@pytest.mark.parametrize("step", [THEMES, SCORES, AGREE], ids=lambda step: step.kind)
def test_on_a_page_that_shows_the_lines_of_another_step_a_number_is_theirs(step: Step) -> None:
    bench, room = a_room(IDEAS, step, at=1)
    bench.say("ideas", "one", "two", "three")
    assert named(room, "2", "3") == ["two", "three"]


def test_a_number_is_given_once_and_kept_by_a_change() -> None:
    bench, room = a_room(IDEAS)
    one, two = bench.say("ideas", "one", "two")
    undo(two, bench.record)
    bench.say("ideas", "three")
    fix(one, "first", bench.record)
    assert [line.standing and line.standing.text for line in find_lines(["1-3"], room)] == [
        "first",
        "three",
    ]
    taken = find_line("2", room)
    assert (taken.entry.text, taken.standing) == ("two", None)


def test_a_moved_line_gets_the_next_number_where_it_stands() -> None:
    bench, _room = a_room(IDEAS, MORE)
    (line,) = bench.say("ideas", "one")
    bench.say("more", "two")
    body = {"text": "one", MOVED: line.id}
    moved = bench.record(Fact(body), bench.view.place("more"), "participants")
    assert line_name(moved, bench.workshop) == "trial.more.2"
    assert line_name(line, bench.workshop) == "trial.ideas.1"


def test_people_actions_and_lines_go_by_their_own_names() -> None:
    bench, room = a_room(IDEAS, PLAN)
    (idea,) = bench.say("ideas", "one")
    place = bench.view.place("plan")
    for words in ("Call", "Write"):
        bench.record(Fact({"text": words, "status": "open"}), place, "participants")
    first, second, _third = bench.workshop.people()
    baraka = bench.workshop.entry(second.id)
    assert baraka is not None
    assert line_name(baraka, bench.workshop) == "p2"
    assert named(room, "p2", "P1", "A2", "a1", "plan.1") == ["Baraka", "Amina", "Write", "Call"]
    assert line_name(find_line("A2", room).entry, bench.workshop) == "A2"
    assert line_name(idea, bench.workshop) == "trial.ideas.1"
    assert first.name == "Amina"


def test_a_step_and_its_run_are_the_newest_unless_another_is_asked_for() -> None:
    bench, room = a_room(IDEAS)
    (first,) = bench.say("ideas", "first run")
    again = bench.another_run(2).place("ideas")
    bench.record(Fact({"text": "second run"}), again, "participants")
    assert named(room, "1") == named(room, "ideas.1") == named(room, "trial.ideas.1")
    assert named(room, "ideas.1") == ["second run"]
    assert named(room._replace(run=1), "ideas.1") == ["first run"]
    assert run_option(first.place, bench.workshop) == " --run 1"
    assert run_option(again, bench.workshop) == ""


def test_an_id_and_its_end_name_one_entry() -> None:
    bench, room = a_room(IDEAS)
    one, two = bench.say("ideas", "one", "two")
    change = fix(two, "second", bench.record)
    assert named(room, one.id, one.id[-8:].lower()) == ["one"]
    assert find_line(change.id, room).entry == two


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("4", "There is no line 4 at trial.ideas; its numbers go up to 2."),
        ("4-9", "There is no line 4-9 at trial.ideas"),
        ("more.1", "Nothing was said at more yet. Lines stand at: people, trial.ideas."),
        ("other.ideas.1", "Nothing was said at other.ideas yet."),
        ("p9", "There is no line p9 at people"),
        ("A1", "No single line goes by A1."),
        ("O1", "No single line goes by O1."),
        ("ZZZZ", "No single line goes by ZZZZ."),
        ("01M8M91597XZ8D3VMAYVBDQA9E", "No single line goes by"),
    ],
)
def test_a_name_that_means_no_line_is_refused_with_what_there_is(word: str, said: str) -> None:
    bench, room = a_room(IDEAS, MORE)
    bench.say("ideas", "one", "two")
    with pytest.raises(Problem) as refused:
        find_lines([word], room)
    assert refused.value.sentence.startswith(said)


def test_one_line_is_meant_where_one_is_needed() -> None:
    bench, room = a_room(IDEAS)
    bench.say("ideas", "one", "two")
    with pytest.raises(Problem, match="1-2 names 2 lines"):
        find_line("1-2", room)


@pytest.mark.parametrize(
    ("place", "numbers", "names"),
    [
        (NOTES, [1], ["note.1"]),
        (NOTES, [1, 2, 3, 5, 8, 9], ["note.1-3", "note.5", "note.8-9"]),
        (PEOPLE, [4, 5], ["p4-5"]),
        (NOTES, [], []),
    ],
)
def test_neighbours_are_named_as_one(place, numbers: list[int], names: list[str]) -> None:
    assert range_names(place, numbers) == names


def test_the_wall_stays_where_it_is_when_a_line_of_what_is_over_is_mended() -> None:
    bench, room = a_room(IDEAS)
    (line,) = bench.say("ideas", "one")
    bench.record(Fact({}, op="done"), bench.view.place(), "participants")
    note(bench, "captured")
    fix(line, "first", bench.record)
    assert named(room, "1") == ["captured"]
    undo(line, bench.record)
    assert named(room, "1") == ["captured"]


def test_a_number_means_the_same_line_after_it_was_taken_back() -> None:
    bench, room = a_room(IDEAS, AGREE, at=1)
    one, _two = bench.say("ideas", "one", "two")
    bench.record(Fact({"scale": "hands", "counts": {}}), bench.view.place("agree"), "participants")
    assert named(room, "1") == ["one"]
    undo(one, bench.record)
    assert named(room, "1") == ["one"]
