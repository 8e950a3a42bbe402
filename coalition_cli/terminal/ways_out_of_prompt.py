"""Ways out of a prompt without an answer: the menu, a hidden screen, and moves to another step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NoReturn

from coalition_cli.blocks import Heading
from coalition_cli.errors import Closed
from coalition_cli.exit_status import INTERRUPTED
from coalition_cli.i18n import _
from coalition_cli.methods.breaths import breaths
from coalition_cli.stage import Again, Back, Ground, Move, Option, Passed, Pause, Skip, TakeBack
from coalition_cli.terminal.alternate_screen import clear_behind
from coalition_cli.terminal.key_bindings import (
    Desk,
    Left,
    Line,
    PageWays,
    Picking,
    Way,
    menu_options,
)
from coalition_cli.terminal.neutral_page import NeutralPage
from coalition_cli.terminal.room_time import RoomTime
from coalition_cli.terminal.wall_curtain import Curtain

if TYPE_CHECKING:
    from coalition_cli.terminal.current_page import Page
    from coalition_cli.terminal.shown_page import ShownPage

CARRY_ON: Final = "carry on"
MEND: Final = "mend"
COMMAND: Final = "command"
MORE: Final = "more"
MOVES: Final[dict[str, type[Move]]] = {
    "passed": Passed,
    "leave": Back,
    "taken back": TakeBack,
    "skipped": Skip,
    "back": Back,
    "again": Again,
    "ground": Ground,
    "pause": Pause,
}
"""The moves of a room, by the key or the line of the menu that asks for them."""

_OF_STEPS: Final = ("back", "skipped", "again")


class Ways:
    """Everything that a room does at a prompt instead of answering it.

    ``page`` gives the page as it stands now, and ``blank`` one of blocks;
    ``has_keys`` says that a key leads to each way,
    ``has_commands`` whether lines with a slash are taken. ``come_back`` says that the page may come
    back after a lock; ``time`` are the clocks of the room.
    """

    def __init__(
        self,
        desk: Desk,
        curtain: Curtain,
        page: "Callable[[], ShownPage]",
        blank: "Callable[[], Page]",
        *,
        has_keys: bool,
        has_commands: Callable[[], bool],
        come_back: Callable[[], bool],
        time: RoomTime,
        beside: Callable[[], Sequence[Way]],
    ) -> None:
        self._desk = desk
        self._curtain = curtain
        self._time = time
        self._beside = beside
        self._page = page
        self._blank = blank
        self._has_keys = has_keys
        self._has_commands = has_commands
        self._come_back = come_back
        self.offered = PageWays()
        """The ways out of the page that is open."""
        self.neutral: Callable[[], NeutralPage] = NeutralPage
        """What stands there while the screen is hidden."""
        self.step_title = ""
        """The title of the step to which it belongs."""

    def chosen(self, left: Left, line: Line | None) -> str:
        """The way that the room wants: a key of ``MOVES``, ``MEND``, ``COMMAND`` or ``CARRY_ON``.

        Menu and hidden screen are done with by then.
        """
        way: str = left.by
        if way == "menu":
            self._desk.forget_keys()
            way = self._picked(line)
        elif way == "skipped" and self.offered.is_step and not self._is_skipped():
            way = CARRY_ON
        if way == MORE:
            self._time.take_more()
            return CARRY_ON
        if way == "locked":
            self.lock()
        if way == "covered":
            self.hide()
        if self.offered.may_leave:
            way = self._beside_steps(way)
        return CARRY_ON if way in ("covered", "menu", "locked") else way

    def _picked(self, line: Line | None) -> str:
        """The way that is picked from the menu, or the key that leaves it."""
        options = menu_options(
            line,
            self.offered,
            has_keys=self._has_keys,
            has_commands=self._has_commands(),
            can_take_more=self._time.can_take_more,
            is_keyed=self.neutral().opens is not None,
            beside=self._beside(),
        )
        picking = Picking(_("What now?"), tuple(options), (CARRY_ON,), is_menu=True)
        picked = self._desk.pick(self._page(), picking)
        return picked.values[0] if picked.by == "answered" else picked.by

    def _is_skipped(self) -> bool:
        """Say what a skip means before it is done; True if it is meant."""
        sentence = _("Skip this step? Nothing is deleted; it can be taken up later.")
        if self.step_title:
            words = _("Skip “{step}”? Nothing is deleted; it can be taken up later.")
            sentence = words.format(step=self.step_title)
        options = (Option("skip", _("Skip it")), Option(CARRY_ON, _("Stay here")))
        picked = self._desk.pick(self._page(), Picking(sentence, options, ("skip",)))
        return picked.by == "answered" and picked.values[0] == "skip"

    def _beside_steps(self, way: str) -> str:
        """The way that ``way`` is on a page to be left; a breath comes back to the page."""
        if way == "ground":
            self.breathe()
            return CARRY_ON
        is_none_here = way in _OF_STEPS or (way == "taken back" and not self.offered.takes_back)
        return "leave" if is_none_here else way

    def breathe(self) -> None:
        """Stop for a slow breath over the page, until any key; all clocks stand still meanwhile."""
        page = replace(self._blank(), header=(Heading(_("Breathe"), 2),), body=(), sentences=())
        self._curtain.begin_breath()
        with self._time.standing_still(), self._time.running(breaths(), is_beside=True) as breath:
            left = self._desk.count_down(page, breath)
            while left.by in ("covered", "locked"):
                (self.hide if left.by == "covered" else self.lock)()
                left = self._desk.count_down(page, breath)
        self._curtain.end_breath()

    def go(self, way: str) -> NoReturn:
        """Raise the move of ``MOVES`` that is called ``way``."""
        move = MOVES[way]()
        if isinstance(move, Ground):
            self._curtain.begin_breath()
        raise move

    def hide(self) -> None:
        """Hide the screen until Enter or its key; all clocks stand still meanwhile."""
        self._curtain.close()
        self._cover()
        self._curtain.open()

    def stay_hidden(self) -> None:
        """Stand hidden until the key that was chosen for it is typed; nothing where none was."""
        if self.neutral().opens is not None:
            self._cover()

    def _cover(self) -> None:
        with self._time.standing_still():
            while self._desk.cover(self.neutral()) == "locked":
                self.lock()
                self._curtain.close()

    def lock(self) -> None:
        """Close at once: nothing can be read or scrolled back to, and the wall shows no words.

        Where it was locked only because nobody was there, page, wall and clock come back as they
        were for whoever unlocks it. What is typed was kept when its prompt was left. Raises
        ``Problem`` where all is closed.
        """
        self._curtain.close()
        with self._time.standing_still():
            is_back = self._come_back()
        if is_back:
            self._curtain.open()
            return
        clear_behind()
        raise Closed(
            _("Closed, and the screen cleared. Everything that was saved is kept."), INTERRUPTED
        )
