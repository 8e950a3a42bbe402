"""Every exercise played to its end by invented people, and what may be read of it afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len

from coalition_cli import catalog, exports, kinds
from coalition_cli.errors import Problem
from coalition_cli.model.audience import LEVELS
from coalition_cli.model.entry import PEOPLE, share_level
from coalition_cli.model.exercise import Exercise, Minutes, Step
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.page import opening
from coalition_cli.run.rehearsal import (
    MOST_ASKED,
    ROWS,
    TURNS,
    Inventor,
    Rehearsal,
    Rehearsed,
    Scene,
    invented_workshop,
    rehearse,
)
from coalition_cli.stage import Finished, Option, Passed, Question
from coalition_cli.summary import build
from coalition_cli.terminal.current_page import Page
from tests.support.summaries import QUICK, everything_in, words_in

SHELF = catalog.Catalog([catalog.shipped()])
DAY = "2026-11-21"
MADE_AT = datetime(2026, 11, 21, 18, tzinfo=UTC)


AFTER = {"follow-up": ("action-plan", "cascade-plan", "reflection-circle")}
"""The exercises at which one looks back without naming them in its file."""


@dataclass(frozen=True)
class Held:
    """An exercise that was rehearsed."""

    exercise: Exercise
    steps: list[Rehearsed]
    workshop: Workshop


@pytest.fixture(scope="module", params=SHELF.ids())
def held(request: pytest.FixtureRequest) -> Held:
    exercise = SHELF.exercise(request.param)
    workshop = invented_workshop(DAY, "en")
    after = [SHELF.exercise(name) for name in AFTER.get(exercise.id, ())]
    return Held(exercise, list(rehearse(exercise, SHELF.find, workshop, after)), workshop)


def pages(held: Held) -> Iterator[Page]:
    yield Page(body=tuple(opening(View(held.workshop, held.exercise))))
    for step in held.steps:
        yield from (Page(scene.header, scene.body, scene.sentences) for scene in step.scenes)
        yield Page(body=step.after)


def stage() -> Rehearsal:
    return Rehearsal("mine.step", [], Inventor())


def test_every_step_is_played_and_done(held):
    assert [step.step.id for step in held.steps] == [step.id for step in held.exercise.steps]
    view = View(held.workshop, held.exercise)
    assert all(held.workshop.is_done(view.place(step.id)) for step in held.exercise.steps)
    assert held.workshop.is_done(view.place())


def test_something_is_answered_at_every_step_that_asks_and_keeps(held):
    assert [played.step.id for played in held.steps if played.is_unanswered] == []
    asked = [
        played
        for played in held.steps
        if kinds.kind(played.step.kind).ASKS and played.step.record != "none"
    ]
    assert all(played.answers for played in asked)


def test_every_page_stands_on_a_small_screen(held):
    for page in pages(held):
        lines = page.lines(80, 24)
        assert len(lines) <= 24
        assert max((cell_len(line.plain) for line in lines), default=0) <= 80


def test_what_is_read_before_it_begins_and_at_each_step_fits_a_small_screen_whole(held):
    assert Page(body=tuple(opening(View(held.workshop, held.exercise)))).hidden(80, 20) == 0
    for played in held.steps:
        assert Page(header=played.scenes[0].header).hidden(80, 20) == 0, played.step.id


def test_what_is_rehearsed_is_meant_for_readers_of_every_level():
    workshop = invented_workshop(DAY, "en")
    exercise = SHELF.exercise("reflection-circle")
    held = Held(exercise, list(rehearse(exercise, SHELF.find, workshop)), workshop)
    assert set(levels(held).values()) == {0, 1, 2, 3}


@pytest.mark.parametrize("audience", ["participants", "organizer", "donor", "follow-up"])
def test_no_summary_holds_a_word_that_is_not_for_its_readers(held, audience):
    summary = build(held.workshop, SHELF.find, audience, MADE_AT)
    written = {name: words_in(exports.export(name).render(summary)) for name in QUICK}
    for words, level in levels(held).items():
        if level < share_level(LEVELS[audience]):
            assert [name for name, text in written.items() if words in text] == [], words


def test_the_donor_s_summary_names_nobody(held):
    summary = build(held.workshop, SHELF.find, "donor", MADE_AT)
    agreed = {
        quote["by"] for quote in summary.data["quotes"] if quote["by"]
    }  # who said: with my name, to anybody
    written = everything_in(summary)
    names = {person.name for person in held.workshop.people()}
    assert [name for name in names - agreed if name in written] == []


def levels(held: Held) -> dict[str, int]:
    """The widest audience of everything that was said, by its words; each line is said but once."""
    widest: dict[str, int] = {}
    for place in {entry.place for entry in held.workshop.entries if entry.place != PEOPLE}:
        exercise = SHELF.exercise(place.exercise)
        steps = [step for step in exercise.steps if step.id == place.step]
        adopted = [
            share_level(step.share_when_adopted) for step in steps if step.share_when_adopted
        ]
        for entry in held.workshop.standing(place):
            for words in invented(entry.body):
                widest[words] = max(widest.get(words, 0), share_level(entry.share), *adopted)
    return widest


def invented(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.endswith(")"):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from invented(member)
    elif isinstance(value, list | tuple):
        for member in value:
            yield from invented(member)


def test_a_step_that_draws_on_another_exercise_finds_something_there():
    workshop = invented_workshop(DAY, "en")
    list(rehearse(SHELF.exercise("action-plan"), SHELF.find, workshop))
    assert workshop.runs("agenda-ranking") == [1]


def test_what_is_played_before_is_there_once_and_in_order():
    workshop = invented_workshop(DAY, "en")
    after = [SHELF.exercise(name) for name in ("action-plan", "agenda-ranking", "visioning")]
    list(rehearse(SHELF.exercise("visioning"), SHELF.find, workshop, after))
    began = [entry.place.exercise for entry in workshop.entries if entry.body.get("began")]
    assert began == ["core-issues", "economic-plan", "agenda-ranking", "action-plan", "visioning"]


def test_of_what_may_be_said_as_often_as_one_likes_there_are_a_few_rows():
    view = stage()
    said = [view.ask(Question((number,), "Next line", str, repeats=True)) for number in range(ROWS)]
    assert len(set(said)) == ROWS
    with pytest.raises(Finished):
        view.ask(Question((ROWS,), "Next line", str, repeats=True))
    assert view.ask(Question((ROWS,), "The next group's line", str, repeats=True)) not in said


def test_every_fourth_who_may_pass_does():
    view = stage()
    for number in range(3):
        view.ask(Question((number, "text"), "In her words", str, may_pass=True))
    with pytest.raises(Passed):
        view.ask(Question((3, "text"), "In her words", str, may_pass=True))


@pytest.mark.parametrize("wanted", ["7", "1 2", "0", "09:30", "in 3 weeks", "Amina", ""])
def test_a_question_of_any_kind_finds_an_answer_that_it_reads(wanted):
    def read(given: str) -> str:
        if wanted not in (given, " ".join(given.split()[:2])):
            raise Problem("Something else.")
        return given

    assert stage().ask(Question(("any",), "What?", read)).startswith(wanted)


def test_a_question_that_nothing_fits_is_a_sentence_with_its_step():
    def read(given: str) -> str:
        raise Problem("Never.")

    with pytest.raises(Problem, match=r"mine\.step: no invented answer fits this question: What\?"):
        stage().ask(Question(("any",), "What?", read))


@pytest.mark.parametrize("asks", ["question", "choice", "many"])
def test_a_step_that_asks_for_ever_ends_with_a_sentence(asks):
    view = stage()
    options = [Option("again", "Again")]
    ways = {
        "question": lambda: view.ask(Question(("any",), "What?", str)),
        "choice": lambda: view.choose(None, "What now?", options, "again"),
        "many": lambda: view.choose_many(None, "What now?", options, ["again"]),
    }
    for _number in range(MOST_ASKED):
        ways[asks]()
    with pytest.raises(Problem, match="would ask on"):
        ways[asks]()


def test_a_choice_without_a_default_is_left_after_a_while():
    view = stage()
    for number in range(TURNS):
        view.choose((number, "by"), "Who?", [Option("Amina", "Amina")], None)
    with pytest.raises(Finished):
        view.choose((TURNS, "by"), "Who?", [Option("Amina", "Amina")], None)


def test_a_usual_way_that_leads_nowhere_is_left_after_a_while():
    view = stage()
    options = [Option(value, value) for value in ("again", "finish")]
    given = [view.choose(None, "What now?", options, "again") for _number in range(TURNS + 2)]
    assert given[:TURNS] == ["again"] * TURNS
    assert "finish" in given[TURNS:]


def test_rows_show_each_way_to_answer_beginning_with_the_usual_one():
    view = stage()
    options = [Option(value, value) for value in ("none", "anonymous", "named")]
    given = [
        view.choose((number, "consent"), "May we?", options, "anonymous") for number in range(3)
    ]
    assert given == ["anonymous", "named", "none"]


def test_a_page_remembers_what_was_answered_while_it_stood():
    view = stage()
    view.show([])
    view.ask(Question(("one",), "One?", str))
    view.show([])
    view.say("Well done.")
    first, second = view.scenes()
    assert [prompt for prompt, _answer in first.answers] == ["One?"]
    assert second == Scene((), (), (("Well done.", "plain"),))


def test_an_exercise_that_goes_deep_begins_with_its_notice_and_the_way_out():
    step = Step("s", "show", "Show")
    deep = Exercise(
        "deep", "Deep", "", "en", Minutes(1, 1, 1), "high", (step,), notice="It is about loss."
    )
    light = Exercise(
        "light", "Light", "", "en", Minutes(1, 1, 1), "low", (step,), notice="It is about loss."
    )
    workshop = invented_workshop(DAY, "en")
    before = [getattr(block, "text", "") for block in opening(View(workshop, deep))]
    assert before[1] == "It is about loss."
    assert "You may pass, step out or come back at any moment" in before[2]
    assert "It is about loss." not in [
        getattr(block, "text", "") for block in opening(View(workshop, light))
    ]
