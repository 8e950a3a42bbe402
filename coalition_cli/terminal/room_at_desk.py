"""What a desk knows of its room: the page of the moment, the walls, and who can see this window."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

from coalition_cli.desk_page import DeskPage
from coalition_cli.slide import Timing

if TYPE_CHECKING:
    from coalition_cli.terminal.slides.frame import Frame


class DeskState(NamedTuple):
    """What a desk shows beside its page: the time of day, and by how many pages it is turned.

    ``is_unseen``: the room cannot see this window. ``is_ahead``: what comes next is looked at.
    ``is_hidden``: the wall shows no words until somebody says so. ``timing`` is the time of the
    step as the room reads it, ``wall`` the columns and rows of the wall that stands, or of a usual
    one.
    """

    time: str = ""
    turned: int = 0
    is_unseen: bool = False
    is_ahead: bool = False
    is_hidden: bool = False
    timing: Timing | None = None
    wall: tuple[int, int] = (80, 24)


class RoomAtDesk(Protocol):
    """The room in front of a desk."""

    def desk(self) -> DeskPage | None:
        """The desk of this moment; None where there is no step."""

    def state(self) -> DeskState:
        """What the desk shows beside it, at every drawing."""

    def turn(self, pages: int, frame: "Frame | None") -> None:
        """Turn the walls by ``pages``; ``frame`` is what stands at the desk."""

    def has_wall(self) -> bool:
        """True if a wall stands at this workshop."""

    def set_unseen(self, is_unseen: bool) -> None:
        """Take down that the room can, or cannot, see this window."""

    def is_wall_hidden(self) -> bool:
        """True if the wall shows no words of the room until somebody says so."""

    def show_wall(self) -> None:
        """Let the wall show the room's words again."""


class NoRoom:
    """No room: prompts of commands beside the exercises."""

    def desk(self) -> DeskPage | None:
        return None

    def state(self) -> DeskState:
        return DeskState()

    def turn(self, pages: int, frame: "Frame | None") -> None:
        return

    def has_wall(self) -> bool:
        return False

    def set_unseen(self, is_unseen: bool) -> None:
        return

    def is_wall_hidden(self) -> bool:
        return False

    def show_wall(self) -> None:
        return
