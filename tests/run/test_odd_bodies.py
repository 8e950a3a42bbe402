"""Whatever stands in a body, every command that reads it goes on.

Samples with odd lines among their sound ones (``tests/support/odd_bodies.py``) are looked at by
everything that looks at a workshop. The kinds are asked without the net under them, which costs a
whole step: a line that they cannot read has to be set apart before they see it. The long form, with
many more seeds: ``COALITION_ODD=50 pytest -m slow tests/run/test_odd_bodies.py``.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import Any, Final, get_args

import pytest

from coalition_cli import exports, kinds
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.errors import Problem
from coalition_cli.model.audience import LEVELS
from coalition_cli.model.carry_over import carried
from coalition_cli.model.entry import SHARES, Entry, Fact, Place, Share, make
from coalition_cli.model.export_log import became_of, holding
from coalition_cli.model.export_log import exports as sent
from coalition_cli.model.merging import merge
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.withdrawal import outlook
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.answers import play_answers
from coalition_cli.run.answers_file import read_answers
from coalition_cli.run.demo import FOLDER
from coalition_cli.run.engine import play_step
from coalition_cli.run.line_changes import undo_of_lines, undo_of_newest
from coalition_cli.run.line_moves import drafts_of_move, places_for, what_it_unsettles
from coalition_cli.run.line_told import line_in_words
from coalition_cli.run.named_lines import Room, find_line, line_name
from coalition_cli.run.withdrawal_told import told_before
from coalition_cli.schedule.timetable import followed, stand, told
from coalition_cli.stage import Finished, Move, Passed, Pause, PeopleStage, Question
from coalition_cli.summary import build
from coalition_cli.summary.data import runs_of, view_of
from tests.support.odd_bodies import BASES, CATALOG, base, spoiled
from tests.support.slides import wall_words

pytestmark = pytest.mark.slow

SEEDS: Final = int(os.environ.get("COALITION_ODD", "1"))
MADE: Final = datetime(2025, 3, 2, 12, tzinfo=UTC)
OF_A_STEP: Final = ("result", "blocks", "items", "numbered", "coded", "now", "outcome", "voice")
OF_WORDS: Final = ("text", "words", "contact", "learning", "commitment", "reason", "what", "source")
CANARY: Final = "SIRI-YANGU"
MOST_PAGES: Final = 40
LOOKS: Final = ("people", "details", "apart", "speakers", "all_names", "present", "newest_standing")


def held(workshop: Workshop) -> HeldExercises:
    """What finds the exercises of ``workshop``; what it says of those that are odd is no matter."""
    return HeldExercises(CATALOG, workshop, lambda _sentence: None)


def at_every_step(workshop: Workshop) -> Iterator[None]:
    """Ask every kind for all that it declares, as every audience, without the net."""
    find = held(workshop)
    for run in runs_of(workshop):
        for audience in SHARES:
            view = view_of(workshop, run, find, audience)
            for step in view.exercise.steps:
                module = kinds.kind(step.kind)
                for name in (*OF_A_STEP, *get_args(kinds.Gift)):
                    tell: Callable[..., Any] | None = getattr(module, name, None)
                    if tell is not None:
                        tell(step, view)
                kinds.why_pass_by(step, view)
                kinds.fill("{card} {question}", view)
                yield


def look_everywhere(workshop: Workshop, sound: Workshop) -> None:
    """Do all that commands do with a workshop."""
    find = held(workshop)
    for name in LOOKS:
        getattr(workshop, name)()
    for _step in at_every_step(workshop):
        pass
    for audience in LEVELS:
        summary = build(workshop, find, audience, MADE)
        for name in exports.names():
            exports.export(name).render(summary)
    wall_words(workshop, find, find.announced, find.find_programme)
    programme = find.find_programme(followed(workshop))
    for number in range(1, len(programme.days) + 1) if programme else ():
        stand(programme, told(workshop), datetime(2025, 3, 2, 12), number)
    ours = merge(workshop.entries, sound.entries)
    theirs = merge(sound.entries, workshop.entries)
    assert {each.id for each in ours.entries} == {each.id for each in theirs.entries}
    carried(workshop, with_people=True, find_exercise=find)
    for each in sent(workshop):
        became_of(each, workshop)


class Passer(PeopleStage):
    """People who look at every page, take what is offered first, and have nothing to say."""

    def __init__(self) -> None:
        self._left = MOST_PAGES

    def show(self, page: Any) -> None:
        self._left -= 1
        if not self._left:
            raise Pause
        if callable(page):
            page()

    def say(self, sentence: str, tone: Any = "plain") -> None:
        pass

    def ask(self, question: Question[Any]) -> Any:
        self.show(())
        if question.repeats:
            raise Finished
        if question.may_pass:
            raise Passed
        return question.read(question.default or "7")

    def choose(
        self, key: Any, prompt: str, options: Any, default: Any, *, first: Any = None
    ) -> str:
        self.show(())
        return str(first or default or options[0].value)

    def choose_many(
        self, key: Any, prompt: str, options: Any, default: Any, *, first: Any = None
    ) -> list[str]:
        return list(default if first is None else first)

    def wait(self, cues: Any) -> None:
        pass


def go_on_everywhere(workshop: Workshop) -> None:
    """Go on at every step of every run, as people do who come back into it."""
    for run in runs_of(workshop):
        for step in view_of(workshop, run, held(workshop), "private").exercise.steps:
            room = Workshop(workshop.head, list(workshop.entries))
            exercise = view_of(room, run, held(room), "private").exercise
            view = ViewMaker(held(room)).of_run(room, exercise, run.run)

            def record(fact: Fact, place: Place, share: Share, room: Workshop = room) -> Entry:
                last = room.last
                room.extend([make(fact, place, share=share, device="bench", after=last)])
                return room.entries[-1]

            with suppress(Problem, Move):
                play_step(step, view, Passer(), record)


def name_lines(workshop: Workshop, step: int) -> None:
    """Do to every so manieth line what can be done to one that is named."""
    room = Room(workshop, held(workshop))
    for entry in [each for each in workshop.entries if workshop.number(each.id)][::step]:
        with suppress(Problem):  # the name of the line of another program may not be one
            line = find_line(line_name(entry, workshop), room)
            line_in_words(line, room)
            told_before(line, workshop, shows_words=True)
            outlook(workshop.entries, line.entry)
            with suppress(Problem):
                undo_of_lines([line], room).said_after([], is_at_prompt=False)
            places_for(line.entry, workshop, room.find)
            what_it_unsettles(drafts_of_move([line], "visioning.pieces", room), room)
    with suppress(Problem):
        undo_of_newest(room)
    holding(workshop, {entry.id for entry in workshop.entries})


def sit_again(workshop: Workshop, name: str) -> None:
    """Give the files of the sample a second time."""
    source = FOLDER / f"{name}.toml"
    find = held(workshop)
    slots = {slot.id: slot for slot in CATALOG.programme(workshop.head.programme).slots()}
    for day in read_answers(source).table["days"]:
        for each in day["held"]:
            exercise = find(slots[each["slot"]].exercise) if "answers" in each else None
            if exercise:
                answers = {exercise.id: each["answers"]}
                with suppress(Problem):
                    play_answers(
                        exercise, 1, answers, source, workshop, find, "bench", differences=[]
                    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", BASES)
def test_no_body_stops_anything(name: str, seed: int) -> None:
    sound = base(name)
    look_everywhere(spoiled(sound, seed), sound)


@pytest.mark.parametrize("name", BASES)
def test_no_body_stops_a_room_that_goes_on(name: str) -> None:
    workshop = spoiled(base(name), 7)
    go_on_everywhere(workshop)
    name_lines(workshop, 7)


@pytest.mark.parametrize("seed", range(10, 10 + SEEDS))
@pytest.mark.parametrize("name", BASES)
def test_no_body_stops_anything_for_long(name: str, seed: int) -> None:
    sound = base(name)
    workshop = spoiled(sound, seed, 0.03 if seed % 2 else 0.2)
    look_everywhere(workshop, sound)
    go_on_everywhere(workshop)
    name_lines(workshop, 1)
    if sound.head.is_sample:
        sit_again(workshop, name)


def with_secrets(workshop: Workshop, seed: int) -> Workshop:
    """The ``workshop`` with a canary in the words of every third line of a step, now private."""
    chance = Random(seed)
    found = []
    for entry in workshop.entries:
        is_said = entry.place.exercise and entry.place.step and entry.op in ("add", "edit")
        if not is_said or chance.random() > 0.3:
            found.append(entry)
            continue
        body = {
            key: f"{value} {CANARY}" if isinstance(value, str) and key in OF_WORDS else value
            for key, value in entry.body.items()
        }
        found.append(entry._replace(share="private", body=body))
    return Workshop(workshop.head, found)


@pytest.mark.parametrize("name", BASES)
def test_no_odd_line_and_no_odd_vote_lets_anybody_read_what_is_private(name: str) -> None:
    workshop = with_secrets(spoiled(base(name), 31, 0.15), 31)
    assert CANARY in str([entry.body for entry in workshop.entries])
    find = held(workshop)
    for audience in LEVELS:
        summary = build(workshop, find, audience, MADE)
        for format_ in ("md", "json", "csv"):
            assert CANARY.encode() not in exports.export(format_).render(summary)
    assert CANARY not in wall_words(workshop, find, find.announced, find.find_programme)


@pytest.mark.parametrize("name", BASES)
def test_nothing_sound_is_set_apart(name: str) -> None:
    workshop = base(name)
    assert [entry for place in workshop.places() for entry in workshop.odd(place)] == []
    for run in runs_of(workshop):
        view = view_of(workshop, run, held(workshop), "private")
        for step in view.exercise.steps:
            assert kinds.odd_lines(step, view) == []
