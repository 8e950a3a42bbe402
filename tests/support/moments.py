"""The moments of real steps: exercises played by invented people, the wall looked at all the time.

Whatever a kind puts before the room, and whatever it asks, the slide of that moment is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from coalition_cli.model.definition import beginning
from coalition_cli.model.entry import Entry, Fact, Place, Share, make
from coalition_cli.model.exercise import Exercise, Step
from coalition_cli.model.view import View
from coalition_cli.model.view_maker import ViewMaker
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.engine import play_step
from coalition_cli.run.rehearsal import Inventor, Rehearsal, invented_workshop
from coalition_cli.run.wall_slide import Room, opening_slide, slide_of_room, step_slide
from coalition_cli.slide import Slide
from coalition_cli.stage import Cue, Finished, Question, Skip
from coalition_cli.store.side.room_page import RoomPage
from tests.support.odd_bodies import CATALOG

DAY = "2024-11-12"


class Moment(NamedTuple):
    """What the room sees at one moment of a step."""

    name: str
    step: Step | None
    at: tuple[str, ...]
    slide: Slide


class Watcher(Rehearsal):
    """Invented people in front of a wall."""

    def __init__(self, where: str, inventor: Inventor, look: Callable[[tuple[str, ...]], None]):
        super().__init__(where, (), inventor)
        self._look = look
        self._at: tuple[str, ...] = ()

    def put(self, *at: str) -> None:
        self._at = at

    def look(self, onward: str) -> None:
        self._look(self._at)

    def ask(self, question: Question[Any]) -> Any:
        self._look(self._at)
        return super().ask(question)

    def choose(self, *words: Any, **more: Any) -> str:
        self._look(self._at)
        return super().choose(*words, **more)

    def choose_many(self, *words: Any, **more: Any) -> list[str]:
        self._look(self._at)
        return super().choose_many(*words, **more)

    def wait(self, cues: Sequence[Cue]) -> None:
        for number, cue in enumerate(cues[:3]):
            self._look((*self._at, "cue", str(number), f"{cue.bar_to:.3f}"))
        super().wait(cues)


def watched(
    exercise: Exercise,
    workshop: Workshop | None = None,
    change: Callable[[Fact], Fact] = lambda fact: fact,
) -> Iterator[Moment]:
    """Play ``exercise`` and give each slide that is another than the one before.

    ``change`` may change what is said before it is recorded.
    """
    workshop = workshop or invented_workshop(DAY, "en")
    view = ViewMaker(CATALOG.find).of_run(workshop, exercise)
    room = Room(CATALOG.find)
    inventor = Inventor()

    def record(fact: Fact, place: Place, share: Share) -> Entry:
        fact = change(fact)
        more = {"after": workshop.last, "beyond": workshop.beyond(fact, place)}
        workshop.extend([make(fact, place, share=share, device="00000000", **more)])
        return workshop.entries[-1]

    yield Moment(f"{exercise.id} opening", None, (), opening_slide(view))
    record(beginning(exercise, workshop), view.place(), "participants")
    for step in exercise.steps:
        yield from _of_step(step, view, inventor, record)
        record(Fact({}, op="done"), view.place(step.id), step.share)
        yield Moment(f"{exercise.id}.{step.id} after", step, (), step_slide(step, view))
    record(Fact({}, op="done"), view.place(), "participants")
    over = slide_of_room(workshop, room, RoomPage(view.place()))
    yield Moment(f"{exercise.id} over", None, (), over)


def _of_step(
    step: Step, view: View, inventor: Inventor, record: Callable[[Fact, Place, Share], Entry]
) -> list[Moment]:
    found: list[Moment] = []

    def look(at: tuple[str, ...]) -> None:
        slide = step_slide(step, view, at)
        if not found or found[-1].slide != slide:
            found.append(Moment(f"{view.exercise.id}.{step.id}", step, at, slide))

    look(())
    stage = Watcher(f"{view.exercise.id}.{step.id}", inventor, look)
    with suppress(Finished):
        try:
            play_step(step, view, stage, record)
        except Skip:
            stage.turn_away()
            play_step(step, view, stage, record)
    look(())
    return found


def longer(value: Any) -> Any:
    """``value`` with every text in it half as long again, as other languages are."""
    if isinstance(value, str):
        if not any(letter.isalpha() for letter in value):
            return value
        return f"{value} {value[: len(value) // 2]}".rstrip() if len(value) > 1 else value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        kept = {"tone": getattr(value, "tone", None)} if hasattr(value, "tone") else {}
        return type(value)(*map(longer, value))._replace(**kept)
    if isinstance(value, tuple | list):
        return type(value)(map(longer, value))
    if hasattr(value, "__dataclass_fields__"):
        kept = ("tone", "manner")
        changed = {
            name: longer(getattr(value, name))
            for name in value.__dataclass_fields__
            if name not in kept
        }
        return replace(value, **changed)
    return value
