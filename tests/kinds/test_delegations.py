"""Turns of groups, answers that only few may read, and lines taken over from elsewhere."""

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Bullets, Prose, Quote, Table
from coalition_cli.errors import Problem
from coalition_cli.kinds.groups import draw
from coalition_cli.model.entry import APART, PEOPLE, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.withdrawal import apply
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Finished
from tests.kinds.kind_rooms import HOPE, NEED, NOW, SOURCE, seen_by, texts
from tests.support.changing import undo
from tests.support.playing import ENTER, Bench, keyboard

HOPES = Step(
    "s", "circle", "Hopes", options={"fields": [HOPE, NEED], "only_fields": True, "main": "hope"}
)
REPORTS = Step(
    "s", "circle", "Reports", options={"each": "country", "fields": [NOW], "only_fields": True}
)


def a_bench(step: Step, **of: str) -> Bench:
    """A bench whose people have what ``of`` says: one word for each of them, between blanks."""
    bench = Bench(SOURCE, step)
    for number, entry in enumerate(bench.workshop.standing(PEOPLE)):
        body = {**entry.body, **{key: words.split()[number] for key, words in of.items()}}
        bench.record(Fact(body, op="edit", ref=entry.id), PEOPLE, "organizer")
    return bench


def answers_of(bench: Bench, step: Step, audience: str) -> list[dict[str, object]]:
    rows = kinds.result(step, seen_by(bench, audience)) or []  # type: ignore[arg-type]
    return [{key: value for key, value in row.items() if key not in ("id", "by")} for row in rows]


def test_an_answer_for_fewer_is_kept_and_shown_to_nobody_else() -> None:
    bench = a_bench(HOPES)
    bench.answer(HOPES, [{"by": "Amina", "hope": "Work", "need": "A chair"}])
    assert answers_of(bench, HOPES, "private") == [{"hope": "Work", "need": "A chair"}]
    for audience in ("organizer", "participants"):
        assert answers_of(bench, HOPES, audience) == [{"hope": "Work"}]
        assert "chair" not in repr(kinds.blocks(HOPES, seen_by(bench, audience)))  # type: ignore[arg-type]
    held = [entry for entry in bench.workshop.entries if "chair" in str(entry.body)]
    assert [entry.share for entry in held] == ["private"]


def test_an_answer_for_fewer_is_withdrawn_with_its_turn() -> None:
    bench = a_bench(HOPES)
    bench.answer(HOPES, [{"by": "Amina", "hope": "Work", "need": "A chair"}])
    turn = bench.view.said("s")[0]
    bench.record(Fact({}, op="withdraw", ref=turn.id), turn.place, "participants")
    left = Workshop(bench.workshop.head, apply(bench.workshop.entries))
    assert not [
        entry for entry in left.entries if "chair" in str(entry.body) or "Work" in str(entry.body)
    ]


def test_a_turn_that_was_taken_back_leaves_none_of_its_answers() -> None:
    bench = a_bench(HOPES)
    bench.answer(HOPES, [{"by": "Amina", "hope": "Work", "need": "A chair"}])
    undo(bench.view.said("s")[0], bench.record)
    assert answers_of(bench, HOPES, "private") == []


def test_the_words_of_the_main_field_are_what_later_steps_work_on() -> None:
    bench = a_bench(HOPES)
    bench.answer(
        HOPES, [{"by": "Amina", "hope": "Work"}, {"by": "Baraka", "need": "Tea"}, {"hope": "Peace"}]
    )
    assert [(item.number, item.text) for item in kinds.items("s", bench.view)] == [
        (1, "Work"),
        (3, "Peace"),
    ]
    marks = [
        item.mark
        for block in kinds.blocks(HOPES, bench.view)
        if isinstance(block, Bullets)
        for item in block.items
    ]
    assert marks == ["1", "3"]


def test_the_first_answer_is_shown_with_its_question() -> None:
    step = Step("s", "circle", "Closing", options={"fields": [NOW, HOPE], "only_fields": True})
    bench = a_bench(step)
    bench.answer(step, [{"by": "Amina", "now": "Here", "hope": "Work"}])
    (shown,) = (block for block in kinds.blocks(step, bench.view) if isinstance(block, Bullets))
    assert (shown.items[0].mark, shown.items[0].text) == ("1", "Where are we? Here")
    assert (shown.items[0].below[0].mark, shown.items[0].below[0].text) == (
        "What do you hope for?",
        "Work",
    )


def test_delegations_have_a_turn_each_one_of_one_woman_too_and_are_named_in_the_room() -> None:
    bench = a_bench(REPORTS, country="Burundi DRC Burundi")
    bench.type(REPORTS, ENTER, "We began\r", ENTER, "We wait\r", ENTER)
    assert [row["by"] for row in bench.result(REPORTS)] == ["Burundi", "DRC"]
    assert [row["by"] for row in kinds.result(REPORTS, seen_by(bench, "donor")) or []] in (
        [],
        [None, None],
    )


