"""The stage of an answers file.

It answers what a kind asks out of one step's value, and nobody looks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from coalition_cli.blocks import Tone
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing import worded_alike
from coalition_cli.phrasing.nearest import nearest, not_here, unknown
from coalition_cli.raw_text.pasted_list import one_line
from coalition_cli.run.refused_answers import NOTHING, AnswerPath, Refusal, read_on
from coalition_cli.same_name import first_called, name_key
from coalition_cli.sanitize import in_short
from coalition_cli.stage import (
    FOR_PEOPLE,
    Cue,
    Finished,
    Given,
    ItemKey,
    Key,
    KeyPart,
    ManyOptions,
    Named,
    Option,
    Page,
    Passed,
    Question,
)

T = TypeVar("T")
U = TypeVar("U")

_ABSENT: Final = object()
_MOST_NAMED: Final = 20


class AnswersStage:
    """A stage whose answers come from one step's value in an answers file.

    What is wrong is kept as ``refusals``, and the step goes on with what was probably meant, or as
    if it had not been given, so that every mistake is found at once; nothing of such a step is to
    be recorded. ``where`` names file and key for the sentence of a ``Problem``. After the step has
    played, ``check_used`` raises for all that is wrong.
    """

    def __init__(self, value: Given, where: str) -> None:
        self._value = value
        self._where = where
        self._used: set[AnswerPath] = set()
        self._asked: dict[AnswerPath, dict[str, str]] = {}
        self._rows: set[AnswerPath] = set()
        self._aside: dict[AnswerPath, set[str | int]] = {}
        self._places: dict[AnswerPath, list[str | int]] = {}
        self._folded: dict[AnswerPath, dict[str, Any]] = {}
        self._meant: dict[AnswerPath, str] = {}
        self._refused: dict[Refusal, None] = {}
        self._was_cut = False
        self.said: list[str] = []

    def show(self, page: Page) -> None:
        """Draw nothing: nobody looks."""

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        """Keep the sentence for whoever reads what the file came to."""
        self.said.append(sentence)

    def show_alone(self, page: Page) -> None:
        """Draw nothing: nobody looks."""

    def put(self, *at: str) -> None:
        """Nobody looks at anything."""

    def look(self, onward: str) -> None:
        """Nobody looks at anything."""

    def advise(self, sentence: str | Callable[[], str]) -> None:
        """Nobody is there to be advised."""

    def ask(self, question: Question[T]) -> T:
        while True:
            given, path = self._look_up(question.key)
            if given is _ABSENT:
                if self._finds_it_missing(question, path):
                    continue
                return self._unanswered(question)
            if isinstance(given, str) and not question.is_long:
                given = one_line(given)
            try:
                return question.read(given)
            except Problem as problem:
                answer, found = read_on(question.read, given, problem)
            for refusal in found:
                self._refuse((*path, *refusal.path), refusal.sentence)
            if answer is not NOTHING:
                return answer
            if not (question.repeats and self._put_aside(question.key)):
                return self._left_out(question)

    def choose(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: str | None,
        *,
        first: str | None = None,
    ) -> str:
        """Return what the file says, else ``default``; ``first`` is for people."""
        given, path = self._look_up(key)
        if given is _ABSENT:
            if default is None:
                raise Finished
            return default
        words = given if isinstance(given, str) else in_short(given)
        if isinstance(options, ManyOptions) and (called := options.named(words)) is not None:
            return called
        for_files = [option for option in options if not option.value.startswith(FOR_PEOPLE)]
        named = [option.value for option in for_files]
        values = {name_key(value): value for value in named}
        also = {name_key(name): option.value for option in for_files for name in option.also}
        chosen = (also | values).get(name_key(words))
        if chosen is not None:
            return chosen
        known = ", ".join(value for value in values.values() if value)
        problem = not_here(_('"{name}" is none of these: {known}.'), given, named, told=known)
        self._refuse(path, problem.sentence)
        likely = [problem.meant[1] if problem.meant else default, *filter(None, named)]
        meant = next((each for each in likely if each is not None), None)
        if meant is None:
            self._was_cut = True
            raise Finished
        return meant

    def choose_many(
        self,
        key: Key | None,
        prompt: str,
        options: Sequence[Option],
        default: Sequence[str],
        *,
        first: Sequence[str] | None = None,
    ) -> list[str]:
        """Return what the file says, else ``default``; ``first`` is for people."""
        given, path = self._look_up(key)
        if given is _ABSENT:
            return list(default)
        values = [option.value for option in options]
        if not isinstance(given, list):
            self._refuse(path, _("expected a list of {values}.").format(values=", ".join(values)))
            return list(default)
        for number, value in enumerate(given):
            if value not in values:
                sentence = _('"{name}" is none of these: {known}.')
                problem = not_here(sentence, value, values, told=", ".join(values))
                self._refuse((*path, number), problem.sentence)
        return [value for value in values if value in given]

    def pick(self, question: Question[T], offered: Sequence[tuple[T, str]], *, first: int = 0) -> T:
        """Return what the file says, in words of its own.

        What is offered to people is not looked at.
        """
        return self.ask(question)

    def next_of(self, waiting: Sequence[T], name: Callable[[], U]) -> T | U:
        """Return what the file names: it tells things in an order of its own."""
        return name()

    def can_answer(self, *keys: Key) -> bool:
        """True if the file says something under one of ``keys``."""
        found = [self._find(key)[0] for key in keys]
        return any(value is not _ABSENT for value in found)

    def is_on_paper(self, key: Key) -> bool:
        """True if the file holds this answer."""
        return self.can_answer(key)

    def today(self, held: date, latest: date) -> date:
        """The day of the workshop: a file is typed in on any later day."""
        return held

    def wait(self, cues: Sequence[Cue]) -> None:
        """Take no time."""

    def begin_turn(self, turn: str, seconds: float) -> None:
        """Take no time either."""

    def refusals(self) -> list[Refusal]:
        """All that is wrong: answers that were refused, and keys that the step did not ask for."""
        return list({**self._refused, **dict.fromkeys(self._unused())})

    def check_used(self) -> None:
        """Raise a ``Problem`` that names all that is wrong, one line each."""
        found = self.refusals()
        if found:
            lines = [f"{self._where}{spelled(each.path)}: {each.sentence}" for each in found]
            raise Problem("\n".join(lines))

    def _unanswered(self, question: Question[T]) -> T:
        """What holds where the file says nothing."""
        if question.repeats and question.default is None:
            raise Finished
        if question.may_pass and self._has_passed(question.key):
            raise Passed
        try:
            return question.read(question.default or "")
        except Problem as problem:
            _value, path = self._find(question.key)
            self._refuse(path, problem.sentence)
        self._was_cut = True
        raise Finished

    def _left_out(self, question: Question[T]) -> T:
        """What holds where the file says something that cannot be read."""
        try:
            return question.read(question.default or "")
        except Problem:
            pass
        if question.may_pass:
            raise Passed
        self._was_cut = True
        raise Finished

    def _finds_it_missing(self, question: Question[T], path: AnswerPath) -> bool:
        """True if a row lacks the key that says what it is about.

        Of a key that is nearly that one it is taken; otherwise the row is put aside.
        """
        key, row = question.key or (), path[:-1]
        is_of_a_row = len(key) > 1 and len(path) == len(key) and isinstance(key[-2], int)
        value = self._value_at(row) if is_of_a_row else None
        if not (question.repeats and question.default is None):
            return False
        if not isinstance(value, Mapping) or not value:
            return False
        name = str(path[-1])
        asked = self._asked_at(row)
        found = nearest(name, [each for each in map(str, value) if name_key(each) not in asked])
        if found:
            self._refuse((*row, found), unknown(_not_asked(), found, [name]).sentence)
            self._meant[(*row, name)] = found
            return True
        self._refuse(row, _("the key {key} is missing here.").format(key=name))
        return self._put_aside(key)

    def _put_aside(self, key: Key | None) -> bool:
        """Leave out the row that ``key`` is of: the next one takes its place. False for no row."""
        _value, path = self._find(key)
        numbers = [place for place, part in enumerate(key or ()) if isinstance(part, int)]
        if not numbers or numbers[-1] >= len(path):
            return False
        row = path[: numbers[-1] + 1]
        self._used.add(row)
        self._aside.setdefault(row[:-1], set()).add(row[-1])
        self._places.pop(row[:-1], None)
        return True

    def _refuse(self, path: AnswerPath, sentence: str) -> None:
        self._refused[Refusal(path, sentence)] = None
        self._used.add(path)

    def _unused(self) -> list[Refusal]:
        """A refusal for whatever the step did not ask for; of a whole table or row only one."""
        found: dict[AnswerPath, Refusal] = {}
        leaves = _leaves(self._value, ()) if self._value is not None else []
        for leaf in leaves:
            if any(leaf[:length] in self._used for length in range(len(leaf) + 1)):
                continue
            path = self._outermost(leaf)
            if path is None or path in found:
                continue
            found[path] = self._not_asked_for(path)
        return list(found.values())

    def _outermost(self, leaf: AnswerPath) -> AnswerPath | None:
        """The outermost part of ``leaf`` that nobody asked for.

        None where it follows from another mistake that nobody did.
        """
        for length in range(1, len(leaf) + 1):
            asked, name = self._asked_at(leaf[: length - 1]), leaf[length - 1]
            is_row = isinstance(name, int) or _pattern(leaf[: length - 1]) in self._rows
            if not is_row and name_key(str(name)) not in asked:
                return leaf[:length]
            is_asked_below = not is_row and _pattern(leaf[:length]) in self._asked
            if not is_asked_below and not self._is_used_below(leaf[:length]):
                return None if self._follows(leaf) else leaf[:length]
        return None if self._follows(leaf) else leaf

    def _follows(self, leaf: AnswerPath) -> bool:
        """True if the step was cut short, or something else in the row of ``leaf`` was refused."""
        if self._was_cut:
            return True
        row = next((n for n, part in enumerate(leaf) if isinstance(part, int)), None)
        if row is None:
            return False
        around = leaf[: row + 1]
        return any(refusal.path[: row + 1] == around for refusal in self._refused)

    def _not_asked_for(self, path: AnswerPath) -> Refusal:
        sentence = _not_asked()
        if not path or isinstance(path[-1], int):
            return Refusal(path, sentence)
        asked = list(self._asked_at(path[:-1]).values())
        if name_key(str(path[-1])) in map(name_key, asked):
            return Refusal(path, sentence)
        problem = unknown(sentence, path[-1], asked)
        if problem.meant or not 0 < len(asked) <= _MOST_NAMED:
            return Refusal(path, problem.sentence)
        told = _("There are: {known}.").format(known=", ".join(map(in_short, asked)))
        return Refusal(path, f"{sentence} {told}")

    def _is_used_below(self, path: AnswerPath) -> bool:
        return any(used[: len(path)] == path for used in self._used)

    def _asked_at(self, path: AnswerPath) -> Mapping[str, str]:
        """The names that were asked for at ``path``, by their keys; rows are alike in that."""
        return self._asked.get(_pattern(path), {})

    def _look_up(self, key: Key | None) -> tuple[Given, AnswerPath]:
        """Return what stands under ``key`` and where; it counts as asked for from now on."""
        value, path = self._find(key)
        if value is not _ABSENT:
            self._used.add(path)
        return value, path

    def _find(self, key: Key | None) -> tuple[Given, AnswerPath]:
        if key is None or self._value is None:
            return _ABSENT, ()
        value: Given = self._value
        path: AnswerPath = ()
        for part in key:
            self._remember(part, path)
            if isinstance(part, int):
                value, name = self._row(value, part, path)
            else:
                value, name = self._named(value, self._names_of(part, value, path), path)
            path = (*path, name)
            if value is _ABSENT:
                break
        return value, path

    def _row(self, value: Given, number: int, path: AnswerPath) -> tuple[Given, str | int]:
        """The row of this number among those of a list or a table that are not put aside."""
        places = self._places.get(path)
        if places is None:
            aside, every = self._aside.get(path, ()), list[str | int]()
            if isinstance(value, list | Mapping):
                every = list(range(len(value)) if isinstance(value, list) else value)
            places = self._places[path] = [place for place in every if place not in aside]
        if number >= len(places):
            return _ABSENT, number
        row = value[place := places[number]]
        return (Named(str(place), row), place) if isinstance(value, Mapping) else (row, place)

    def _named(self, value: Given, names: tuple[str, ...], path: AnswerPath) -> tuple[Given, str]:
        if isinstance(value, Mapping):
            folded = self._folded.get(path)
            if folded is None:
                folded = self._folded[path] = {name_key(str(name)): name for name in value}
            for name in names:
                if (found := folded.get(name_key(name))) is not None:
                    return value[found], found
        return _ABSENT, names[0]

    def _remember(self, part: KeyPart, path: AnswerPath) -> None:
        """Keep what is asked for at ``path``, for whoever wrote something else there."""
        if isinstance(part, int):
            self._rows.add(_pattern(path))
            return
        names = [part.words, str(part.number)] if isinstance(part, ItemKey) else part
        asked = self._asked.setdefault(_pattern(path), {})
        for name in (names,) if isinstance(names, str) else map(str, names):
            asked.setdefault(name_key(name), name)

    def _names_of(
        self, part: str | tuple[str, ...] | ItemKey, value: Given, path: AnswerPath
    ) -> tuple[str, ...]:
        """The names by which ``part`` may stand here; of words that several have, the number."""
        if not isinstance(part, ItemKey):
            names = (part,) if isinstance(part, str) else part
            meant = self._meant.get((*path, names[0]))
            return (meant,) if meant else names
        if len(part.alike) > 1 and isinstance(value, Mapping):
            called = first_called(part.words, map(str, value))
            if called:
                self._refuse((*path, called), worded_alike(part.alike))
                return (str(part.number),)
        return (part.words, str(part.number))

    def _value_at(self, path: AnswerPath) -> Given:
        """What stands at ``path`` of the file; None where nothing does."""
        value: Given = self._value
        for part in path:
            is_there = isinstance(value, Mapping) and part in value
            if not is_there and not (isinstance(value, list) and isinstance(part, int)):
                return None
            value = value[part]
        return value

    def _has_passed(self, key: Key | None) -> bool:
        return key is not None and self._look_up((*key[:-1], "passed"))[0] is True


def spelled(path: AnswerPath) -> str:
    """``path`` as it follows the name of its step: ``[2].by``, rows counted from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{in_short(part)}" for part in path)
    return "".join(parts)


def _not_asked() -> str:
    return _("nothing in this step goes by that name.")


def _pattern(path: AnswerPath) -> AnswerPath:
    """``path`` in a form in which all rows are alike, and all spellings of a name."""
    return tuple(0 if isinstance(part, int) else name_key(str(part)) for part in path)


def _leaves(value: Given, path: AnswerPath) -> list[AnswerPath]:
    if isinstance(value, Mapping):
        return [leaf for name, member in value.items() for leaf in _leaves(member, (*path, name))]
    if isinstance(value, list):
        return [
            leaf for number, member in enumerate(value) for leaf in _leaves(member, (*path, number))
        ]
    return [path]
