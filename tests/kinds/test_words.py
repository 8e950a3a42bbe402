"""Circles, themes, groups, notes and drafts at their edges: who may see what, and fair draws."""

import sys
from contextlib import suppress
from dataclasses import replace
from random import SystemRandom
from typing import Any

import pytest

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.kinds.groups import draw
from coalition_cli.kinds.themes import gather
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.run.engine import play_step
from coalition_cli.stage import Finished
from tests.kinds.kind_rooms import SOURCE, a_bench, seen_by, texts
from tests.support.changing import fix, undo
from tests.support.playing import DOWN, ENTER, Bench, keyboard

CLOSING = Step(
    "s",
    "circle",
    "Closing",
    share="organizer",
    options={"fields": [{"id": "commitment", "prompt": "Will"}], "ask_share": True},
)


def test_a_promise_is_seen_only_by_those_whom_she_named() -> None:
    bench = Bench(CLOSING)
    shares = ("private", "organizer", "participants")
    people = ("Amina", "Baraka", "Chausiku")
    rows = [
        {"by": by, "commitment": f"promise-{share}", "share": share}
        for by, share in zip(people, shares, strict=True)
    ]
    bench.answer(CLOSING, rows)
    seen = {
        audience: str(kinds.result(CLOSING, seen_by(bench, audience)))
        for audience in (*shares, "donor")
    }
    for audience, number in (("private", 3), ("organizer", 2), ("participants", 1), ("donor", 0)):
        assert [f"promise-{share}" in seen[audience] for share in shares] == [False] * (
            3 - number
        ) + [True] * number
    assert "2 are kept and not shown here." in texts(
        kinds.blocks(CLOSING, seen_by(bench, "participants"))
    )


def test_names_stay_with_the_organizers() -> None:
    step = Step("s", "circle", "Circle")
    bench = Bench(step)
    bench.answer(step, [{"by": "Amina", "text": "Mlango"}])
    assert [row["by"] for row in kinds.result(step, seen_by(bench, "organizer"))] == ["Amina"]
    assert [row["by"] for row in kinds.result(step, seen_by(bench, "participants"))] == [None]


def test_the_same_person_may_speak_twice_and_somebody_without_a_name_once() -> None:
    step = Step("s", "circle", "Circle")
    bench = Bench(step, people=("Amina",))
    bench.type(step, "1", "one\r", "3", "two\r", "2", "three\r", "1")
    assert [(e.text, bench.workshop.name_of(e.by)) for e in bench.view.said("s")] == [
        ("one", "Amina"),
        ("two", "Amina"),
        ("three", ""),
    ]


def test_who_is_still_to_come_is_a_number() -> None:
    step = Step("s", "circle", "Circle")
    bench = Bench(step)
    bench.answer(step, [{"by": "Amina", "passed": True}])
    assert texts(kinds.blocks(step, bench.view)) == "2 people to come."


def test_who_speaks_and_wants_nothing_written_was_heard() -> None:
    bench = Bench(CLOSING)
    bench.type(CLOSING, "1", ENTER, ENTER, DOWN * 3 + ENTER)
    assert [
        (row.get("spoke"), row["by"]) for row in kinds.result(CLOSING, seen_by(bench, "organizer"))
    ] == [(True, "Amina")]


THEMES = Step("s", "themes", "Themes", options={"from": "ideas"})


def homes(bench: Bench) -> dict[str, list[int]]:
    return {
        theme.text: [item.number for item in items]
        for theme, _notes, items in gather(THEMES, bench.view)
    }


def test_a_note_moves_to_the_theme_that_took_it_last_and_undoing_puts_it_back() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", "3 Home\r", "1 home\r", ENTER)
    assert homes(bench) == {"Work": [2], "Home": [1, 3]}
    move = bench.workshop.newest_standing()
    assert move
    back = undo(move, bench.record)
    assert homes(bench) == {"Work": [1, 2], "Home": [3]}
    undo(back, bench.record)
    assert homes(bench) == {"Work": [2], "Home": [1, 3]}


def test_renaming_a_theme_moves_nothing() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", "1 Home\r", ENTER)
    fix(bench.view.said("s")[0], "Labour", bench.record)
    assert homes(bench) == {"Labour": [2], "Home": [1]}


def test_a_theme_takes_a_note_back() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 Work\r", "1 Home\r", "1 Work\r", ENTER)
    assert homes(bench) == {"Work": [1]}


def test_a_withdrawn_note_is_in_no_theme() -> None:
    bench = a_bench(THEMES)
    bench.type(THEMES, "1 2 Work\r", ENTER)
    note = bench.view.said("ideas")[0]
    bench.record(Fact({}, op="withdraw", ref=note.id), note.place, "participants")
    assert "Kazi" not in str(bench.result(THEMES))
    assert [len(row["notes"]) for row in bench.result(THEMES)] == [1, 1]


def test_piles_are_suggested_for_many_notes_without_making_a_room_wait() -> None:
    bench = Bench(SOURCE, THEMES)
    words = (
        "water pump",
        "school fees",
        "bus ticket",
        "night shelter",
        "identity papers",
        "small loan",
    )
    bench.say("ideas", *(f"{words[number % 6]} for village {number}" for number in range(72)))
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)  # steps of work, which are the same on every machine: some 260,000
    try:
        bench.type(THEMES, ENTER)
    finally:
        sys.setprofile(None)
    assert calls < 1_000_000


