"""``wall``: the clean view for the projector."""

import sys

import typer

from coalition_cli.app.context import Call, FileOption, this_call
from coalition_cli.blocks import Block
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.wall_blocks import of_room
from coalition_cli.store import WorkshopFile, paths
from coalition_cli.store.formats import sealed
from coalition_cli.store.side import blank_wall
from coalition_cli.terminal.wall_screen import run_wall


def add_to(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command("wall")(wall)


def wall(context: typer.Context, file: FileOption = None) -> None:
    """The clean view for the projector; follows the workshop.

    It shows only what the room may see, and takes no words.
    """
    call = this_call(context)
    if not call.is_plain and not sys.stdout.isatty():
        raise Problem(
            _("The wall needs a terminal to stand on; line by line it is: coalition --plain wall"),
            USAGE,
        )
    followed = Followed(call, call.open(file), is_fixed=bool(file or call.named_file))
    run_wall(followed, followed.page, followed.curtain, call.is_plain)


class Followed:
    """The workshop on the wall: the one that is open now, unless one was named."""

    def __init__(self, call: Call, opened: WorkshopFile, *, is_fixed: bool) -> None:
        self._call = call
        self._is_fixed = is_fixed
        self._remembered = paths.last_open()
        self._is_other = self._is_away = self._is_unread = False
        self._take(opened)

    def refresh(self) -> bool:
        """Read what is new; True where there was anything, or where it is another workshop."""
        self._follow()
        is_other, self._is_other = self._is_other, False
        if self._is_away:
            return is_other
        try:
            is_new = self._opened.refresh()
        except Problem:
            # Its keys were changed, or it cannot be read: nothing is told on the projector.
            self._is_unread = True
            return is_other
        self._is_unread = False
        return is_new or is_other

    def page(self, workshop: Workshop) -> list[Block]:
        """The page that the room may see of ``workshop``."""
        held = self._held
        return of_room(workshop, held, held.announced, held.find_programme)

    def curtain(self) -> str:
        """The state of the curtain; see ``blank_wall.drawn``."""
        self._follow()
        self._let_go_of_key()
        is_away = self._is_away or self._is_unread or not self._opened.is_there()
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
        if self._is_fixed or (path := paths.last_open()) == self._remembered:
            return
        self._remembered, self._is_away = path, True
        if path is not None and not path.is_dir():
            self._take(WorkshopFile.open(path))
            self._is_other = True

    def _take(self, opened: WorkshopFile) -> None:
        self._opened, self.workshop = opened, opened.workshop
        self._is_away = self._is_unread = False
        self._call.speak(opened.workshop.head.language)
        # Nothing is told here: a sentence about an exercise file would stand on the projector.
        self._held = self._call.held(opened.workshop, tell=lambda _sentence: None)
