"""The lines that a name means: found in a workshop, and called by that name again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from coalition_cli import kinds
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.acts import drop_of
from coalition_cli.model.by_run import exercise_at
from coalition_cli.model.definition import BEGAN, HELD_AS
from coalition_cli.model.entry import NOTES, PEOPLE, Entry, Place
from coalition_cli.model.line_numbers import line_id
from coalition_cli.model.view import Item
from coalition_cli.model.view_maker import FindExercise, ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.line_names import PEOPLE_LETTER, LineName, NoLine, read_line_names
from coalition_cli.run.shown_step import ShownStep, shown_step

_NAME_OF_STEP: Final = re.compile(r"[a-z0-9_-]*")
_ID_END: Final = 8


class Line(NamedTuple):
    """A line that was named: as it was added, and as it stands; None where it does not."""

    entry: Entry
    standing: Entry | None

    @property
    def has_words(self) -> bool:
        """True if somebody may have said something in it; not where a run only began."""
        return self.entry.op == "add" and self.entry.body.keys().isdisjoint((BEGAN, HELD_AS))


class Room(NamedTuple):
    """Where a name is read: the workshop, its exercises, and the step that a bare number is of.

    ``shown`` is found when it is needed, unless a prompt knows at which step it is. ``run`` is that
    of another run than the newest; 0 for the newest.
    """

    workshop: Workshop
    find: FindExercise
    shown: ShownStep | None = None
    run: int = 0

    def at(self) -> ShownStep | None:
        """Return the step that a bare number is of; None for the captured notes."""
        return self.shown or shown_step(self.workshop, self.find)


def find_lines(words: Sequence[str], room: Room) -> list[Line]:
    """Return the lines that ``words`` name, each once, in their order.

    Of a range those that stand; where none does, those that were taken back. Raises ``Problem``
    for a name that means none, and for one that is not of the run that was asked for.
    """
    found: dict[str, Line] = {}
    named_lines = read_line_names(words)
    if not named_lines:
        raise Problem(_("Name a line: its number stands in: coalition show --numbers"))
    for named in named_lines:
        lines = list(_lines_of(named, room))
        if not lines:
            raise _not_found(named, room)
        for line in lines:
            if room.run and (not line.entry.place.exercise or line.entry.place.run != room.run):
                sentence = _("{word} is no line of run {run}.")
                raise Problem(sentence.format(word=named.word, run=room.run))
            found.setdefault(line.entry.id, line)
    return list(found.values())


def find_line(word: str, room: Room) -> Line:
    """Return the one line that ``word`` names. Raises ``Problem``."""
    found = find_lines([word], room)
    if len(found) != 1:
        sentence = _("{word} names {count} lines; name one of them.")
        raise Problem(sentence.format(word=word, count=len(found)))
    return found[0]


def as_line(entry: Entry, workshop: Workshop) -> Line:
    """Return the line that ``entry`` adds or changes."""
    added = workshop.entry(line_id(entry)) or entry
    standing = workshop.standing(added.place)
    return Line(added, next((each for each in standing if each.id == added.id), None))


def line_name(entry: Entry, workshop: Workshop) -> str:
    """Return the name by which every command finds the line of ``entry``.

    ``A2``, ``p4``, ``note.7`` or ``agenda-ranking.issues.7``; of what is no line, its place.
    """
    line = workshop.entry(line_id(entry)) or entry
    code = workshop.numbers.code_of(line.id)
    if code:
        return code
    number = workshop.number(line.id)
    if line.place == PEOPLE and number:
        return f"{PEOPLE_LETTER}{number}"
    if not _NAME_OF_STEP.fullmatch(line.place.exercise + line.place.step):
        # Another program wrote it: what it calls an exercise may be words of somebody.
        return line.id[-_ID_END:]
    parts = (line.place.exercise, line.place.step, str(number or ""))
    return ".".join(filter(None, parts))


def name_in(entry: Entry, room: Room) -> str:
    """Return the name of the line of ``entry`` as a prompt takes it: its number at this step."""
    name = line_name(entry, room.workshop)
    shown = room.shown
    number = room.workshop.number(line_id(entry))
    line = room.workshop.entry(line_id(entry)) or entry
    is_here = shown is not None and number and line.place == shown.place
    return str(number) if is_here and not room.workshop.numbers.code_of(line.id) else name


def range_names(place: Place, numbers: Sequence[int]) -> list[str]:
    """Return the names of the lines ``numbers`` at ``place``, neighbours as one: ``note.4-6``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = (str(first) if first == last else f"{first}-{last}" for first, last in ranges)
    if place == PEOPLE:
        return [f"{PEOPLE_LETTER}{each}" for each in words]
    lead = ".".join(filter(None, (place.exercise, place.step)))
    return [f"{lead}.{each}" for each in words]


def run_option(place: Place, workshop: Workshop) -> str:
    """Return the option that a command needs for a line of an earlier run; empty for the newest."""
    runs = workshop.runs(place.exercise) if place.exercise else []
    return f" --run {place.run}" if runs and place.run != runs[-1] else ""


def _lines_of(named: LineName, room: Room) -> Iterator[Line]:
    workshop = room.workshop
    if named.code:
        found = _of_code(named.code, room)
        if found is not None:
            yield as_line(found, workshop)
            return
    if named.id:
        yield from _of_id(named.id, workshop)
        return
    numbers = range(named.first, named.last + 1)
    entries = (_numbered(named.where, number, room) for number in numbers)
    lines = [as_line(_led(entry, workshop), workshop) for entry in entries if entry is not None]
    if named.first == named.last:
        yield from lines
        return
    standing = [line for line in lines if line.standing is not None]
    yield from standing or [line for line in lines if drop_of(line.entry, workshop)]


