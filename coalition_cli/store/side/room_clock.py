"""The clock of the room: what a wall needs to draw the time of the step that is open at a desk.

It is a small file beside the workshop, as the blank wall is one, for the keyboard and the wall are
two processes. No words of people stand in it, and no name of an exercise: a step is known by its
mark. Times are those of ``clock.awake``, which all processes of a machine read alike and which
stands still while the laptop sleeps.
"""

import hashlib
import json
import math
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from coalition_cli.clock import Clock, awake, part_at
from coalition_cli.errors import Problem
from coalition_cli.model.entry import Place
from coalition_cli.store import paths
from coalition_cli.store.files import atomic

Kind: TypeAlias = Literal["step", "cues", "breath"]
"""What time is given to: a step, lines of a walk one after the other, or a slow breath."""

SUFFIX: Final = ".clock"
_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_OTHERS: Final = "others"
_KEPT: Final = ("given", "spent", "written", "goes on", "process")
_MOST_OTHERS: Final = 50
_MOST_BYTES: Final = 200_000
_MOST_CUES: Final = 2_000
_LONGEST: Final = 1e9


class Span(NamedTuple):
    """A cue without its words: its seconds, and the bar at its start and end (0 to 1)."""

    seconds: float
    bar_from: float = 0
    bar_to: float = 0


@dataclass(frozen=True, slots=True)
class RoomClock:
    """The time of a room, as one process tells it another.

    ``mark`` is that of the step (see ``mark_of``). ``started`` and ``stopped`` are values of
    ``clock.awake``; ``away`` are the seconds in which it stood still before. ``spans`` are the cues
    that run, none for a step.
    """

    mark: str
    kind: Kind = "step"
    seconds: float = 0
    extra: float = 0
    started: float = 0
    away: float = 0
    stopped: float | None = None
    spans: tuple[Span, ...] = ()

    @property
    def clock(self) -> Clock:
        """The same as a clock that goes on from here."""
        return Clock(self.seconds, self.started, self.extra, self.away, self.stopped)

    def left(self, now: float) -> float:
        """Seconds that are left at ``now``, a value of ``clock.awake``; below zero when over."""
        return self.clock.left(now)

    def cue(self, now: float) -> tuple[int, float]:
        """The number of the cue that runs at ``now``, from 0, and the share of it that is gone."""
        if not self.spans:
            return 0, self._share(self.clock.spent(now), self.seconds + self.extra)
        seconds = [span.seconds for span in self.spans]
        seconds[-1] += self.extra
        number, spent = part_at(self.clock.spent(now), seconds)
        return number, self._share(spent, seconds[number])

    def bar(self, now: float) -> float:
        """The fill of the bar at ``now``, 0 to 1: that of the cue, or the time of a step gone."""
        number, share = self.cue(now)
        if not self.spans:
            return share
        span = self.spans[number]
        return span.bar_from + (span.bar_to - span.bar_from) * share

    @staticmethod
    def _share(spent: float, seconds: float) -> float:
        return min(max(spent / seconds, 0.0), 1.0) if seconds > 0 else 1.0


def mark_of(workshop_id: str, place: Place) -> str:
    """The mark of a step, from which nobody reads its name who does not know the workshop."""
    words = "\n".join((workshop_id, place.exercise, str(place.run), place.step))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def tell(path: Path, room: RoomClock, of_step: Clock | None = None) -> None:
    """Let the wall of the workshop file ``path`` know the time of its room.

    ``of_step`` is the clock of the step, where ``room`` tells of something else, such as a breath.
    Raises ``Problem``.
    """
    words = {**_as_words(room), **_of_step(of_step or room.clock), **_this_process()}
    _put(path, words)


def keep(path: Path, mark: str, of_step: Clock) -> None:
    """Keep how far a step is, for who goes on with it later; no wall shows it. Raises."""
    _put(path, {"mark": mark, "written": time.time(), **_of_step(of_step)})


def told(path: Path) -> RoomClock | None:
    """The time of the room, as long as the process lives that told it; None where none is told."""
    words = _read(path)
    if words is None or not _is_living(words):
        return None
    return _from_words(words)


def kept(path: Path, mark: str, last_said: float | None = None) -> Clock | None:
    """The clock of the step of this ``mark`` as its sitting left it, standing still; else None.

    A sitting that was killed left it when it told the time, or ``last_said`` something was saved.
    """
    words = _left_at(_read(path), mark)
    if words is None:
        return None
    try:
        seconds, extra = _number(words["given"][0]), _number(words["given"][1])
        spent, written = _number(words["spent"]), _number(words["written"])
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    if words.get("goes on") is True and "process" in words and last_said is not None:
        spent += max(last_said - written, 0.0)
    here = awake()
    return Clock(seconds, here - min(max(spent, 0.0), _LONGEST), extra, stopped=here)


