"""Playing exercises from an answers file: the same steps, questions and checks as with people."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.entry import PEOPLE, Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.progress import place_has_something
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import Announced, FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing import check_keys
from coalition_cli.parsing.people import read_row
from coalition_cli.run.answers_stage import AnswersStage
from coalition_cli.run.engine import play_step
from coalition_cli.run.page import head, is_silent
from coalition_cli.stage import Finished, Given


def read_answers(path: Path) -> dict[str, Any]:
    """The tables of an answers file (TOML, or JSON by its ending).

    Raises ``Problem`` with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Problem(
            _("{path}: cannot be read as text; nothing was recorded.").format(path=path)
        ) from None
    try:
        if path.suffix.lower() == ".json":
            content = json.loads(text)
        else:
            # price: tomllib, 6 ms, and answers may be JSON
            import tomllib

            content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        sentence = _("{path}: {error}; nothing was recorded.")
        raise Problem(sentence.format(path=path, error=_place_of(error))) from None
    if not isinstance(content, dict):
        raise Problem(
            _("{path}: expected one table per exercise; nothing was recorded.").format(path=path)
        )
    return content


def check_tables(answers: Mapping[str, Any], known: Sequence[str], path: Path) -> None:
    """Raise a ``Problem`` for a table that is neither an exercise nor ``people``."""
    for name in answers:
        if name not in (*known, "people"):
            near = get_close_matches(name, [*known, "people"], 1)
            hint = _(" Did you mean {near}?").format(near=near[0]) if near else ""
            raise Problem(
                _("{path}: no exercise is called {name}.").format(path=path, name=name) + hint
            )


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
) -> tuple[list[Entry], list[str]]:
    """The entries that the answers make, not stored yet, and what was said about them on the way.

    Steps that hold something already are left as they are, so the same file played twice adds
    nothing. ``clock`` gives the seconds since 1970 at which each was said. With ``is_going_on``
    they are added to what a step holds, as on a second day. ``announced`` is that of ``ViewMaker``.
    Raises ``Problem`` with file, key and expectation; then nothing is to be stored.
    """
    values = answers.get(exercise.id, {})
    if not isinstance(values, Mapping):
        raise Problem(
            _("{path}: {key}: expected a table with one key a step.").format(
                path=path, key=exercise.id
            )
        )
    try:
        check_keys(values, (step.id for step in exercise.steps))
    except Problem as problem:
        raise Problem(f"{path}: {exercise.id}: {problem.sentence}") from None
    taker = _NoteTaker(Workshop(workshop.head, list(workshop.entries)), device, clock)
    _add_people(answers.get("people", []), path, taker)
    view = ViewMaker(find_exercise, announced).of_run(taker.workshop, exercise, run)
    said: list[str] = []
    played = _steps_to_play(exercise, values) if exercise.id in answers else ()
    if played and not taker.workshop.standing(view.place()):
        taker.record(Fact({"began": True}), view.place(), "participants")
    for step in played:
        is_new = step.id in values and _was_skipped(view, step)
        if is_new or (is_going_on and step.id in values) or not place_has_something(view, step):
            said += _play(step, view, values, path, taker, on_show)
        elif step.id in values:
            said.append(
                _("{step}: already recorded, left as it is.").format(
                    step=f"{exercise.id}.{step.id}"
                )
            )
    if _is_over(view) and played and not taker.workshop.is_done(view.place()):
        taker.record(Fact({}, op="done"), view.place(), "participants")
    return taker.taken, said


def play_people(
    rows: Given, path: Path, workshop: Workshop, device: str, clock: Callable[[], float] = time.time
) -> list[Entry]:
    """The entries of those of ``rows`` who are not there yet, not stored yet.

    Raises ``Problem`` as above.
    """
    taker = _NoteTaker(Workshop(workshop.head, list(workshop.entries)), device, clock)
    _add_people(rows, path, taker)
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


def _play(
    step: Step,
    view: View,
    values: Mapping[str, Any],
    path: Path,
    taker: "_NoteTaker",
    on_show: Callable[[Sequence[Block]], None] | None,
) -> list[str]:
    kind = kinds.kind(step.kind)
    given: Given = kind.arrange(values[step.id]) if step.id in values else None
    where = f"{view.exercise.id}.{step.id}"
    stage = AnswersStage(given, f"{path}: {where}")
    pages: list[list[Block]] = []

    def show() -> None:
        page = [*head(step, view), *kind.blocks(step, view)] if on_show else []
        if on_show and page not in pages:
            pages.append(page)
            on_show(page)

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        entry = taker.record(fact, place, share)
        show()
        return entry

    is_passed_by = given is None and bool(kinds.why_pass_by(step, view))
    if given is not None or not (kind.ASKS or is_passed_by):
        show()
        try:
            with suppress(Finished):
                play_step(step, view, stage, record)
            stage.check_used()
        except RecursionError:
            sentence = _(
                "{path}: {key}: there are too many lists inside lists; nothing was recorded."
            )
            raise Problem(sentence.format(path=path, key=where)) from None
    if not taker.workshop.is_done(view.place(step.id)):
        has_nothing = is_passed_by or (_asks(step) and not place_has_something(view, step))
        body = {"skipped": True} if has_nothing else {}
        taker.record(Fact(body, op="done"), view.place(step.id), step.share)
    return [f"{where}: {sentence}" for sentence in stage.said]


class _NoteTaker:
    """Entries taken down in memory: a mistake further on in the file leaves nothing behind."""

    def __init__(
        self, workshop: Workshop, device: str, clock: Callable[[], float] = time.time
    ) -> None:
        self.workshop = workshop
        self.taken: list[Entry] = []
        self._device = device
        self._clock = clock

    def record(self, fact: Fact, place: Place, share: Share) -> Entry:
        entry = make(
            fact,
            place,
            share=share,
            device=self._device,
            after=self.workshop.last,
            now=self._clock(),
        )
        self.workshop.extend([entry])
        self.taken.append(entry)
        return entry


def _add_people(rows: Given, path: Path, taker: _NoteTaker) -> None:
    where = f"{path}: people"
    if not isinstance(rows, list):
        raise Problem(
            _("{where}: expected a list of people, each with a name.").format(where=where)
        )
    for number, row in enumerate(rows, 1):
        try:
            body = read_row(row)
        except Problem as problem:
            raise Problem(f"{where}[{number}]: {problem.sentence}") from None
        if taker.workshop.person_named(body["text"]) is None:
            taker.record(Fact(body), PEOPLE, "organizer")


def _was_skipped(view: View, step: Step) -> bool:
    """True if ``step`` was passed over with nothing said at it: it can still be taken up."""
    closing = view.workshop.closing(view.place(step.id))
    return closing is not None and bool(closing.body.get("skipped")) and not view.said(step.id)


def _is_over(view: View) -> bool:
    return all(view.workshop.is_done(view.place(step.id)) for step in view.exercise.steps)


def _place_of(error: Exception) -> str:
    """Return where the file stops being TOML or JSON, without a word of what it says."""
    if isinstance(error, json.JSONDecodeError):
        return _("not JSON at line {line}, column {column}").format(
            line=error.lineno, column=error.colno
        )
    return _("not valid: {reason}").format(reason=str(error).splitlines()[0])
