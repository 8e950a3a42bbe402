"""Sheets for paper: one module each, found by its name; nothing here lists them.

A sheet has what ``Sheet`` says. It makes a document of what it is printed for; the formats set it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, cast

from coalition_cli.model.document import Document
from coalition_cli.model.exercise import Exercise
from coalition_cli.model.programme import Programme
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import FindExercise
from coalition_cli.model.workshop import Workshop

Of: TypeAlias = Literal["exercise", "room", "workshop"]
"""What a sheet is printed of.

An exercise, or each of a programme; the people in the room, blank where nobody knows them; an open
workshop, without which there is nothing to print.
"""


def find_none(_exercise_id: str) -> Exercise | None:
    """Find no exercise at all."""
    return None


@dataclass(frozen=True, slots=True)
class Subject:
    """What sheets are printed for.

    ``views`` are the exercises, in their order; ``workshop`` is the open one, None without one;
    ``programme`` the one that the exercises are of.
    """

    language: str
    views: tuple[View, ...] = ()
    workshop: Workshop | None = None
    programme: Programme | None = None
    find: FindExercise = find_none

    @property
    def title(self) -> str:
        """What all of it is called."""
        if self.programme is not None:
            return self.programme.title
        if self.views:
            return self.views[0].exercise.title
        return self.workshop.head.title if self.workshop else ""


class Sheet(Protocol):
    """The attributes and methods of every sheet."""

    NAME: str
    """The name by which it is asked for."""

    OF: Of
    """What it is printed of."""

    def title(self) -> str:
        """What people call it, in a few words."""

    def for_exercises(self, exercise: Exercise) -> bool:
        """True if there is such a sheet of ``exercise``."""

    def document(self, subject: Subject) -> Document:
        """The sheet, ready to be set. Raises ``Problem`` where there is nothing to put on it."""


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet there is, by its name."""
    folder = Path(__file__).parent
    modules = (file.stem for file in folder.glob("*.py") if not file.stem.startswith("_"))
    found = (cast(Sheet, import_module(f"{__name__}.{module}")) for module in modules)
    return tuple(sorted(found, key=lambda sheet: sheet.NAME))


def sheet(name: str) -> Sheet:
    """The sheet called ``name``; ``KeyError`` if there is none."""
    return {each.NAME: each for each in sheets()}[name]


def sheets_for(exercise: Exercise) -> list[Sheet]:
    """The sheets of ``exercise`` itself."""
    return [each for each in sheets() if each.OF == "exercise" and each.for_exercises(exercise)]
