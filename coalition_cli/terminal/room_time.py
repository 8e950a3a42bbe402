"""The clocks of a room at a desk: that of its step, of a page beside it, and of cues that run."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from coalition_cli.clock import Clock, awake
from coalition_cli.stage import Cue
from coalition_cli.terminal.key_bindings import Countdown

_ABOUT_THE_SAME = 1.0


class RoomTime:
    """Every clock that people at this desk go by.

    Where the screen is hidden or locked, or the room breathes, all of them stand still and go on
    later as they were.
    """

    def __init__(self) -> None:
        self.of_step = Clock()
        """The clock of the step that was opened last."""
        self.of_page = self.of_step
        """The clock of the page that is open: that of the step, or one of its own."""
        self.countdown: Countdown | None = None
        """The cues that run now."""
        self.changed: Callable[[], None] = lambda: None
        """Called whenever a clock began, stopped, went on, ended, or got a minute."""

    def open_step(self, clock: Clock) -> None:
        """Let ``clock`` be the one of the step from here on."""
        self.of_step = self.of_page = clock
        self.changed()

    def open_page(self, clock: Clock) -> None:
        """Show ``clock`` on a page beside the step, whose own goes on meanwhile."""
        self.of_page = clock

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let all clocks stand still during the block."""
        with ExitStack() as still:
            for clock in self._clocks():
                still.enter_context(clock.standing_still())
            self.changed()
            yield
        self.changed()

    @contextmanager
    def running(self, cues: Sequence[Cue], *, is_beside: bool = False) -> Iterator[Countdown]:
        """Let ``cues`` run during the block; those that fill the step go by its clock.

        ``is_beside``: they belong to no step, such as a breath.
        """
        before, seconds = self.countdown, sum(cue.seconds for cue in cues)
        is_as_long = abs(seconds - self.of_step.seconds) < _ABOUT_THE_SAME
        is_whole_step = self.of_step.is_running and is_as_long and not is_beside
        clock = self.of_step if is_whole_step else Clock(seconds, awake())
        self.countdown = Countdown(tuple(cues), clock, is_beside)
        self.countdown.take_more = self._more_for_breath if is_beside else self.take_more
        self.changed()
        try:
            yield self.countdown
        finally:
            self.countdown = before
            self.changed()

    def begin_turn(self, seconds: float) -> None:
        """Count the turn of one person inside of the step; 0 seconds end it."""
        self.of_step.turn = Clock(seconds, awake()) if seconds else None

    @property
    def can_take_more(self) -> bool:
        """True if there is a clock that can get a minute."""
        return self.countdown is not None or self.of_step.is_running

    def take_more(self, minutes: float = 1) -> None:
        """Add minutes to the step, and to cues that run."""
        for clock in self._clocks():
            if clock.is_running:
                clock.take_more(minutes)
        self.changed()

    def is_timed(self) -> bool:
        """True while people are to be left alone: a clock of the room has time left."""
        is_counting = self.countdown is not None and self.countdown.clock.left() > 0
        return is_counting or self.of_page.left() > 0

    def _more_for_breath(self, minutes: float = 1) -> None:
        if self.countdown is not None:
            self.countdown.clock.take_more(minutes)
        self.changed()

    def _clocks(self) -> list[Clock]:
        found = [self.of_step]
        if self.countdown is not None and self.countdown.clock is not self.of_step:
            found.append(self.countdown.clock)
        return found
