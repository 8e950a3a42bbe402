"""The kinds of steps: one module each, found by its name; nothing here lists them.

A kind module has what ``Kind`` says. It yields facts and never stores them; played again after any of them, it goes
on where its entries say that it stands.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast, runtime_checkable

from coalition_cli.blocks import Block, Prose, is_sound
from coalition_cli.i18n import _
from coalition_cli.methods.turns import with_a_turn
from coalition_cli.model.entry import Entry, Fact, Place
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.stage import Given, Stage

_ASKED: ContextVar[frozenset[Place]] = ContextVar("asked", default=frozenset())
"""The steps whose items are being asked for now, one by way of the other."""

_ODD = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError)

Play: TypeAlias = Generator[Fact, Entry, None]
"""Facts out; for each, the entry that it became comes back once it is on disk."""


class Kind(Protocol):
    """What every kind module has."""

    OPTIONS: Mapping[str, Field]
    """The keys that only steps of this kind may have in an exercise file."""

    ASKS: bool
    """Whether anybody is asked anything; if not, nothing is written down and an answers file needs no key."""

    def play(self, step: Step, view: View, stage: Stage) -> Play:
        """Ask the room, from wherever the entries say that it stands, and yield what it said."""

    def result(self, step: Step, view: View) -> Any:
        """What came of the step, as plain values ready for JSON; None if nothing did."""

    def blocks(self, step: Step, view: View) -> list[Block]:
        """What came of the step, to be shown to the room's audience."""

    def arrange(self, value: Given) -> Given:
        """The step's value of an answers file, as ``play`` asks for it."""


@runtime_checkable
class Source(Protocol):
    """What a kind has beside that, if other steps may work on what was said at its own."""

    def items(self, step: Step, view: View) -> list[Item]:
        """What was said, as far as the room's audience may see it, under the numbers that the room knows."""


@runtime_checkable
class Strict(Protocol):
    """What a kind has beside that, if its keys ask something of each other."""

    def find_mistakes(
        self, table: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """What is wrong between the keys of a step of this kind: where in it, and what was expected there."""


@runtime_checkable
class Turning(Protocol):
    """What a kind has beside that, if the room's page says more while the step is under way than is kept of it."""

    def now(self, step: Step, view: View) -> list[Block]:
        """What only stands there for the moment, such as whose turn it is; no summary has it."""


@runtime_checkable
class Idle(Protocol):
    """What a kind has beside that, if there may be nothing for it to work on."""

    def is_idle(self, step: Step, view: View) -> bool:
        """Whether the room could do nothing at this step now, and did nothing there so far."""


@cache
def names() -> tuple[str, ...]:
    """Every kind there is."""
    folder = Path(__file__).parent
    return tuple(sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("_")))


def kind(name: str) -> Kind:
    """The kind called ``name``; ``KeyError`` if there is none."""
    if name not in names():
        raise KeyError(name)
    return cast(Kind, import_module(f"{__name__}.{name}"))


def items(reference: str, view: View) -> list[Item]:
    """What the step ``reference`` (an id, or ``exercise.step``) offers to others; nothing where nothing was said."""
    there = view.at(reference)
    found = kind(there[0].kind) if there else None
    if there is None or not isinstance(found, Source):
        return []
    place = there[1].place(there[0].id)
    asked = _ASKED.get()
    if place in asked:  # two exercises may name each other, and would ask each other for ever
        return []
    token = _ASKED.set(asked | {place})
    try:
        return found.items(*there)
    finally:
        _ASKED.reset(token)


def whose_turn(step: Step, view: View) -> str | None:
    """The name of whoever has ``step`` for her turn; empty where the step is nobody's own, nobody knows whose, or the
    audience may not read it. None where it is the turn of nobody who is here, so that the room passes the step by.
    """
    if not step.turn_of:
        return ""
    named = [item.text for item in items(step.turn_of, replace(view, audience="private"))]
    here = with_a_turn(named, view.workshop)
    if here is None:
        return ""
    if step.turn > len(here):
        return None
    name = here[step.turn - 1]
    is_told = view.audience != "donor" and (
        not named or name in [item.text for item in items(step.turn_of, view)]
    )
    return name if is_told else ""


def why_pass_by(step: Step, view: View) -> str:
    """Why nobody needs to be asked at ``step``: ``turn`` where it is the turn of nobody who is here, ``idle`` where
    there is nothing to work on; empty where it is to be held.
    """
    found = kind(step.kind)
    if whose_turn(step, view) is None:
        return "turn"
    return "idle" if isinstance(found, Idle) and found.is_idle(step, view) else ""


def blocks_at(reference: str, view: View) -> list[Block]:
    """What came of the step ``reference``, to be shown; nothing where nothing did."""
    there = view.at(reference)
    return blocks(*there) if there else []


def now(step: Step, view: View) -> list[Block]:
    """What the room's page says of an open step for the moment only."""
    found = kind(step.kind)
    return (
        found.now(step, view)
        if isinstance(found, Turning) and not view.workshop.is_done(view.place(step.id))
        else []
    )


def blocks(step: Step, view: View) -> list[Block]:
    """What came of a step of any kind, to be shown.

    A line that this kind never wrote (another program did, or another laptop's file brought it) costs its step, not
    the summary of the day.
    """
    found = kind(step.kind)
    with suppress(*_ODD):
        shown = found.blocks(step, view)
        if all(map(is_sound, shown)):
            return shown
    return [
        Prose(
            _("A line of this step is not what this step records, so it cannot be shown."),
            "warning",
        )
    ]


def result(step: Step, view: View) -> Any:
    """What came of a step of any kind, as plain values; None where a line is not what this kind writes."""
    found = kind(step.kind)
    with suppress(*_ODD):
        value = found.result(step, view)
        if _is_finite(value):
            return value
    return None


def _is_finite(value: Any) -> bool:
    """Whether every number in ``value`` is one: nothing else can be written as data."""
    if isinstance(value, Mapping):
        return all(map(_is_finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_finite, value))
    return not isinstance(value, float) or isfinite(value)
