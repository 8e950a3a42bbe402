"""The only door to the people in the room, and ``Scripted``, its twin that reads an answers file.

A kind asks through a ``Stage`` and never knows which of the two it speaks to. Whatever a person may do besides
answering (pass, finish, go back, take back) leaves ``ask`` and ``choose`` as a ``Move``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from coalition_cli.blocks import Block, Tone
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.sanitize import clean

T = TypeVar("T")
Given: TypeAlias = Any
"""An answer before it is read: what was typed (``str``), or a value of an answers file."""

KeyPart: TypeAlias = str | int | tuple[str, ...]
Key: TypeAlias = tuple[KeyPart, ...]
"""Where an answers file holds the answer, below its step. A tuple inside it lists names that mean the same.

A number is a row from 0: of a list its member, of a table its ``Named`` member.
"""


class Move(Exception):
    """Something the room does instead of answering."""


class Passed(Move):
    """This person passes; it counts as an answer."""


class Finished(Move):
    """Nothing more to add here."""


class Back(Move):
    """To the step before; nothing is deleted."""


class Skip(Move):
    """Past this step; it can be taken up later."""


class Again(Move):
    """This step from its start."""


class TakeBack(Move):
    """Undo the last thing saved."""


class Ground(Move):
    """Everything stops for a slow breath; nobody is asked why."""


class Pause(Move):
    """Stop here and keep everything."""


class Mend(Move):
    """Replace the words last saved by ``text``."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One question. ``read`` turns what was given into an answer, raising ``Problem`` if it cannot be one.

    ``key`` None means that an answers file has no place for it: ``Scripted`` then takes ``default``.
    ``repeats``: an empty line raises ``Finished``. ``is_list``: a pasted list becomes one answer a line.
    ``start_with`` stands in the line from the beginning, to be changed or kept. ``last_saved`` is what "edit the
    last one" opens. ``hint`` is for the note-taker, not for the room.
    """

    key: Key | None
    prompt: str
    read: Callable[[Given], T]
    default: str = ""
    repeats: bool = False
    is_list: bool = False
    may_pass: bool = False
    completions: tuple[str, ...] = ()
    start_with: str = ""
    last_saved: str = ""
    hint: str = ""


FOR_PEOPLE: Final = "\0"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: ``value`` is what an answers file says, ``words`` what the room reads.

    A value that begins with ``FOR_PEOPLE`` is one that no file can name.
    """

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A few seconds of a shared clock: words to show, and how full its bar is at their start and end (0 to 1)."""

    seconds: float
    words: str = ""
    bar_from: float = 0
    bar_to: float = 0


class Stage(Protocol):
    """What a kind may do with the people in front of it. Every method may raise a ``Move``."""

    def show(self, blocks: Sequence[Block]) -> None:
        """Replace what the room sees of this step."""

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        """One sentence below it, until the next ``show``."""

    def ask(self, question: Question[T]) -> T:
        """One answer; asks again until ``question.read`` accepts it."""

    def choose(
        self, key: Key | None, prompt: str, options: Sequence[Option], default: str | None
    ) -> str:
        """The value of one of ``options``.

        ``default`` is offered first; None means that there is none: a file without an answer has ``Finished``.
        """

    def choose_many(
        self, key: Key | None, prompt: str, options: Sequence[Option], default: Sequence[str]
    ) -> list[str]:
        """The values of any of ``options``, in their order."""

    def wait(self, cues: Sequence[Cue]) -> None:
        """Run the cues one after the other; the room may end it early or take longer."""

    @property
    def is_scripted(self) -> bool:
        """Whether answers come from a file: nobody can be asked to look again."""


_ABSENT: Final = object()
_SHORT: Final = 40


def in_short(given: Given) -> str:
    """``given`` as an error may name it: one harmless line of at most 40 characters."""
    try:
        text = clean(str(given)).text.replace("\n", " ")
    except (
        ValueError,
        RecursionError,
    ):  # numbers of thousands of digits, lists inside lists inside lists
        text = type(given).__name__
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def as_given(value: Given) -> Given:
    """The answers of a step as they stand in the file."""
    return value


class Named(NamedTuple):
    """One member of a table that is asked for row by row: what it is called, and what stands under that name."""

    name: str
    value: Given

    def __str__(self) -> str:
        return self.name


class Scripted:
    """A stage whose answers come from one step's value in an answers file.

    ``where`` names file and key for the sentence of a ``Problem``. After the step has played, ``check_used``
    raises for whatever in the value nobody asked for.
    """

    def __init__(self, value: Given, where: str) -> None:
        self._value = value
        self._where = where
        self._used: set[tuple[str | int, ...]] = set()
        self.said: list[str] = []

    is_scripted = True

    def show(self, blocks: Sequence[Block]) -> None:
        pass

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        self.said.append(sentence)

    def ask(self, question: Question[T]) -> T:
        given, path = self._look_up(question.key)
        if given is _ABSENT:
            if question.repeats:
                raise Finished
            if question.may_pass and self._has_passed(question.key):
                raise Passed
            given = question.default
        try:
            return question.read(given)
        except Problem as problem:
            raise Problem(
                _("{where}: {sentence}").format(where=self._name(path), sentence=problem.sentence)
            ) from None

    def choose(
        self, key: Key | None, prompt: str, options: Sequence[Option], default: str | None
    ) -> str:
        given, path = self._look_up(key)
        if given is _ABSENT:
            if default is None:
                raise Finished
            return default
        named = [option.value for option in options if not option.value.startswith(FOR_PEOPLE)]
        values = {value.casefold(): value for value in named}
        chosen = values.get(
            (given if isinstance(given, str) else in_short(given)).strip().casefold()
        )
        if chosen is None:
            known = ", ".join(value for value in values.values() if value)
            sentence = _("{where}: {given} is not one of {known}.")
            raise Problem(
                sentence.format(where=self._name(path), given=in_short(given), known=known)
            )
        return chosen

    def choose_many(
        self, key: Key | None, prompt: str, options: Sequence[Option], default: Sequence[str]
    ) -> list[str]:
        given, path = self._look_up(key)
        if given is _ABSENT:
            return list(default)
        values = [option.value for option in options]
        if not isinstance(given, list) or any(value not in values for value in given):
            raise Problem(
                _("{where}: expected a list of {values}.").format(
                    where=self._name(path), values=", ".join(values)
                )
            )
        return [value for value in values if value in given]

    def wait(self, cues: Sequence[Cue]) -> None:
        pass

    def check_used(self) -> None:
        """Raise a ``Problem`` for the first key that the step did not ask for."""
        for path in _leaves(self._value, ()) if self._value is not None else ():
            if not any(path[:length] in self._used for length in range(len(path) + 1)):
                raise Problem(
                    _("{where}: nothing in this step goes by that name.").format(
                        where=self._name(path)
                    )
                )

    def _look_up(self, key: Key | None) -> tuple[Given, tuple[str | int, ...]]:
        if key is None or self._value is None:
            return _ABSENT, ()
        value: Given = self._value
        path: tuple[str | int, ...] = ()
        for part in key:
            value, name = _member(value, part)
            path = (*path, name)
            if value is _ABSENT:
                return _ABSENT, path
        self._used.add(path)
        return value, path

    def _has_passed(self, key: Key | None) -> bool:
        return key is not None and self._look_up((*key[:-1], "passed"))[0] is True

    def _name(self, path: tuple[str | int, ...]) -> str:
        parts = (
            f"[{part + 1}]" if isinstance(part, int) else f".{in_short(part)}" for part in path
        )
        return self._where + "".join(parts)


def _member(value: Given, part: KeyPart) -> tuple[Given, str | int]:
    if isinstance(part, int):
        if isinstance(value, list) and part < len(value):
            return value[part], part
        if isinstance(value, Mapping) and part < len(value):
            row = Named(*next(islice(value.items(), part, None)))
            return row, row.name
        return _ABSENT, part
    names = part if isinstance(part, tuple) else (part,)
    if isinstance(value, Mapping):
        folded = {str(name).strip().casefold(): name for name in value}
        for name in names:
            if (found := folded.get(name.strip().casefold())) is not None:
                return value[found], found
    return _ABSENT, names[0]


def _leaves(value: Given, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    if isinstance(value, Mapping):
        return [leaf for name, member in value.items() for leaf in _leaves(member, (*path, name))]
    if isinstance(value, list):
        return [
            leaf for number, member in enumerate(value) for leaf in _leaves(member, (*path, number))
        ]
    return [path]