def test_groups_that_were_made_here_come_before_delegations() -> None:
    groups = Step("g", "groups", "Groups")
    step = Step(
        "s", "circle", "Reports", options={"each": "group", "fields": [NOW], "only_fields": True}
    )
    bench = Bench(SOURCE, groups, step)
    bench.answer(groups, {"Sun": ["Amina"], "Moon": ["Baraka", "Chausiku"]})
    assert kinds.group_names("group", bench.view) == ["Sun", "Moon"]
    bench.answer(step, [{"by": "Moon", "now": "x"}])
    with pytest.raises(Problem, match='"Mars" is none of these:'):
        bench.answer(step, [{"by": "Mars", "now": "x"}])


def test_where_no_group_is_known_its_name_is_typed() -> None:
    bench = a_bench(REPORTS)
    bench.type(REPORTS, "Kenya\r", "We began\r", ENTER)
    assert [row["by"] for row in bench.result(REPORTS)] == ["Kenya"]


def test_every_delegation_has_the_same_clock() -> None:
    step = replace(REPORTS, per_person_seconds=480)
    bench = a_bench(step, country="Burundi DRC Burundi")
    with (
        keyboard(ENTER, ENTER, "We began\r", ENTER, ENTER, "We wait\r", ENTER) as stage,
        suppress(Finished),
    ):
        play_step(step, bench.view, stage, bench.record)
    assert stage.asked.count("wait") == 2


def test_the_room_s_page_says_whose_turn_it_is_and_who_may_get_ready_and_no_summary_does() -> None:
    step = Step("s", "circle", "Circle")
    bench = a_bench(step)
    bench.record(Fact({}, bench.workshop.people()[0].id), bench.view.place("s"), "participants")
    said = texts(kinds.now(step, bench.view))
    assert "Now: Amina" in said
    assert "Next, if they like: Baraka, Chausiku" in said
    assert "Amina" not in texts(kinds.blocks(step, bench.view))
    assert kinds.now(replace(step, share="private"), bench.view) == []
    assert kinds.now(step, seen_by(bench, "donor")) == []
    bench.record(Fact({}, op="done"), bench.view.place("s"), "participants")
    assert kinds.now(step, bench.view) == []


NOTES = Step("s", "notes", "Notes", options={"offers": ["ideas"]})


def test_what_another_step_gave_is_taken_over_only_if_the_room_says_so() -> None:
    bench = a_bench(NOTES)
    first, _second = bench.say("ideas", "Kazi", "Makazi")
    bench.type(NOTES, " " + ENTER, "Elimu\r", ENTER)
    assert [(e.text, e.body.get("from")) for e in bench.view.said("s")] == [
        ("Kazi", [first.id]),
        ("Elimu", None),
    ]
    other = a_bench(NOTES)
    other.say("ideas", "Kazi")
    other.type(NOTES, ENTER, ENTER)
    assert other.result(NOTES) is None


def test_what_is_offered_comes_from_a_file_only_in_its_own_words() -> None:
    bench = a_bench(NOTES)
    (source,) = bench.say("ideas", "Kazi")
    bench.answer(NOTES, ["kazi", "Elimu"])
    assert [(e.text, e.body.get("from")) for e in bench.view.said("s")] == [
        ("kazi", [source.id]),
        ("Elimu", None),
    ]


def test_taken_over_words_are_shown_no_further_than_the_room() -> None:
    step = replace(NOTES, share="donor")
    bench = a_bench(step)
    bench.say("ideas", "Kazi")
    bench.type(step, " " + ENTER, "Elimu\r", ENTER)
    assert [entry.share for entry in bench.view.said("s")] == ["participants", "donor"]


def test_a_bucket_has_a_share_of_its_own_and_a_group_is_known_after_an_at() -> None:
    buckets = [
        {"id": "open", "title": "Open"},
        {"id": "wary", "title": "Wary", "share": "organizer"},
    ]
    step = Step("s", "notes", "Partners", options={"buckets": buckets})
    bench = a_bench(step)
    bench.type(step, "Radio #open\r", "Ministry @Blue #wary\r", "To \\@nobody\r", ENTER)
    said = [(e.text, e.by, e.share, e.body.get("bucket")) for e in bench.view.said("s")]
    assert said == [
        ("Radio", None, "participants", "open"),
        ("Ministry", "Blue", "organizer", "wary"),
        ("To @nobody", None, "participants", None),
    ]
    assert [row["text"] for row in bench.result(step)] == ["Radio", "To @nobody"]


