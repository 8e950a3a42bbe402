"""The clock of a sitting: told to the wall as it changes, and kept for who goes on later."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from coalition_cli import kinds
from coalition_cli.clock import Clock
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Place
from coalition_cli.run.engine import Engine
from coalition_cli.store.side import room_clock
from coalition_cli.store.side.room_clock import RoomClock, Span

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile
    from coalition_cli.terminal import Terminal


class SittingClock:
    """The clock of ``engine`` at ``stage``, beside the workshop of ``file``.

    Where nothing can be written there, the desk has its clock all the same.
    """

    def __init__(self, file: "WorkshopFile", engine: Engine, stage: "Terminal") -> None:
        self._file = file
        self._engine = engine
        self._stage = stage
        self._told: RoomClock | None = None
        self._is_first = True

    def recall(self, place: Place) -> Clock | None:
        """The clock of the step at ``place`` as the sitting before this one left it, once."""
        if not self._is_first:
            return None
        self._is_first = False
        entries = reversed(self._file.workshop.entries)
        last = next((entry for entry in entries if entry.place[:2] == place[:2]), None)
        try:
            said = datetime.fromisoformat(last.at).timestamp() if last is not None else None
        except (ValueError, OverflowError):
            said = None
        return room_clock.kept(self._file.path, self._mark(place), said)

    def tell(self) -> None:
        """Let the wall know of the clock, where it is another one now or goes otherwise."""
        room = self._now()
        if room == self._told:
            return
        self._told = room
        if room is None:
            room_clock.clear(self._file.path, self._mark(self._engine.place))
            return
        with suppress(Problem, OSError):
            room_clock.tell(self._file.path, room, self._engine.clock)

    def close(self) -> None:
        """Let the wall know of no clock any more; that of a step that is not over is kept."""
        engine, workshop = self._engine, self._file.workshop
        is_open = engine.step is not None and not workshop.is_done(engine.place)
        if not is_open or not engine.clock.is_running:
            if self._told is not None:
                room_clock.clear(self._file.path, self._mark(engine.place))
            return
        with suppress(Problem, OSError):
            room_clock.keep(self._file.path, self._mark(engine.place), engine.clock)

    def _now(self) -> RoomClock | None:
        """What the wall is to know; None where no time is told."""
        step, countdown = self._engine.step, self._stage.time.countdown
        mark = self._mark(self._engine.place)
        if countdown is not None:
            is_breath = countdown.is_breath or (
                step is not None and kinds.traits(step.kind).is_grounding
            )
            spans = tuple(Span(cue.seconds, cue.bar_from, cue.bar_to) for cue in countdown.cues)
            return _as_told(mark, "breath" if is_breath else "cues", countdown.clock, spans)
        if step is None or not self._engine.clock.is_running:
            return None
        return _as_told(mark, "step", self._engine.clock)

    def _mark(self, place: Place) -> str:
        return room_clock.mark_of(self._file.workshop.head.id, place)


def _as_told(
    mark: str, kind: room_clock.Kind, clock: Clock, spans: tuple[Span, ...] = ()
) -> RoomClock:
    return RoomClock(
        mark, kind, clock.seconds, clock.extra, clock.started, clock.away, clock.stopped, spans
    )