def clear(path: Path, mark: str = "") -> None:
    """Let the wall know of no clock, and keep none but those of other steps than that of ``mark``.

    Without a ``mark`` none at all.
    """
    others = _beside_of(_read(path), mark) if mark else {}
    with suppress(Problem, OSError):
        if others:
            atomic.put(paths.beside(path, SUFFIX), _as_bytes({_OTHERS: others}))
        else:
            paths.beside(path, SUFFIX).unlink(missing_ok=True)


def _put(path: Path, words: dict[str, Any]) -> None:
    """Put the clock of one step there, and let those that were left at other steps stay."""
    others = _beside_of(_read(path), words["mark"])
    atomic.put(paths.beside(path, SUFFIX), _as_bytes({**words, _OTHERS: others}))


def _as_bytes(words: dict[str, Any]) -> bytes:
    return json.dumps(words).encode("ascii")


def _beside_of(words: dict[str, Any] | None, mark: str) -> dict[str, Any]:
    """What is kept in ``words`` of other steps than that of ``mark``: the newest, by their marks.

    What this process tells of a step that it left itself is not kept.
    """
    words = words or {}
    found = words.get(_OTHERS)
    others = dict(found) if isinstance(found, dict) else {}
    last = words.get("mark")
    if isinstance(last, str) and words.get("process") != os.getpid():
        others.pop(last, None)
        others[last] = {key: words[key] for key in _KEPT if key in words}
    others.pop(mark, None)
    return dict(list(others.items())[-_MOST_OTHERS:])


def _left_at(words: dict[str, Any] | None, mark: str) -> dict[str, Any] | None:
    """What was left at the step of ``mark``, last or before others; None for nothing."""
    if words is None or words.get("mark") == mark:
        return words
    others = words.get(_OTHERS)
    found = others.get(mark) if isinstance(others, dict) else None
    return found if isinstance(found, dict) else None


def _as_words(room: RoomClock) -> dict[str, Any]:
    return {
        "mark": room.mark,
        "kind": room.kind,
        "seconds": room.seconds,
        "extra": room.extra,
        "started": room.started,
        "away": room.away,
        "stopped": room.stopped,
        "spans": [list(span) for span in room.spans],
        "written": time.time(),
    }


def _of_step(clock: Clock) -> dict[str, Any]:
    given = [clock.seconds, clock.extra]
    return {"given": given, "spent": clock.spent(), "goes on": clock.stopped is None}


def _read(path: Path) -> dict[str, Any] | None:
    try:
        with paths.beside(path, SUFFIX).open("rb") as file:
            words: Any = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return words if isinstance(words, dict) else None


def _from_words(words: dict[str, Any]) -> RoomClock | None:
    """The clock that a file tells; None where another program wrote what is none."""
    try:
        stopped = words["stopped"]
        spans = tuple(
            Span(*(_number(part) for part in span)) for span in words["spans"][:_MOST_CUES]
        )
        return RoomClock(
            mark=str(words["mark"]),
            kind=next(kind for kind in _KINDS if kind == words["kind"]),
            seconds=_number(words["seconds"]),
            extra=_number(words["extra"]),
            started=_number(words["started"]),
            away=_number(words["away"]),
            stopped=None if stopped is None else _number(stopped),
            spans=spans,
        )
    except (KeyError, TypeError, ValueError, StopIteration):
        return None


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not math.isfinite(value) or abs(value) > 1e12:
        raise ValueError
    return float(value)


def _this_process() -> dict[str, Any]:
    process = os.getpid()
    return {"process": process, "born": _born(process), "boot": _boot(), "at": awake()}


def _is_living(words: dict[str, Any]) -> bool:
    """True if the process lives that told it, on this machine since it was started."""
    process = words.get("process")
    if not isinstance(process, int) or words.get("boot") != _boot():
        return False
    if process == os.getpid():
        return True
    if os.name != "posix":
        # Nothing there asks for a process without a right to end it; its own time must do.
        return _number_or_zero(words.get("at")) <= awake()
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return bool(words.get("born") == _born(process))


def _number_or_zero(value: object) -> float:
    try:
        return _number(value)
    except (TypeError, ValueError):
        return math.inf


def _boot() -> str:
    """The name of the time since this machine was started, where the system has one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _born(process: int) -> str:
    """The tick at which a process began: another one of the same number began at another."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
        return state.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
