"""What a writer is to do, and in which words.

The same for the same turn and step, in every process.
"""

import random
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["note", "batch", "withdraw", "new", "fold"]
CANARY: Final = "SIRI-YA-CHUMBA"
"""Stands in every word that is said here, so that it can be looked for where it must not be."""

_PHRASES: Final = (
    "tunataka nyumba ambapo hakuna anayeuliza tulikotoka",
    "watoto wetu wanaweza kukaa",
    "мы хотим дом без вопросов",
    "пусть дети останутся",
    "👩‍👩‍👧 tuko pamoja 💜",
    '}}, "2": {"id": "not an entry"',
    "C:\\tmp\\",
    "a house of our own",
)
_LENGTHS: Final = (1, 1, 1, 2, 3, 5, 20, 120, 900)


class Step(NamedTuple):
    """One operation of a writer: what it says, or which step's words it takes back (``target``)."""

    number: int
    kind: Kind
    texts: tuple[str, ...] = ()
    target: int = 0


def text(turn: int, number: int, place: int = 0) -> str:
    """Words that no other step says."""
    chance = random.Random(turn * 1_000_003 + number * 17 + place)
    phrases = [chance.choice(_PHRASES) for _ in range(chance.choice(_LENGTHS))]
    return f"{CANARY} {turn}.{number}.{place} {' '.join(phrases)}"


def step(turn: int, number: int) -> Step:
    """The step ``number``, counting from 1, of a writer that does everything."""
    if number % 25 == 12:
        return Step(number, "new", (text(turn, number),))
    if number % 10 == 9:
        return Step(number, "withdraw", target=number - 3)
    if number % 10 in (3, 8):
        return Step(number, "batch", tuple(text(turn, number, place) for place in range(3)))
    return note(turn, number)


def sealed_step(turn: int, number: int) -> Step:
    """The same for a sealed workshop, which is folded where a plain one makes another file."""
    plain = step(turn, number)
    return Step(number, "fold") if plain.kind == "new" else plain


def note(turn: int, number: int) -> Step:
    """The step ``number`` of a writer that only notes."""
    return Step(number, "note", (text(turn, number),))
