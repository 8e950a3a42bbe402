"""A programme as its file describes it: days of slots.

What became of them in a workshop is folded elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from coalition_cli.model.never_cut import NEVER_CUT

SlotKind: TypeAlias = Literal["exercise", "opening", "break", "lunch", "prayer", "energiser", "end"]

CARE: Final = frozenset(
    (
        "wellness-principles",
        "breathing-grounding",
        "support-plan",
        "safety-security",
        "gratitude-close",
    )
)
"""The exercises whose minutes count as care."""

GROUNDING: Final = "breathing-grounding"
PANEL: Final = "panel-guests"

RESTS: Final = ("break", "lunch", "prayer")
"""The kinds of slots in which nobody works."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of a day. ``minutes`` is 0 only for the end.

    ``steps`` are those of the exercise that are held here. ``continues`` says that it goes on in
    the run that an earlier slot of this exercise began; otherwise each slot is a run of its own.
    ``variant`` is what it is about this time. ``intensity`` overrules the exercise's own.
    """

    id: str
    kind: SlotKind
    title: str
    minutes: int = 0
    exercise: str = ""
    variant: str = ""
    note: str = ""
    intensity: str = ""
    steps: tuple[str, ...] = ()
    continues: bool = False
    is_optional: bool = False
    is_never_cut: bool = False

    @property
    def is_rest(self) -> bool:
        """True if nobody works here."""
        return self.kind in RESTS

    @property
    def is_protected(self) -> bool:
        """True if it stays when time is short."""
        return self.is_never_cut or self.is_rest or self.kind == "end" or self.exercise in NEVER_CUT

    @property
    def is_care(self) -> bool:
        """True if its minutes count as care."""
        return self.exercise in CARE


@dataclass(frozen=True, slots=True)
class Day:
    """One day; ``starts`` counts minutes from midnight, local time."""

    id: str
    title: str
    starts: int
    slots: tuple[Slot, ...]

    @property
    def ends(self) -> int:
        """When its last slot is over, in minutes from midnight."""
        return self.starts + sum(slot.minutes for slot in self.slots)

    def times(self) -> Iterator[tuple[int, Slot]]:
        """Each slot after the minute from midnight at which it starts."""
        at = self.starts
        for slot in self.slots:
            yield at, slot
            at += slot.minutes


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that is to be reached; ``slots`` are the ids of those that serve it."""

    text: str
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme file, complete in one language.

    ``interpretation`` is what talk takes longer in: 1 is no longer.
    """

    id: str
    title: str
    purpose: str
    language: str
    days: tuple[Day, ...]
    goals: tuple[Goal, ...] = ()
    lead: str = ""
    host: str = ""
    venue: str = ""
    date: str = ""
    group_name: str = ""
    people: int = 0
    note: str = ""
    interpretation: float = 1.0
    path: Path = Path()

    def slots(self) -> list[Slot]:
        """Every slot of every day."""
        return [slot for day in self.days for slot in day.slots]

    def care_share(self) -> float:
        """The minutes of care as a part (0 to 1) of all minutes in which people work."""
        working = sum(slot.minutes for slot in self.slots() if not slot.is_rest)
        care = sum(slot.minutes for slot in self.slots() if slot.is_care)
        return care / working if working else 0.0


def clock(minute: int) -> str:
    """A minute counted from midnight as ``08:05``; past midnight it begins again."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
