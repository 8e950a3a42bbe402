"""Lines that no step of ours wrote, and who is counted where groups vote."""

import re
from pathlib import Path
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Actions, is_sound
from coalition_cli.model.entry import PEOPLE, Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import SOURCE, a_bench, seen_by
from tests.support.playing import ENTER, Bench, keyboard

GROUPS = Step("s", "decide", "Vote", options={"voters": "group", "scale": "yes-no"})
PLAN = Step("s", "plan", "Plan")
REPORTS = Step("s", "review", "Reports", options={"of": "events", "reports": True}, share="donor")


def put(bench: Bench, body: dict[str, Any]) -> None:
    bench.record(Fact(body), bench.view.place("s"), "participants")


@pytest.mark.parametrize("odd", [["x"], {"a": 1}, 5, float("nan"), True])
@pytest.mark.parametrize("field", ["by_when", "who", "first_step", "measure"])
def test_a_field_that_holds_something_else_is_open_and_its_row_stands(field: str, odd: Any) -> None:
    bench = a_bench(PLAN)
    put(bench, {"text": "Call the clerk", "status": "open", field: odd})
    (row,) = bench.result(PLAN)
    assert (row["what"], row[field]) == ("Call the clerk", None)
    (cards,) = kinds.blocks(PLAN, bench.view)
    assert isinstance(cards, Actions)
    assert is_sound(cards)


def test_what_is_not_of_the_shape_is_set_apart_and_the_rest_is_shown() -> None:
    bench = a_bench(SOURCE)
    put(bench, {"text": "Maji", "hands": "many"})
    put(bench, {"text": "Ardhi"})
    step = Step("s", "notes", "Lines")
    assert [row["text"] for row in bench.result(step)] == ["Ardhi"]
    ((line, key),) = kinds.odd_lines(step, bench.view)
    assert (line.text, key) == ("Maji", "hands")


@pytest.mark.parametrize("odd", [None, 5, {"Blue": None}, {"Blue": float("nan")}, ["yes"]])
def test_where_the_newest_vote_cannot_be_read_none_before_it_stands_for_it(odd: Any) -> None:
    bench = a_bench(GROUPS)
    body = {"scale": "yes-no", "present": 1, "adopts": [], "closed": True}
    put(bench, {**body, "voices": {"Blue": "yes"}})
    put(bench, {**body, "voices": odd})
    assert bench.result(GROUPS) is None
    assert kinds.blocks(GROUPS, bench.view) == []
    assert [key for _line, key in kinds.odd_lines(GROUPS, bench.view)] == ["voices"]


def test_an_odd_change_of_a_line_sets_it_apart_and_does_not_show_what_was_before() -> None:
    bench = a_bench(SOURCE)
    (line,) = bench.say("s", "Maji")
    narrowed = Fact({"text": ["Maji"]}, None, "private", "edit", line.id)
    bench.record(narrowed, line.place, "private")
    step = Step("s", "notes", "Lines")
    assert bench.result(step) is None
    assert bench.view.workshop.standing(line.place) == []
    assert [each.share for each in bench.view.workshop.odd(line.place)] == ["private"]


def test_what_cannot_be_written_as_data_is_no_result() -> None:
    bench = a_bench(GROUPS)
    vote = {
        "scale": "yes-no",
        "voices": {"Blue": "yes"},
        "present": 1,
        "adopts": [],
        "closed": True,
    }
    put(bench, vote)
    assert bench.result(GROUPS)["adopted"] is True
    put(bench, {**vote, "present": float("nan")})
    assert bench.result(GROUPS) is None


def test_concerns_that_are_no_words_are_read_as_words() -> None:
    bench = a_bench(GROUPS)
    vote = {"scale": "yes-no", "voices": {"Blue": "no"}, "present": 1, "adopts": [], "closed": True}
    put(bench, {**vote, "concerns": [1, "cold"]})
    assert bench.result(GROUPS)["concerns"] == ["1", "cold"]


def test_a_group_of_which_only_a_guest_is_here_has_no_voice() -> None:
    bench = a_bench(GROUPS)
    guest = {"text": "Dada", "group": "Ministry", "role": "guest"}
    bench.record(Fact(guest), PEOPLE, "organizer")
    bench.answer(GROUPS, {"levels": {"Blue": "yes", "Red": "yes"}})
    assert bench.result(GROUPS)["present"] == len(("Blue", "Red"))


def test_people_outside_are_told_of_every_event_that_nobody_planned() -> None:
    bench = Bench(SOURCE, REPORTS)
    rows = [{"event": f"Evening {number}", "status": "done", "reached": 3} for number in range(6)]
    bench.answer(REPORTS, rows)
    assert kinds.result(REPORTS, seen_by(bench, "donor")) == {"done": len(rows)}


@pytest.mark.parametrize("odd", [{"Blue": float("nan")}, None, 5])
def test_an_odd_vote_gives_no_decision_and_breaks_no_account(odd: Any) -> None:
    bench = a_bench(GROUPS)
    body = {"scale": "yes-no", "voices": odd, "present": float("nan"), "adopts": []}
    put(bench, {**body, "closed": True})
    assert kinds.given("decisions", GROUPS, bench.view) == ()
    assert kinds.voice(GROUPS, bench.view) == ""
    assert kinds.outcome(GROUPS, bench.view) is None
    assert kinds.voice(GROUPS, seen_by(bench, "organizer")) == "outcome"


READING = sorted(Path(kinds.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", READING, ids=lambda path: path.stem)
def test_every_kind_reads_lines_of_steps_through_the_one_door(path: Path) -> None:
    if path != Path(kinds.__file__):
        code = path.read_text(encoding="utf-8")
        around = re.findall(r"(?<!kinds)\.(?:said|standing|items)\(step|view\.items\(", code)
        assert around == []


def test_every_kind_that_asks_for_more_than_words_declares_their_shape() -> None:
    asking = {name: kinds.kind(name) for name in kinds.names() if kinds.kind(name).ASKS}
    assert [name for name, kind in asking.items() if not hasattr(kind, "shape")] == []


def test_a_run_of_any_number_draws_a_card_at_once() -> None:
    deck = [{"id": "radio", "title": "Radio"}, {"id": "press", "title": "Press"}]
    step = Step("s", "cards", "Cards", options={"cards": deck, "way": "draw"})
    bench = Bench(step)
    far = bench.another_run(10**17)
    bench.record(Fact({"card": "radio", "text": "Radio"}), bench.view.place("s"), "participants")
    with keyboard(ENTER) as stage:
        play = kinds.kind("cards").play(step, far, stage)
        assert next(play).body["card"] == "press"
