"""The workshop on a wall: read anew when it changes, as a slide of this moment."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from coalition_cli.app.call import Call
from coalition_cli.clock import awake
from coalition_cli.errors import Problem
from coalition_cli.methods.breaths import breath_slide
from coalition_cli.model import visitor_page
from coalition_cli.model.entry import PROGRAMME
from coalition_cli.run.wall_slide import Room, break_slide, slide_of_room, timed
from coalition_cli.slide import Slide
from coalition_cli.store import WorkshopFile, paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.side import blank_wall, room_clock, room_page

if TYPE_CHECKING:
    from coalition_cli.store.side.room_clock import RoomClock

Mark: TypeAlias = tuple[int, int, int]


class Followed:
    """The workshop on the wall: the one that is open now, unless one was named."""

    def __init__(self, call: Call, opened: WorkshopFile, *, is_fixed: bool) -> None:
        self._call = call
        self.is_fixed = is_fixed
        """True if it was named, and so stays whatever is opened."""
        self._remembered = paths.last_open()
        self._is_away = self._is_unread = False
        self._marks: tuple[Mark, ...] = ()
        self._base: Slide | None = None
        self._has_run = False
        self._made_at = ""
        self._put: room_page.RoomPage | None = None
        self._take(opened)

    @property
    def path(self) -> Path:
        """The file of the workshop that stands on the wall."""
        return self._opened.path

    @property
    def language(self) -> str:
        """The code of the language that the wall speaks."""
        chosen = self._call.language or os.environ.get("COALITION_LANGUAGE")
        return chosen or self._opened.workshop.head.language

    @property
    def turned(self) -> int:
        """By how many pages the desk turned from the one that stands by itself."""
        return self._put.turned if self._put else 0

    def has_changed(self) -> bool:
        """True if anything on the disk may have changed what the wall shows; costs five looks."""
        marks = tuple(map(_mark, self._files))
        changed = marks != self._marks
        self._marks = marks
        return changed

    def slide(self) -> Slide:
        """The slide of this moment; where the workshop cannot be read, a pause. Never raises."""
        try:
            state = self._curtain()
        except (OSError, ValueError, Problem):
            state = "plain"
        if state:
            clock = room_clock.told(self.path) if state == "breath" else None
            lines = () if self._is_away else visitor_page.lines_of(self._opened.workshop)
            return _curtain_slide(state, clock, lines)
        return self._of_moment()

    def seconds_to_look(self) -> float:
        """How long the slide stays right where nothing changes on the disk."""
        told = room_clock.told(self.path)
        return 0.2 if told is not None and told.kind != "step" else 1.0

    def _of_moment(self) -> Slide:
        try:
            self._read()
        except (OSError, ValueError, Problem):
            # Its keys were changed, or it cannot be read: nothing is told on the projector.
            return break_slide(_time())
        try:
            clock = self._clock()
            if self._is_stale(clock) or self._base is None:
                self._base, self._made_at = self._made(clock), _time()
            return _timed(self._base, clock)
        except (OSError, ValueError, Problem):
            return self._base or break_slide(_time())

    def _is_stale(self, clock: "RoomClock | None") -> bool:
        """True if time alone made another slide of it: a cue, or the clock on the page of a day."""
        ran, self._has_run = self._has_run, clock is not None and clock.kind == "cues"
        if ran or self._has_run:  # the line of a walk goes on by itself, and is gone with the last
            return True
        return self._put is not None and self._put.place == PROGRAMME and self._made_at != _time()

    def _clock(self) -> "RoomClock | None":
        """The clock of the step that the desk has put before the room."""
        told = room_clock.told(self.path)
        if told is None or self._put is None:
            return None
        mark = room_clock.mark_of(self._opened.workshop.head.id, self._put.place)
        return told if told.mark == mark else None

    def _read(self) -> None:
        """Read what is new; what it changes is made again."""
        is_new = self._opened.refresh()
        put = room_page.found(self._opened.form)
        if is_new or put != self._put:
            self._put, self._base = put, None

    def _made(self, clock: "RoomClock | None") -> Slide:
        put = self._put
        if put is not None and clock is not None and clock.kind == "cues":
            number, share = clock.cue(awake()), clock.bar(awake())
            put = put._replace(at=(*put.at, "cue", str(number[0]), f"{share:.3f}"))
        return slide_of_room(self._opened.workshop, self._room, put)

    def _curtain(self) -> str:
        """The state of the curtain; see ``blank_wall.drawn``."""
        self._follow()
        self._let_go_of_key()
        is_away = self._is_away or not self._opened.is_there()
        return "plain" if is_away else blank_wall.drawn(self._opened.path)

    def _let_go_of_key(self) -> None:
        """Forget a key that was taken off this laptop meanwhile, and show nothing from then on."""
        form = self._opened.form
        if self._is_away or not form.is_sealed or sealed.can_be_unlocked(form.path):
            return
        # price: none, for whoever has a sealed workshop open has loaded it; a plain one never does
        from coalition_cli.app.unlock import forget_key

        self._is_away = True
        forget_key(form)

    def _follow(self) -> None:
        """Go over to the workshop that was opened meanwhile.

        Not to one that is sealed, whose passphrase is asked for at a keyboard, nor to one that
        cannot be read: until another is opened, what stands on the wall is a pause.
        """
        if self.is_fixed or (path := paths.last_open()) == self._remembered:
            return
        self._remembered, self._is_away = path, True
        if path is not None and not path.is_dir():
            self._take(WorkshopFile.open(path))

    def _take(self, opened: WorkshopFile) -> None:
        self._opened = opened
        self._base, self._put, self._is_away = None, None, False
        self._files = [
            str(opened.form.journal),
            *(str(paths.beside(opened.path, suffix)) for suffix in (".curtain", ".room", ".clock")),
        ]
        if not self.is_fixed:
            self._files.append(str(paths.last_open_file()))
        self._call.speak(opened.workshop.head.language)
        # Nothing is told here: a sentence about an exercise file would stand on the projector.
        held = self._call.held(opened.workshop, tell=lambda _sentence: None)
        self._room = Room(held, held.announced, held.find_programme)


def _mark(path: str | Path) -> Mark:
    try:
        # A path object costs three times as much, and this is asked fifty times a second.
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


def _time() -> str:
    return datetime.now().strftime("%H:%M")


def _curtain_slide(state: str, clock: "RoomClock | None", lines: Sequence[str]) -> Slide:
    if state != "breath":
        return break_slide(_time(), lines)
    if clock is None or clock.kind == "step":
        return breath_slide(None, 0)
    return breath_slide(clock.cue(awake())[0], clock.bar(awake()))


def _timed(slide: Slide, clock: "RoomClock | None") -> Slide:
    """``slide`` with the time of its step, in whole minutes."""
    if clock is None or clock.kind == "breath":
        return slide
    return timed(slide, clock.clock)
