"""An exercise as its file describes it, and the words in which options are declared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from coalition_cli.model.entry import Share

Intensity: TypeAlias = Literal["low", "medium", "high"]
Record: TypeAlias = Literal["none", "count", "text"]
FieldType: TypeAlias = Literal["text", "texts", "whole", "number", "flag", "table", "tables"]


@dataclass(frozen=True, slots=True)
class Field:
    """A key that an exercise file may have: what the loader accepts and an editor shows.

    ``is_spoken`` marks text for people, which a translation overlay may replace. ``fields`` are the
    keys of a ``table`` or of each of ``tables``. ``gives`` says that the text, or each of the
    texts, names a step that gives this: an earlier one by its id, or one of another exercise as
    ``exercise.step``; ``gift`` narrows it to kinds that give this too, ``is_near`` to this
    exercise; ``is_offered`` says that nothing waits for what is given. ``taken`` are the texts that
    the program uses for something of its own. ``most`` of a text is its number of characters, and
    ``gaps`` are the words in braces that it may have (None: any). ``is_for_summaries``: nobody is
    asked or shown it while the exercise is held. ``short`` is the key of ``tables`` that a text in
    the place of one of them stands for.
    """

    type: FieldType
    help: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_spoken: bool = False
    least: float | None = None
    most: float | None = None
    fields: Mapping[str, "Field"] = field(default_factory=dict)
    gives: Literal["", "items", "result"] = ""
    gift: str = ""
    is_near: bool = False
    is_offered: bool = False
    taken: Collection[str] = ()
    gaps: tuple[str, ...] | None = None
    is_for_summaries: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of an exercise; ``min`` and ``max`` are the bounds for a facilitator who bends it."""

    min: int
    usual: int
    max: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an exercise. ``options`` are the keys that only its kind knows.

    ``turn_of`` names the step that lists those who have a turn, and ``turn`` which of them, from 1,
    has this one.
    """

    id: str
    kind: str
    title: str
    minutes: float = 0
    prompt: str = ""
    lines: tuple[str, ...] = ()
    symbol: str = ""
    read_aloud: str = ""
    note_taker: str = ""
    share: Share = "participants"
    share_when_adopted: Share | None = None
    record: Record = "text"
    may_pass: bool = True
    per_person_seconds: int = 0
    turn_of: str = ""
    turn: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise file, complete in one language.

    ``did`` is what a group did in it, as a summary goes on after "We".
    """

    id: str
    title: str
    purpose: str
    language: str
    minutes: Minutes
    intensity: Intensity
    steps: tuple[Step, ...]
    did: str = ""
    symbol: str = ""
    form: str = ""
    order: int = 999
    is_closed: bool = False
    is_optional: bool = False
    notice: str = ""
    read_aloud: str = ""
    aftercare: str = ""
    care: str = ""
    access: str = ""
    facilitator_note: str = ""
    materials: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    path: Path = Path()

    @property
    def is_stand_in(self) -> bool:
        """True if it is no file's: of what was held nobody knows more than its lines."""
        return self.minutes == NO_MINUTES

    def step(self, step_id: str) -> Step:
        """The step called ``step_id``; ``KeyError`` if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


NO_MINUTES: Final = Minutes(0, 0, 0)