def test_hands_are_numbers_in_the_order_of_the_lines_unless_the_step_sorts_and_ties_are_words() -> (
    None
):
    step = Step("s", "notes", "Needs", options={"hands": True})
    bench = a_bench(step)
    bench.answer(
        step,
        [{"text": "Law", "hands": 2}, {"text": "Radio", "hands": 5}, {"text": "Care", "hands": 2}],
    )
    (table,) = (block for block in kinds.blocks(step, bench.view) if isinstance(block, Table))
    assert [row[1:] for row in table.rows] == [("Law", "2"), ("Radio", "5"), ("Care", "2")]
    by_hands = replace(step, options={"hands": True, "sort": True})
    table, told = kinds.blocks(by_hands, bench.view)
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["2", "1", "3"]
    assert told == Prose("Equal, with 2 each: 1, 3.", "quiet")


@pytest.mark.parametrize("hands", [-1, "many", True])
def test_hands_are_counted_in_whole_numbers(hands: object) -> None:
    step = Step("s", "notes", "Needs", options={"hands": True})
    with pytest.raises(Problem, match="whole number"):
        a_bench(step).answer(step, [{"text": "Law", "hands": hands}])


def test_one_group_for_each_delegation_and_nobody_is_forgotten() -> None:
    step = Step("s", "groups", "Groups", options={"by": "country"})
    bench = a_bench(step, country="Burundi DRC Burundi")
    bench.type(step, ENTER)
    assert bench.result(step) == {"Burundi": ["Amina", "Chausiku"], "DRC": ["Baraka"]}


def test_a_draw_keeps_apart_who_stands_apart_and_says_nothing_of_it() -> None:
    step = Step("s", "groups", "Groups", options={"number": 2})
    bench = Bench(SOURCE, step, people=["Amina", "Baraka", "Chausiku", "Zuri"])
    amina, baraka, *_others = [person.id for person in bench.workshop.people()]
    bench.record(Fact({"people": [amina, baraka]}), APART, "private")
    for seed in range(20):
        groups = [[person.id for person in group] for group in draw(step, bench.view, Random(seed))]
        assert not any({amina, baraka} <= set(group) for group in groups)
    bench.type(step, "2")
    assert "apart" not in repr(kinds.blocks(step, bench.view))


def test_consent_is_asked_on_a_page_with_her_words_alone() -> None:
    step = Step("s", "notes", "Quotes", share="private", options={"consent": True})
    bench = a_bench(step)
    bench.answer(
        step, [{"text": "Hers", "by": "Amina", "consent": "named", "share": "participants"}]
    )
    with keyboard("Mine @Baraka\r", ENTER, ENTER) as stage, suppress(Finished):
        play_step(step, bench.view, stage, bench.record)
    page = stage.pages[stage.asked.index("May these words be used?")]
    assert [block.text for block in page if isinstance(block, Quote)] == ["Mine"]


def test_a_yes_becomes_a_no_when_it_is_taken_back() -> None:
    step = Step("s", "notes", "Quotes", share="private", options={"consent": True})
    bench = a_bench(step)
    bench.answer(step, [{"text": "Hers", "by": "Amina", "consent": "named", "share": "donor"}])
    assert [row["text"] for row in kinds.result(step, seen_by(bench, "donor")) or []] == ["Hers"]
    undo(bench.workshop.at_place(bench.view.place("s"))[-1], bench.record)
    assert kinds.result(step, seen_by(bench, "donor")) is None


def test_killed_while_lines_are_taken_over_the_others_are_offered_again() -> None:
    bench = a_bench(NOTES)
    bench.say("ideas", "Kazi", "Makazi")
    rest = bench.type_until(1, NOTES, " " + "\x1b[B" + " " + ENTER, ENTER)
    assert bench.texts("s") == ["Kazi"]
    bench.type(NOTES, " " + ENTER, *rest)
    assert bench.texts("s") == ["Kazi", "Makazi"]


def test_a_group_of_which_nobody_is_here_is_asked_about_last() -> None:
    groups = Step("groups", "groups", "Groups")
    step = replace(REPORTS, options={**REPORTS.options, "each": "group"})
    bench = Bench(groups, step)
    amina, baraka, _chausiku = bench.workshop.standing(PEOPLE)
    bench.answer(groups, {"North": ["Amina"], "South": ["Baraka", "Chausiku"]})
    bench.record(
        Fact({**amina.body, "present": False}, op="edit", ref=amina.id), PEOPLE, "organizer"
    )
    assert kinds.group_names("group", bench.view) == ["South", "North"]
    bench.record(
        Fact({**baraka.body, "present": False}, op="edit", ref=baraka.id), PEOPLE, "organizer"
    )
    bench.type(step, ENTER, "Kazi\r", ENTER, ENTER, ENTER)
    assert [entry.by for entry in bench.view.said("s")] == ["South", "North"]
