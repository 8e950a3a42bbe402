"""What is wrong in a value of an answers file, part by part, and what it can be read as instead.

The readers of the steps alone say what is wrong: a part is at fault where the value is read without
it, or refused for something else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from coalition_cli.errors import Problem
from coalition_cli.sanitize import in_short
from coalition_cli.stage import Given, Named

T = TypeVar("T")

AnswerPath: TypeAlias = tuple[str | int, ...]
"""The place of an answer below its step; rows count from 0."""

NOTHING: Final = object()
"""No answer at all, not even an empty one."""

_MOST_PARTS: Final = 200
_MOST_ROUNDS: Final = 20


class Refusal(NamedTuple):
    """A sentence for what stands at ``path``."""

    path: AnswerPath
    sentence: str


@dataclass(slots=True)
class _Part:
    """A member of a list or a table: where it stood in the file, and as what it is read."""

    place: str | int
    key: str | int
    value: Given


def read_on(
    read: Callable[[Given], T], given: Given, problem: Problem
) -> tuple[T | Any, list[Refusal]]:
    """Every refusal of ``given``, which ``problem`` refused, and an answer to go on with.

    That is what was probably meant, else what is left without the parts at fault, else any words;
    ``NOTHING`` where none of these can be read. Nothing of it is to be recorded.
    """
    found: list[Refusal] = []
    value, parts = given, _parts_of(given)
    for _round in range(_MOST_ROUNDS):
        part, changed = _mended(read, value, parts, problem)
        if part is not None or not found:
            found.append(Refusal(() if part is None else (part.place,), problem.sentence))
        if changed is NOTHING:
            break
        value, parts = changed
        try:
            return read(value), found
        except Problem as other:
            problem = other
    return _any_words(read, given), found


def _mended(
    read: Callable[[Given], Any], value: Given, parts: list[_Part], problem: Problem
) -> tuple[_Part | None, Any]:
    """The part at fault, and the value and parts without that fault; ``NOTHING`` for no such."""
    if problem.meant:
        word, meant = problem.meant
        if value == word:
            return None, (meant, [])
        for part in parts:
            if part.key == word and isinstance(value, Mapping):
                part.key = meant
                return part, (_put_together(value, parts), parts)
            if part.value == word:
                part.value = meant
                return part, (_put_together(value, parts), parts)
    if len(parts) > _MOST_PARTS or in_short(value) in problem.sentence:
        return None, NOTHING
    at_fault = _at_fault(read, value, parts, problem.sentence)
    rest = [each for each in parts if each is not at_fault]
    is_mended = at_fault is not None and bool(rest)
    return at_fault, (_put_together(value, rest), rest) if is_mended else NOTHING


def _at_fault(
    read: Callable[[Given], Any], value: Given, parts: list[_Part], sentence: str
) -> _Part | None:
    """The part without which ``value`` is read, or is refused for something else."""
    passing, changing = [], []
    for part in parts:
        try:
            read(_put_together(value, [each for each in parts if each is not part]))
        except Problem as other:
            if other.sentence != sentence and _is_named(part, sentence):
                changing.append(part)
        else:
            passing.append(part)
    named = [part for part in passing if _is_named(part, sentence)]
    if named or len(passing) == 1:
        return (named or passing)[-1]
    return changing[-1] if changing and not passing else None


def _is_named(part: _Part, sentence: str) -> bool:
    in_words = [in_short(part.value)] if not isinstance(part.value, Mapping | list) else []
    names = [*in_words, *([part.key] if isinstance(part.key, str) else [])]
    return any(name and name in sentence for name in names)


def _parts_of(value: Given) -> list[_Part]:
    inner = value.value if isinstance(value, Named) else value
    if isinstance(inner, Mapping):
        return [_Part(str(key), key, member) for key, member in inner.items()]
    if isinstance(inner, list):
        return [_Part(number, number, member) for number, member in enumerate(inner)]
    return []


def _put_together(value: Given, parts: list[_Part]) -> Given:
    inner = value.value if isinstance(value, Named) else value
    made: Given = (
        {part.key: part.value for part in parts}
        if isinstance(inner, Mapping)
        else [part.value for part in parts]
    )
    return Named(value.name, made) if isinstance(value, Named) else made


def _any_words(read: Callable[[Given], T], given: Given) -> T | Any:
    """Read whatever words there are, so that what comes after is counted as it was meant."""
    for words in _words_of(given):
        try:
            return read(words)
        except Problem:
            continue
    return NOTHING


def _words_of(given: Given) -> Iterator[str]:
    if isinstance(given, Mapping) and not isinstance(given, Named):
        yield from [value for value in given.values() if isinstance(value, str)][:_MOST_ROUNDS]
    yield in_short(given)
    yield "…"
