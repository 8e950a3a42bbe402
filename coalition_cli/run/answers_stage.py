"""The stage of an answers file.

It answers what a kind asks out of one step's value, and nobody looks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from coalition_cli.blocks import Tone
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing import worded_alike
from coalition_cli.same_name import first_called, name_key
from coalition_cli.stage import (
    FOR_PEOPLE,
    Cue,
    Finished,
    Given,
    ItemKey,
    Key,
    Named,
    Option,
    Page,
    Passed,
    Question,
    in_short,
)

T = TypeVar("T")
U = TypeVar("U")

_ABSENT: Final = object()


class AnswersStage:
    """A stage whose answers come from one step's value in an answers file.

    ``where`` names file and key for the sentence of a ``Problem``. After the step has played,
    ``check_used`` raises for whatever in the value nobody asked for.
    """

    def __init__(self, value: Given, where: str) -> None:
        self._value = value
        self._where = where
        self._used: set[tuple[str | int, ...]] = set()
        self.said: list[str] = []

    def show(self, page: Page) -> None:
        """Draw nothing: nobody looks."""

    def say(self, sentence: str, tone: Tone = "plain") -> None:
        """Keep the sentence for whoever reads what the file came to."""
        self.said.append(sentence)

    def advise(self, sentence: str | Callable[[], str]) -> None:
        """Nobody is there to be advised."""

    def ask(self, question: Question[T]) -> T:
        given, path = self._look_up(question.key)
        if given is _ABSENT:
            if question.repeats and question.default is None:
                raise Finished
            if question.may_pass and self._has_passed(question.key):
                raise Passed
            given = question.default or ""
        try:
            return question.read(given)
        except Problem as problem:
            raise Problem(
                _("{where}: {sentence}").format(where=self._name(path), sentence=problem.sentence)
            ) from None

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
        named = [option.value for option in options if not option.value.startswith(FOR_PEOPLE)]
        values = {name_key(value): value for value in named}
        chosen = values.get(name_key(given if isinstance(given, str) else in_short(given)))
        if chosen is None:
            known = ", ".join(value for value in values.values() if value)
            sentence = _("{where}: {given} is not one of {known}.")
            raise Problem(
                sentence.format(where=self._name(path), given=in_short(given), known=known)
            )
        return chosen

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
        if not isinstance(given, list) or any(value not in values for value in given):
            raise Problem(
                _("{where}: expected a list of {values}.").format(
                    where=self._name(path), values=", ".join(values)
                )
            )
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
        return any(self._find(key)[0] is not _ABSENT for key in keys)

    def is_on_paper(self, key: Key) -> bool:
        """True if the file holds this answer."""
        return self.can_answer(key)

    def today(self, held: date, latest: date) -> date:
        """The day of the workshop: a file is typed in on any later day."""
        return held

    def wait(self, cues: Sequence[Cue]) -> None:
        """Take no time."""

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
        """Return what stands under ``key`` and where; it counts as asked for from now on."""
        value, path = self._find(key)
        if value is not _ABSENT:
            self._used.add(path)
        return value, path

    def _find(self, key: Key | None) -> tuple[Given, tuple[str | int, ...]]:
        if key is None or self._value is None:
            return _ABSENT, ()
        value: Given = self._value
        path: tuple[str | int, ...] = ()
        for part in key:
            names = self._names_of(part, value, path) if isinstance(part, ItemKey) else part
            value, name = _member(value, names)
            path = (*path, name)
            if value is _ABSENT:
                break
        return value, path

    def _names_of(
        self, item: ItemKey, value: Given, path: tuple[str | int, ...]
    ) -> tuple[str, ...]:
        """The names of ``item``. Raises ``Problem`` where words stand here that several have."""
        is_one = len(item.alike) < 2
        if not is_one and isinstance(value, Mapping) and first_called(item.words, map(str, value)):
            sentence = _("{where}: {sentence}")
            raise Problem(
                sentence.format(where=self._name(path), sentence=worded_alike(item.alike))
            )
        return item.words, str(item.number)

    def _has_passed(self, key: Key | None) -> bool:
        return key is not None and self._look_up((*key[:-1], "passed"))[0] is True

    def _name(self, path: tuple[str | int, ...]) -> str:
        parts = (
            f"[{part + 1}]" if isinstance(part, int) else f".{in_short(part)}" for part in path
        )
        return self._where + "".join(parts)


def _member(value: Given, part: str | int | tuple[str, ...]) -> tuple[Given, str | int]:
    if isinstance(part, int):
        if isinstance(value, list) and part < len(value):
            return value[part], part
        if isinstance(value, Mapping) and part < len(value):
            row = Named(*next(islice(value.items(), part, None)))
            return row, row.name
        return _ABSENT, part
    names = part if isinstance(part, tuple) else (part,)
    if isinstance(value, Mapping):
        folded = {name_key(str(name)): name for name in value}
        for name in names:
            if (found := folded.get(name_key(name))) is not None:
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