def _led(entry: Entry, workshop: Workshop) -> Entry:
    """Return ``entry``; of somebody who was entered twice the entry that either number means."""
    if entry.place != PEOPLE:
        return entry
    return workshop.entry(workshop.lead(entry.id)) or entry


def _of_code(code: str, room: Room) -> Entry | None:
    line = room.workshop.numbers.line_of_code(code)
    if line is not None:
        return room.workshop.entry(line)
    for shown in _coded(room):
        for item in shown.get(code[0], ()):
            if item.number == int(code[1:]):
                return room.workshop.entry(item.id)
    return None


def _coded(room: Room) -> Iterator[Mapping[str, Sequence[Item]]]:
    """Yield the lines that steps show under a letter and a number.

    Of the exercise that the room is at first, then of the newest run.
    """
    places = [place for place in reversed(room.workshop.places()) if place.exercise]
    there = room.at()
    runs = dict.fromkeys([*([there.place[:2]] if there else []), *(each[:2] for each in places)])
    for exercise_id, run in runs:
        exercise = exercise_at(Place(exercise_id, run), room.find)
        if exercise is None:
            continue
        view = ViewMaker(room.find).of_run(room.workshop, exercise, run, "private")
        for step in exercise.steps:
            shown = kinds.coded(step, view)
            if any(shown.values()):
                yield shown


def _of_id(wanted: str, workshop: Workshop) -> Iterator[Line]:
    entry = workshop.entry(wanted)
    found = [entry] if entry else [each for each in workshop.entries if each.id.endswith(wanted)]
    if len(found) == 1:
        entry = found[0]
        # Scripts name by id also what is no line: a finished step, a vote, something taken back.
        is_line = entry.op in ("add", "edit")
        yield as_line(entry, workshop) if is_line else Line(entry, None)


def _numbered(where: str, number: int, room: Room) -> Entry | None:
    """Return line ``number`` of the step ``where``; empty for the one that the room is at."""
    workshop = room.workshop
    if where:
        return _at(_place_named(where, room), number, workshop)
    there = room.at()
    if there is None:
        return _at(NOTES, number, workshop)
    if room.run:
        there = ShownStep(there.step, replace(there.view, run=room.run))
    shown = kinds.numbered(there.step, there.view)
    found = next((workshop.entry(item.id) for item in shown if item.digits == number), None)
    if found is not None:
        return found
    # What was taken back is not shown any more, and is brought again by its number.
    sources = dict.fromkeys(entry.place for item in shown if (entry := workshop.entry(item.id)))
    lines = (_at(place, number, workshop) for place in (*sources, there.place))
    return next(filter(None, lines), None)


def _at(place: Place, number: int, workshop: Workshop) -> Entry | None:
    line = workshop.numbers.line_at(place, number)
    return workshop.entry(line) if line else None


def _place_named(where: str, room: Room) -> Place:
    """Return the place that ``where`` names, of the newest run or of the run that was asked for.

    A step alone is one of the exercise that the room is at, else of the one that was held last.
    """
    workshop = room.workshop
    for whole in (NOTES, PEOPLE):
        if where == whole.step:
            return whole
    exercise, _dot, step = where.rpartition(".")
    held = {place for place in workshop.places() if place.step == step}
    if exercise:
        held = {place for place in held if place.exercise == exercise}
    elif (there := room.at()) and any(place[:2] == there.place[:2] for place in held):
        held = {place for place in held if place.exercise == there.place.exercise}
    if room.run:
        held = {place for place in held if place.run == room.run}
    if not held:
        raise _no_such_step(where, room)
    newest = max(held, key=lambda place: workshop.position(workshop.at_place(place)[-1].id))
    if room.run or not exercise:
        return newest
    return max(held, key=lambda place: place.run)


def _no_such_step(where: str, room: Room) -> Problem:
    workshop = room.workshop
    known = [
        ".".join(filter(None, (place.exercise, place.step)))
        for place in workshop.places()
        if workshop.numbers.last_at(place) and (place.exercise or place in (NOTES, PEOPLE))
    ]
    sentence = _("Nothing was said at {place} yet. Lines stand at: {known}.")
    listed = ", ".join(dict.fromkeys(known)) or _("no step yet")
    return Problem(sentence.format(place=where, known=listed))


def _not_found(named: LineName, room: Room) -> Problem:
    if room.workshop.is_sitting:
        sentence = _(
            "There is no line {word} in this sitting, and lines from before it cannot be read here."
        )
        return Problem(sentence.format(word=named.word))
    if named.id or named.code:
        sentence = _(
            "No single line goes by {word}. The numbers stand in: coalition show --numbers"
        )
        if named.word.isalpha():  # all but the shortest ends of ids have digits
            return NoLine(named.word, sentence)
        return Problem(sentence.format(word=named.word))
    there = room.at() if not named.where else None
    place = there.place if there else NOTES if not named.where else _place_named(named.where, room)
    where = ".".join(filter(None, (place.exercise, place.step)))
    most = room.workshop.numbers.last_at(place)
    if not most:
        sentence = _("There is no line {word}: {place} has no lines yet.")
        return Problem(sentence.format(word=named.word, place=where))
    sentence = _(
        "There is no line {word} at {place}; its numbers go up to {most}. All of them: coalition"
        " show --numbers"
    )
    return Problem(sentence.format(word=named.word, place=where, most=most))
