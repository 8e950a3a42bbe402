"""The numbers of lines: given once, by the file that takes a line in, and never given anew.

A line is an entry that adds words at a place: it gets the next number there, ``n``. An action or an
event gets a code of the whole workshop beside it, ``A3``. Neither is part of what was said: they
belong to this file, and another laptop's file gives its own.
"""

from collections.abc import Iterable, Mapping

from coalition_cli.model.entry import HIGHEST_NUMBER, TURN, Entry, Place
from coalition_cli.model.undertaking_marks import letter_of


class LineNumbers:
    """The numbers that a file gave so far.

    ``given`` are the last numbers that its head remembers, by the name of the place.
    """

    def __init__(self, given: Mapping[str, int] | None = None) -> None:
        self._last: dict[Place | str, int] = {}
        self._lines_at: dict[Place, dict[int, str]] = {}
        self._code_of: dict[str, str] = {}
        self._line_of_code: dict[str, str] = {}
        for name, number in (given or {}).items():
            self._last[place_named(name)] = number

    def take(self, entry: Entry) -> Entry:
        """Return ``entry`` with its numbers, which are remembered.

        It keeps those that it brings, unless they are another line's.
        """
        number, place = self._number_for(entry, self._last), entry.place
        if number:
            if place not in self._lines_at:
                self._lines_at[place] = {}
            self._lines_at[place][number] = entry.id
            if number > self._last.get(place, 0):
                self._last[place] = number
        code = self._code_for(entry, self._last)
        if code:
            line = line_id(entry)
            self._code_of[line] = code
            self._line_of_code[code] = line
            self._last[code[0]] = max(self._last.get(code[0], 0), int(code[1:]))
        return _with(entry, number, code)

    def following(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return new ``entries`` with the next numbers; nothing is remembered until ``take``."""
        last: dict[Place | str, int] = {}
        coded: set[str] = set()
        made = []
        for given in entries:
            entry = _with(given, 0, "")
            known: dict[Place | str, int] = {}
            known[entry.place] = max(self._last.get(entry.place, 0), last.get(entry.place, 0))
            letter = letter_of(entry)
            if letter:
                known[letter] = max(self._last.get(letter, 0), last.get(letter, 0))
            number, code = self._number_for(entry, known), self._code_for(entry, known)
            code = "" if line_id(entry) in coded else code
            if number:
                last[entry.place] = number
            if code:
                last[code[0]] = int(code[1:])
                coded.add(line_id(entry))
            made.append(_with(entry, number, code))
        return made

    def line_at(self, place: Place, number: int) -> str | None:
        """Return the id of line ``number`` at ``place``, whatever became of it."""
        return self._lines_at.get(place, {}).get(number)

    def line_of_code(self, code: str) -> str | None:
        """Return the id of the line with this code."""
        return self._line_of_code.get(code)

    def code_of(self, entry_id: str) -> str:
        """Return the code of the line ``entry_id``; empty for one that is no undertaking."""
        return self._code_of.get(entry_id, "")

    def last_at(self, place: Place) -> int:
        """Return the last number that was given at ``place``."""
        return self._last.get(place, 0)

    def _number_for(self, entry: Entry, last: Mapping[Place | str, int]) -> int:
        if entry.n and (self.line_at(entry.place, entry.n) or entry.id) == entry.id:
            return entry.n
        return number_after(last.get(entry.place, 0)) if is_line(entry) else 0

    def _code_for(self, entry: Entry, last: Mapping[Place | str, int]) -> str:
        letter = letter_of(entry)
        if not letter and not entry.code:
            return ""
        line = line_id(entry)
        known = self._code_of.get(line, entry.code)
        if entry.code and known == entry.code and self._line_of_code.get(known, line) == line:
            return entry.code
        if not letter or line in self._code_of:
            return ""
        number = number_after(last.get(letter, 0))
        return f"{letter}{number}" if number else ""


def number_after(last: int) -> int:
    """Return the number after ``last``; 0, for none, after the highest that a file can hold."""
    return last + 1 if last < HIGHEST_NUMBER else 0


def is_line(entry: Entry) -> bool:
    """True if ``entry`` adds words that stand for themselves, not beside somebody's turn."""
    if entry.op != "add" or TURN in entry.body:
        return False
    if entry.body.get("text"):
        return True
    return any(isinstance(value, str) and value for value in entry.body.values())


def line_id(entry: Entry) -> str:
    """Return the id of the line that ``entry`` adds or changes."""
    return entry.ref if entry.op == "edit" and entry.ref else entry.id


def name_of_place(place: Place) -> str:
    """Return the name of a place under which the head of a file keeps its last number."""
    return f"{place.exercise}/{place.run}/{place.step}"


def place_named(name: str) -> Place:
    """Return the place of that name; one where nothing stands for a name that is none."""
    exercise, _, rest = name.partition("/")
    run, _, step = rest.partition("/")
    return Place(exercise, int(run), step) if run.isdecimal() and len(run) < 10 else Place(name)


def highest_numbers(entries: Iterable[Entry]) -> dict[str, int]:
    """Return what the head has to remember: of each place whose last line is not its highest.

    By the name of the place, the highest number. Who adds a line to a long file looks for the last
    line of its place, from the end of the file.
    """
    highest: dict[Place, int] = {}
    newest: dict[Place, int] = {}
    for entry in entries:
        if entry.n:
            highest[entry.place] = max(highest.get(entry.place, 0), entry.n)
            newest[entry.place] = entry.n
    return {
        name_of_place(place): number for place, number in highest.items() if newest[place] != number
    }


def _with(entry: Entry, number: int, code: str) -> Entry:
    if entry.n == number and entry.code == code:
        return entry
    return entry._replace(n=number, code=code)
