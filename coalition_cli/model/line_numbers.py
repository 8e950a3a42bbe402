"""The numbers of lines: given once, by the file that takes a line in, and never given anew.

A line gets the next number of its place, ``n``, with the entry that first says its words. An
action, an event, a decision or a quote gets a code of the whole workshop beside it, ``A3``. Neither
is part of what was said: they belong to this file, and another laptop's file gives its own.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Final

from coalition_cli.model.body_labels import LABELS
from coalition_cli.model.code_letters import BESIDE_NUMBERS, LETTERS, TELLING, letter_of
from coalition_cli.model.entry import HIGHEST_NUMBER, TURN, Entry, Place

_ID_LENGTH: Final = 26


class LineNumbers:
    """The numbers that a file gave so far.

    ``given`` are the last numbers that its head remembers, by the name of the place.
    """

    def __init__(self, given: Mapping[str, int] | None = None) -> None:
        self._last: MutableMapping[Place | str, int] = {}
        self._lines_at: MutableMapping[Place, MutableMapping[int, str]] = {}
        self._number_of: MutableMapping[str, int] = {}
        self._numbered_later: MutableMapping[str, bool] = {}
        self._code_of: MutableMapping[str, str] = {}
        self._line_of_code: MutableMapping[str, str] = {}
        self._waiting: list[Entry] = []
        """Lines that were taken, and are put into the tables when somebody asks for one."""
        for name, number in (given or {}).items():
            self._last[name if name in LETTERS else place_named(name)] = number

    def take(self, entry: Entry) -> Entry:
        """Return ``entry`` with its numbers, which are remembered.

        It keeps those that it brings, unless they are another line's.
        """
        if self._is_next_line(entry):
            self._last[entry.place] = entry.n
            self._waiting.append(entry)
            return entry
        self._remember_waiting()
        line = line_id(entry)
        number, code = self._number_for(entry, line), self._code_for(entry, line)
        if number:
            self._remember(entry, line, number)
        if code:
            self._code_of[line] = code
            self._line_of_code[code] = line
            self._last[code[0]] = max(self._last.get(code[0], 0), int(code[1:]))
        if entry.n == number and entry.code == code:
            return entry
        return entry._replace(n=number, code=code)

    def following(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return new ``entries`` with the next numbers; nothing is remembered until ``take``."""
        given = list(entries)
        if len(given) == 1 and self._is_new_line(given[0]):
            # A room says one line after the other, and each waits until it is on the disk.
            place = given[0].place
            return [given[0]._replace(n=number_after(self._last.get(place, 0)), code="")]
        self._remember_waiting()
        beyond = LineNumbers()
        for name, known in vars(self).items():
            if name != "_waiting":
                setattr(beyond, name, ChainMap({}, known))
        beyond._lines_at = {place: ChainMap({}, lines) for place, lines in self._lines_at.items()}
        return [beyond.take(entry.unnumbered()) for entry in given]

    def number_of(self, entry_id: str) -> int:
        """Return the number of the line ``entry_id`` at its place; 0 for what is no line."""
        self._remember_waiting()
        return self._number_of.get(entry_id, 0)

    def line_at(self, place: Place, number: int) -> str | None:
        """Return the id of line ``number`` at ``place``, whatever became of it."""
        self._remember_waiting()
        return self._lines_at.get(place, {}).get(number)

    def line_of_code(self, code: str) -> str | None:
        """Return the id of the line with this code."""
        return self._line_of_code.get(code)

    def code_of(self, entry_id: str) -> str:
        """Return the code by which the line ``entry_id`` is called; empty for one with none.

        A quote has one for documents, and goes on by its number.
        """
        code = self._code_of.get(entry_id, "")
        return "" if code.startswith(BESIDE_NUMBERS) else code

    def code_in_documents(self, entry_id: str) -> str:
        """Return the code of the line ``entry_id``, whatever a room calls it by."""
        return self._code_of.get(entry_id, "")

    def last_code(self, letter: str) -> int:
        """Return the number of the last code that was given with ``letter``; 0 if none was."""
        return self._last.get(letter, 0)

    def last_at(self, place: Place) -> int:
        """Return the last number that was given at ``place``."""
        return self._last.get(place, 0)

    def _is_next_line(self, entry: Entry) -> bool:
        """True for a line with a number of its own after all others, as nearly all in a file are.

        No code, no turn that it belongs to, and nobody spoke of it before: there is nothing to ask.
        """
        return (
            entry.n > self._last.get(entry.place, 0)
            and not entry.code
            and self._stands_alone(entry)
        )

    def _is_new_line(self, entry: Entry) -> bool:
        """True for a line that needs the next number of its place, and no more."""
        return self._stands_alone(entry) and may_be_line(entry)

    def _stands_alone(self, entry: Entry) -> bool:
        return (
            entry.op == "add"
            and TELLING.isdisjoint(entry.body)
            and TURN not in entry.body
            and entry.id not in self._numbered_later
        )

    def _remember_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for entry in waiting:
            self._remember(entry, entry.id, entry.n)

    def _remember(self, entry: Entry, line: str, number: int) -> None:
        place = entry.place
        if place not in self._lines_at:
            self._lines_at[place] = {}
        self._lines_at[place][number] = line
        if number > self._last.get(place, 0):
            self._last[place] = number
        self._number_of[line] = number
        if entry.id != line:
            self._numbered_later[line] = True

    def _number_for(self, entry: Entry, line: str) -> int:
        """Return the number of ``entry``: that of its line where the line began without words."""
        known = self._number_of.get(line, 0)
        number = entry.n
        if number and (not known or known == number):
            # Most lines come in one after the other: then nobody can have had the number.
            is_new = number > self._last.get(entry.place, 0)
            if is_new or (self.line_at(entry.place, number) or line) == line:
                return number
        if not may_be_line(entry):
            return 0
        if known:
            return known if entry.id == line or line in self._numbered_later else 0
        return number_after(self._last.get(entry.place, 0))

    def _code_for(self, entry: Entry, line: str) -> str:
        """Return the code of the line of ``entry``, if it earns one.

        Every change of one carries it: after a merge a change may stand before the one that gave
        the line its code.
        """
        letter = letter_of(entry)
        if not letter and not entry.code:
            return ""
        known = self._code_of.get(line, "")
        if known:
            return known if letter or entry.code == known else ""
        if entry.code and entry.code not in self._line_of_code:
            return entry.code
        if not letter:
            return ""
        number = number_after(self._last.get(letter, 0))
        return f"{letter}{number}" if number else ""