def test_of_lines_that_say_the_same_every_one_is_named() -> None:
    bench = Bench(SOURCE, THEMES)
    bench.say("ideas", "A bed at night", "Papers", "A bed at night", "a bed, at night")
    with keyboard(ENTER) as stage, suppress(Finished):
        play_step(THEMES, bench.view, stage, bench.record)
    assert "These look alike: 1, 3, 4." in str(stage._sentences)


GROUPS = Step("s", "groups", "Groups", options={"size": 4})


@pytest.mark.parametrize("people", range(2, 40))
@pytest.mark.parametrize("size", [2, 3, 4, 7])
def test_a_draw_is_fair(people: int, size: int) -> None:
    bench = Bench(GROUPS, people=[f"P{number}" for number in range(people)])
    drawn = draw(replace(GROUPS, options={"size": size}), bench.view, SystemRandom())
    sizes = [len(group) for group in drawn]
    assert sorted(person.name for group in drawn for person in group) == sorted(
        p.name for p in bench.view.people()
    )
    assert max(sizes) - min(sizes) <= 1
    assert min(sizes) > 1


def test_drawing_again_leaves_no_group_of_the_first_draw() -> None:
    bench = Bench(GROUPS, people=[f"P{number}" for number in range(9)])
    bench.type(GROUPS, "2")
    bench.type(GROUPS, "2")
    assert sorted(name for group in bench.result(GROUPS).values() for name in group) == [
        f"P{n}" for n in range(9)
    ]


def test_a_group_typed_again_takes_the_place_of_the_first() -> None:
    bench = Bench(GROUPS)
    bench.type(
        GROUPS, "2", "Blue: Amina, Baraka\r", "blue: Amina\r", "Red: Baraka, Chausiku\r", ENTER
    )
    assert bench.result(GROUPS) == {"blue": ["Amina"], "Red": ["Baraka", "Chausiku"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"Blue": ["Amina"], "Red": ["Amina"]}, "trial.s.Red[1]: Amina is in Blue already"),
        ({"Blue": ["Amina", "Amina"]}, "trial.s.Blue[2]: Amina stands twice"),
        ({"Blue": ["Zora"]}, 'trial.s.Blue[1]: "Zora" is nobody here: '),
        ({"Blue": []}, "trial.s.Blue: Expected a name, a colon and the members"),
    ],
)
def test_groups_that_cannot_be_are_refused_by_their_names(given: Any, said: str) -> None:
    with pytest.raises(Problem) as problem:
        Bench(GROUPS).answer(GROUPS, given)
    assert problem.value.sentence.startswith(f"paper.toml: {said}")


def test_donors_see_no_groups() -> None:
    step = Step("s", "groups", "Groups", share="donor")
    bench = Bench(step)
    bench.answer(step, {"Blue": ["Amina"]})
    assert (
        kinds.result(step, seen_by(bench, "donor")),
        kinds.blocks(step, seen_by(bench, "donor")),
    ) == (None, [])


NOTES = Step("s", "notes", "Notes", options={"buckets": [{"id": "home", "title": "At home"}]})


def test_a_tag_may_be_a_name_of_two_words_and_stand_before_another() -> None:
    bench = Bench(NOTES, people=("Dada Eva",))
    bench.type(NOTES, "A house @Dada Eva #home\r", "me @ five \\#nobody\r", ENTER)
    assert [
        (e.text, bench.workshop.name_of(e.by), e.body.get("bucket")) for e in bench.view.said("s")
    ] == [
        ("A house", "Dada Eva", "home"),
        ("me @ five #nobody", "", None),
    ]


def test_consent_is_no_key_of_a_step_that_does_not_ask_for_it() -> None:
    with pytest.raises(Problem, match='"consent" is no key here'):
        Bench(NOTES).answer(NOTES, [{"text": "We can", "consent": "named"}])


def test_a_quote_without_a_name_gives_no_group_away() -> None:
    step = Step("s", "notes", "Quotes", share="private", options={"consent": True})
    bench = Bench(step)
    bench.answer(
        step,
        [
            {
                "text": "We can",
                "by": "Amina",
                "group": "Blue",
                "consent": "anonymous",
                "share": "donor",
            }
        ],
    )
    for audience in ("private", "organizer", "participants", "donor"):
        (row,) = kinds.result(step, seen_by(bench, audience))
        assert (row["text"], row["by"], row["group"]) == ("We can", None, None)


def test_few_people_are_not_divided_for_readers_outside() -> None:
    buckets = [{"id": "lighter", "title": "Lighter"}, {"id": "same", "title": "Same"}]
    step = Step("s", "notes", "After", share="donor", record="count", options={"buckets": buckets})
    for lighter, is_told in ((2, False), (9, True)):
        bench = Bench(step)
        bench.answer(step, {"lighter": lighter, "same": 1})
        assert (kinds.result(step, seen_by(bench, "donor")) is not None) is is_told
        assert texts(kinds.blocks(step, bench.view)) == "Lighter Same"


def test_enter_on_a_frame_with_gaps_is_no_wording() -> None:
    step = Step("s", "draft", "Draft", options={"frame": "In {year_in_five} we ..."})
    bench = Bench(step)
    bench.type(step, ENTER)
    assert bench.result(step) is None
    bench.type(step, "\x01\x0bWe stand\r", ENTER)
    assert bench.result(step)["text"] == "We stand"


def test_lines_that_the_room_may_not_see_are_counted_for_whoever_types() -> None:
    step = Step("s", "notes", "Hidden", share="organizer")
    bench = Bench(step)
    stage = bench.run("a worry\r", ENTER, "1")
    assert "1 is kept and not shown here." in texts(list(stage.pages[1]))
    assert "a worry" not in repr(stage.pages)
