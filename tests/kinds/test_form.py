"""A form: what is refused, who may read it, and what is asked when beans are too many."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Table
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Fact
from coalition_cli.run.engine import play_step
from tests.kinds.kind_rooms import FORM
from tests.support.playing import ENTER, Bench, keyboard

EVERYBODY = [f"P{number}" for number in range(12)]


def seen_at(bench: Bench, audience: Any) -> Any:
    return kinds.result(FORM, replace(bench.view, audience=audience))


def answered(value: dict[str, Any]) -> Bench:
    bench = Bench(FORM, people=EVERYBODY)
    bench.answer(FORM, value)
    return bench


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"safe": 7}, "trial.s.safe.7: nothing in this step goes by that name"),
        ({"safe": {"6": 1}}, "trial.s.safe.6: nothing in this step goes by that name"),
        ({"safe": {"5": "many"}}, "trial.s.safe.5: Expected a whole number such as 12, not many"),
        ({"safe": {"5": -1}}, "trial.s.safe.5: Expected a whole number such as 12, not -1"),
        ({"safe": {"5": 2.5}}, "trial.s.safe.5: Expected a whole number such as 12, not 2.5"),
        ({"safe": True}, "trial.s.safe: nothing in this step goes by that name"),
        ({"sound": 5}, "trial.s.sound: nothing in this step goes by that name"),
        ({"goals": "never"}, "trial.s.goals.never: nothing in this step goes by that name"),
        ({"keep": ["", "Tea"]}, "trial.s.keep[1]: There is nothing to save here"),
        ({"keep": [5]}, "trial.s.keep[1]: Expected words, not 5"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place(value: Any, said: str) -> None:
    with pytest.raises(Problem) as problem:
        Bench(FORM).answer(FORM, value)
    assert said in problem.value.sentence


def test_one_value_alone_is_one_answer() -> None:
    bench = answered({"safe": 4, "goals": "met", "keep": "Tea"})
    assert seen_at(bench, "organizer") == {
        "safe": {"answers": 1, "mean": 4.0, "counts": {"4": 1}, "texts": []},
        "goals": {"answers": 1, "mean": None, "counts": {"met": 1}, "texts": []},
        "keep": {"answers": 1, "mean": None, "counts": {}, "texts": ["Tea"]},
    }


@pytest.mark.parametrize(
    ("counts", "mean"),
    [({"5": 8, "4": 3}, 4.7273), ({"1": 5}, 1.0), ({"1": 1, "5": 1}, 3.0), ({"3": 7, "2": 0}, 3.0)],
)
def test_a_mean_is_over_the_answers_that_were_given(counts: dict[str, int], mean: float) -> None:
    assert seen_at(answered({"safe": counts}), "organizer")["safe"]["mean"] == mean


def test_the_room_reads_nothing_of_it_and_donors_read_means_of_five_or_more() -> None:
    bench = answered({"safe": {"5": 4, "1": 1}, "goals": {"met": 9}, "keep": ["The tea"]})
    assert seen_at(bench, "participants") is None
    assert kinds.blocks(FORM, bench.view) == []
    assert seen_at(bench, "donor") == {
        "safe": {"answers": 5, "mean": 4.2, "counts": {}, "texts": []}
    }
    shown = kinds.blocks(FORM, replace(bench.view, audience="donor"))
    assert [
        (block.columns[1].title, block.rows) for block in shown if isinstance(block, Table)
    ] == [("Mean", (("I felt safe.", "4.2", "5"),))]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"met": 12, "partly": 6}, {"answers": 18, "counts": {"met": 12, "partly": 6}}),
        ({"met": 5}, {"answers": 5, "counts": {"met": 5}}),
        ({"met": 12, "partly": 4}, {"answers": 16, "counts": {}}),  # 16 less 12 would tell of four
        ({"met": 4}, None),
    ],
)
def test_counts_for_people_outside_where_a_question_has_them_for_them(
    counts: dict[str, int], told: dict[str, Any] | None
) -> None:
    safe, goals, keep = FORM.options["questions"]
    questions = [safe, {**goals, "counts_for": "donor"}, keep]
    step = replace(FORM, options={**FORM.options, "questions": questions})
    bench = Bench(step, people=EVERYBODY)
    bench.answer(step, {"goals": counts, "keep": ["The tea"]})
    row = {"mean": None, "texts": [], **told} if told else None
    donor = replace(bench.view, audience="donor")
    assert kinds.result(step, donor) == ({"goals": row} if row else None)
    assert bool(kinds.blocks(step, donor)) is bool(row and row["counts"])
    assert kinds.result(step, bench.view) is None


def test_four_answers_are_too_few_for_people_outside() -> None:
    bench = answered({"safe": {"5": 4}})
    assert seen_at(bench, "organizer")["safe"]["mean"] == 5.0
    assert seen_at(bench, "donor") is None


def test_without_means_for_donors_read_nothing() -> None:
    bench = answered({"safe": {"5": 9}})
    step = replace(FORM, options={**FORM.options, "means_for": "participants"})
    assert kinds.result(step, replace(bench.view, audience="donor")) is None
    assert kinds.result(step, bench.view) == {
        "safe": {"answers": 9, "mean": 5.0, "counts": {}, "texts": []}
    }


def test_even_where_everyone_may_read_the_counts_donors_read_means_alone() -> None:
    step = replace(FORM, share="donor")
    bench = Bench(step, people=EVERYBODY)
    bench.answer(step, {"safe": {"5": 5}, "keep": ["The tea"]})
    found = kinds.result(step, replace(bench.view, audience="donor"))
    assert found == {"safe": {"answers": 5, "mean": 5.0, "counts": {}, "texts": []}}


def test_more_beans_than_people_are_asked_about_and_both_numbers_are_told() -> None:
    bench = Bench(FORM)
    bench.type(FORM, "2", ENTER, ENTER, ENTER, ENTER, "4\r", ENTER, ENTER, ENTER, ENTER)
    assert seen_at(bench, "organizer")["safe"] == {
        "answers": 4,
        "mean": 5.0,
        "counts": {"5": 4},
        "texts": [],
        "people": 3,
    }
    table = kinds.blocks(FORM, replace(bench.view, audience="organizer"))[0]
    assert isinstance(table, Table)
    assert table.rows[0][2] == "4, of 3 people"


def test_beans_counted_again_replace_those_before() -> None:
    bench = Bench(FORM)
    miscounted = ("2", ENTER, ENTER, ENTER, ENTER, "4\r")
    bench.type(FORM, *miscounted, "2", *(ENTER, ENTER, ENTER, ENTER, "3\r"), ENTER, ENTER, ENTER)
    assert seen_at(bench, "organizer")["safe"] == {
        "answers": 3,
        "mean": 5.0,
        "counts": {"5": 3},
        "texts": [],
    }


def test_people_who_left_before_the_count_still_took_part() -> None:
    bench = Bench(FORM)
    for person in bench.workshop.people():
        entry = next(entry for entry in bench.workshop.entries if entry.id == person.id)
        fact = Fact({**entry.body, "present": False}, op="edit", ref=person.id)
        bench.record(fact, entry.place, "organizer")
    with keyboard("2", ENTER, ENTER, ENTER, ENTER, "3\r", ENTER, ENTER, ENTER) as stage:
        play_step(FORM, bench.view, stage, bench.record)
    assert "What now?" not in stage.asked


def test_one_question_can_be_counted_again_later_and_words_be_added() -> None:
    bench = Bench(FORM, people=EVERYBODY)
    bench.answer(FORM, {"safe": {"5": 3}, "keep": ["Tea"]})
    bench.type(FORM, "2", ENTER, ENTER, ENTER, ENTER, "6\r")
    bench.type(FORM, "4", "Songs\r", ENTER)
    found = seen_at(bench, "organizer")
    assert (found["safe"]["counts"], found["keep"]["texts"]) == ({"5": 6}, ["Tea", "Songs"])


def test_the_screen_that_counts_never_shows_what_was_counted() -> None:
    bench = Bench(FORM, people=EVERYBODY)
    bench.answer(FORM, {"safe": {"5": 3, "1": 2}, "keep": ["A sharp word"]})
    stage = bench.run("1", ENTER)
    assert "A sharp word" not in repr(stage.pages)


def test_nothing_is_counted_while_people_are_here_and_the_step_can_be_taken_up_later() -> None:
    bench = Bench(FORM)
    bench.run(ENTER)
    assert bench.view.said("s") == []
    closing = bench.workshop.closing(bench.view.place("s"))
    assert closing
    assert closing.body == {"skipped": True}
    bench.record(Fact({}, op="drop", ref=closing.id), closing.place, closing.share)
    bench.type(FORM, "2", ENTER, ENTER, ENTER, ENTER, "3\r", ENTER, ENTER, ENTER)
    assert seen_at(bench, "organizer")["safe"]["answers"] == 3
