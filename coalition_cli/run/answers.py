"""Playing exercises from an answers file: the same steps, questions and checks as with people."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block
from coalition_cli.catalog.finding import KeyPath
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.definition import beginning
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.progress import place_has_something
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import Announced, FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import check_keys
from coalition_cli.parsing.people import read_row
from coalition_cli.phrasing.nearest import unknown
from coalition_cli.run import second_sitting
from coalition_cli.run.answers_file import Mistakes
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import play_step
from coalition_cli.run.page import head, is_silent
from coalition_cli.run.refused_answers import NOTHING, read_on
from coalition_cli.run.second_sitting import Difference
from coalition_cli.same_name import is_same_name
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Finished, Given


def play_answers(
    exercise: Exercise,
    run: int,
    answers: Mapping[str, Any],
    path: Path,
    workshop: Workshop,
    find_exercise: FindExercise,
    device: str,
    on_show: Callable[[Sequence[Block]], None] | None = None,
    clock: Callable[[], float] = time.time,
    *,
    is_going_on: bool = False,
    announced: Announced = lambda _workshop: {},
    known: Sequence[str] = (),
    line_of: Callable[[KeyPath], int] | None = None,
    differences: list[Difference] | None = None,
) -> tuple[list[Entry], list[str]]:
    """The entries that the answers make, not stored yet, and what was said about them on the way.

    The same file played twice adds nothing. A step that holds something already is left as it is,
    or, where ``differences`` are asked for, is changed to what the file says now, and they are put
    there; they are to be agreed to before anything is stored. ``clock`` gives the seconds since
    1970 at which each was said. With ``is_going_on`` they are added to what a step holds, as on a
    second day. ``announced`` is that of ``ViewMaker``. ``known`` are the exercises that tables may
    be named after, where that is to be checked, and ``line_of`` gives the line of a key. Raises
    ``Problem`` with every mistake: file, line, key and what was expected; then nothing is to be
    stored.
    """
    mistakes = Mistakes(path, line_of)
    table = _table_of(exercise.id, answers, known, mistakes)
    steps = _steps_of(exercise, table, answers, mistakes)
    taker = _NoteTaker(Workshop(workshop.head, list(workshop.entries)), device, clock)
    is_second = run in workshop.runs(exercise.id)
    people = answers.get("people", [])
    _add_people(people, mistakes, taker, differences, is_second=is_second)
    view = ViewMaker(find_exercise, announced).of_run(taker.workshop, exercise, run)
    values = {name: value for name, (value, _key) in steps.items()}
    player = _Player(
        view, taker, mistakes, {name: key for name, (_v, key) in steps.items()}, on_show
    )
    played = _steps_to_play(exercise, values) if table in answers else ()
    if played and not taker.workshop.standing(view.place()):
        taker.record(beginning(exercise, taker.workshop), view.place(), "participants")
    for step in played:
        is_new = step.id in values and _was_skipped(view, step)
        if is_new or (is_going_on and step.id in values) or not place_has_something(view, step):
            player.play(step, values)
        elif step.id in values and not player.change(step, values[step.id], differences):
            sentence = _("{step}: already recorded, left as it is.")
            player.said.append(sentence.format(step=f"{exercise.id}.{step.id}"))
    mistakes.check()
    if _is_over(view) and played and not taker.workshop.is_done(view.place()):
        taker.record(Fact({}, op="done"), view.place(), "participants")
    return taker.taken, player.said


def play_people(
    rows: Given, path: Path, workshop: Workshop, device: str, clock: Callable[[], float] = time.time
) -> list[Entry]:
    """The entries of those of ``rows`` who are not there yet, not stored yet.

    Raises ``Problem`` as above.
    """
    taker = _NoteTaker(Workshop(workshop.head, list(workshop.entries)), device, clock)
    mistakes = Mistakes(path)
    _add_people(rows, mistakes, taker)
    mistakes.check()
    return taker.taken


def _steps_to_play(exercise: Exercise, values: Mapping[str, Any]) -> Sequence[Step]:
    """The steps up to the last one that is answered.

    All of them where none of the rest has an answer, so that an exercise that writes nothing down
    was held if the file names it.
    """
    answered = [number for number, step in enumerate(exercise.steps) if step.id in values]
    end = max(answered, default=-1) + 1
    return exercise.steps[:end] if any(map(_asks, exercise.steps[end:])) else exercise.steps


def _asks(step: Step) -> bool:
    """True if a step has an answer that could be in a file."""
    return kinds.kind(step.kind).ASKS and not is_silent(step)


def _table_of(
    exercise: str, answers: Mapping[str, Any], known: Sequence[str], mistakes: Mistakes
) -> str:
    """The name of the table of ``exercise``, as it was meant.

    A table that is neither an exercise of ``known`` nor ``people`` is a mistake.
    """
    meant = exercise
    for name in answers if known else ():
        if name not in (*known, "people"):
            sentence = _("no exercise is called {name}.").format(name=in_short(name))
            problem = unknown(sentence, name, [*known, "people"])
            mistakes.add((name,), problem.sentence)
            if problem.meant and problem.meant[1] == exercise and exercise not in answers:
                meant = name
    if known and meant not in answers:
        sentence = _("there is no table [{name}] in it; nothing was recorded.")
        mistakes.add((), sentence.format(name=exercise))
    return meant


def _steps_of(
    exercise: Exercise, table: str, answers: Mapping[str, Any], mistakes: Mistakes
) -> dict[str, tuple[Any, KeyPath]]:
    """The value of each step that is answered, and where it stands; a slip as it was meant."""
    values = answers.get(table, {})
    if not isinstance(values, Mapping):
        mistakes.add((table,), _("expected a table with one key a step."))
        return {}
    steps = [step.id for step in exercise.steps]
    found: dict[str, tuple[Any, KeyPath]] = {
        name: (value, (table, name)) for name, value in values.items() if name in steps
    }
    for name, value in values.items():
        try:
            check_keys((name,), steps)
        except Problem as problem:
            mistakes.add((table, name), problem.sentence)
            if problem.meant and problem.meant[1] not in values:
                found.setdefault(problem.meant[1], (value, (table, name)))
    return found


@dataclass(slots=True)
class _Player:
    """Plays steps one after the other; ``keys`` say where in the file the value of each stands."""

    view: View
    taker: "_NoteTaker"
    mistakes: Mistakes
    keys: Mapping[str, KeyPath]
    on_show: Callable[[Sequence[Block]], None] | None = None
    said: list[str] = field(default_factory=list)

    def play(self, step: Step, values: Mapping[str, Any]) -> None:
        """Play ``step`` and close it."""
        view, kind = self.view, kinds.kind(step.kind)
        given: Given = kind.arrange(values[step.id]) if step.id in values else None
        is_passed_by = given is None and bool(kinds.why_pass_by(step, view))
        if given is not None or not (kind.ASKS or is_passed_by):
            self._answer(step, given)
        if not view.workshop.is_done(view.place(step.id)):
            has_nothing = is_passed_by or (_asks(step) and not place_has_something(view, step))
            body = {"skipped": True} if has_nothing else {}
            self.taker.record(Fact(body, op="done"), view.place(step.id), step.share)

    def change(self, step: Step, value: Any, differences: list[Difference] | None) -> bool:
        """Change ``step``, which holds something, to what the file says; False if it says no more.

        What was counted or heard when fewer people were there is no difference.
        """
        if differences is None:
            return False
        workshop, place = self.view.workshop, self.view.place(step.id)
        steps = [each.id for each in self.view.exercise.steps]
        earlier = steps[: steps.index(step.id)]
        lines, aside = second_sitting.lines_of(workshop, place), Mistakes(Path())
        said = self._beside(step, value, second_sitting.before(workshop, place, earlier), aside)
        if not aside and second_sitting.is_same(second_sitting.comparable(lines, said), said):
            return False
        said = self._beside(step, value, second_sitting.without(workshop, place), self.mistakes)
        stands = second_sitting.comparable(lines, said)
        where = f"{self.view.exercise.id}.{step.id}"
        found = second_sitting.changes(where, workshop, stands, said)
        differences += [change.difference for change in found]

        def record(fact: Fact) -> Entry:
            return self.taker.record(fact, place, step.share)

        second_sitting.take(found, stands, said, record)
        return bool(found)

    def _beside(
        self, step: Step, value: Any, workshop: Workshop, mistakes: Mistakes
    ) -> list[Entry]:
        """What the file says at ``step``, played in ``workshop``, which nobody keeps."""
        beside = _Player(
            replace(self.view, workshop=workshop), self.taker.beside(workshop), mistakes, self.keys
        )
        beside._answer(step, kinds.kind(step.kind).arrange(value))
        return second_sitting.lines_of(workshop, self.view.place(step.id))

    def _answer(self, step: Step, given: Given) -> None:
        view = self.view
        where = f"{view.exercise.id}.{step.id}"
        key = self.keys.get(step.id, (view.exercise.id, step.id))
        stage = AnswersStage(given, where)
        pages: list[list[Block]] = []

        def show() -> None:
            page = [*head(step, view), *kinds.kind(step.kind).blocks(step, view)]
            if self.on_show and page not in pages:
                pages.append(page)
                self.on_show(page)

        def record(fact: Fact, place: Place, share: Share) -> Entry:
            entry = self.taker.record(fact, place, share)
            if self.on_show:
                show()
            return entry

        if self.on_show:
            show()
        try:
            with suppress(Finished):
                play_step(step, view, stage, record)
            for refusal in stage.refusals():
                self.mistakes.add((*key, *refusal.path), refusal.sentence)
        except RecursionError:
            self.mistakes.add(key, _("there are too many lists inside lists."))
        self.said += [f"{where}: {sentence}" for sentence in stage.said]


class _NoteTaker:
    """Entries taken down in memory: a mistake further on in the file leaves nothing behind."""

    def __init__(
        self, workshop: Workshop, device: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.workshop = workshop
        self.taken: list[Entry] = []
        self._device = device
        self._clock = clock

    def beside(self, workshop: Workshop) -> "_NoteTaker":
        """Another who takes down into ``workshop``."""
        return _NoteTaker(workshop, self._device, self._clock)

    def record(self, fact: Fact, place: Place, share: Share) -> Entry:
        entry = make(
            fact,
            place,
            share=share,
            device=self._device,
            after=self.workshop.last,
            beyond=self.workshop.beyond(fact, place),
            now=self._clock(),
        )
        self.workshop.extend([entry])
        self.taken.append(entry)
        return entry


def _add_people(
    rows: Given,
    mistakes: Mistakes,
    taker: _NoteTaker,
    differences: list[Difference] | None = None,
    *,
    is_second: bool = False,
) -> None:
    has_withdrawn = second_sitting.withdrawn_at(taker.workshop, PEOPLE) > 0
    if not isinstance(rows, list):
        mistakes.add(("people",), _("expected a list of people, each with a name."))
        return
    for number, row in enumerate(rows):
        try:
            body = read_row(row)
        except Problem as problem:
            body, found = read_on(read_row, row, problem)
            for refusal in found:
                mistakes.add(("people", number, *refusal.path), refusal.sentence)
            if body is NOTHING:
                continue
        person = taker.workshop.person_named(body["text"])
        if person is None:
            taker.record(Fact(body), PEOPLE, "organizer")
            if differences is not None and is_second and has_withdrawn:
                # It may be somebody who withdrew: her name is gone, and nobody else can tell.
                differences.append(Difference("new", PEOPLE.step, body["text"]))
        elif differences is not None:
            _change_person(person.id, body, taker, differences)


def _change_person(
    person_id: str, body: Mapping[str, Any], taker: _NoteTaker, differences: list[Difference]
) -> None:
    """Let stand what a row says of somebody who is known, as far as it says anything else."""
    standing = taker.workshop.wordings_of(person_id)
    # Of somebody who was entered twice that entry which has the name in the file.
    named = (each for each in standing if is_same_name(each.text, str(body["text"])))
    stands = next(named, standing[0])
    change = second_sitting.person_change(stands, body)
    if change and change.said:
        differences.append(change.difference)
        taker.record(Fact(change.said.body, op="edit", ref=stands.id), PEOPLE, "organizer")


def _was_skipped(view: View, step: Step) -> bool:
    """True if ``step`` was passed over with nothing said at it: it can still be taken up."""
    closing = view.workshop.closing(view.place(step.id))
    return closing is not None and bool(closing.body.get("skipped")) and not view.said(step.id)


def _is_over(view: View) -> bool:
    return all(view.workshop.is_done(view.place(step.id)) for step in view.exercise.steps)