def number_after(last: int) -> int:
    """Return the number after ``last``; 0, for none, after the highest that a file can hold."""
    return last + 1 if last < HIGHEST_NUMBER else 0


def may_be_line(entry: Entry) -> bool:
    """True if ``entry`` says words.

    A turn that somebody begins has none yet: the change that brings them, or what she says beside
    it for fewer readers, makes it a line.
    """
    body = entry.body
    if entry.op not in ("add", "edit"):
        return False
    if body.get("text"):
        return True
    return any(
        isinstance(value, str) and value and key not in LABELS and not _is_id(value)
        for key, value in body.items()
    )


def _is_id(value: str) -> bool:
    """True if ``value`` is the id of an entry, as ours are."""
    return len(value) == _ID_LENGTH and value.isalnum() and value.isupper()


def line_id(entry: Entry) -> str:
    """Return the id of the line that ``entry`` adds or changes, or beside which it was said."""
    turn = entry.body.get(TURN)
    if isinstance(turn, str):
        return turn
    return entry.ref if entry.op == "edit" and entry.ref else entry.id


def name_of_place(place: Place) -> str:
    """Return the name of a place under which the head of a file keeps its last number."""
    return f"{place.exercise}/{place.run}/{place.step}"


def place_named(name: str) -> Place:
    """Return the place of that name; one where nothing stands for a name that is none."""
    exercise, _, rest = name.partition("/")
    run, _, step = rest.partition("/")
    return Place(exercise, int(run), step) if run.isdecimal() and len(run) < 10 else Place(name)


def last_numbers(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the last numbers that ``entries`` have, by the name of the place or the letter."""
    found: dict[str, int] = {}
    for entry in entries:
        here, letter = name_of_place(entry.place), entry.code[:1]
        if entry.n:
            found[here] = max(found.get(here, 0), entry.n)
        if letter:
            found[letter] = max(found.get(letter, 0), int(entry.code[1:]))
    return found


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
