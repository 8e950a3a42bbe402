"""What the desk lets the walls of its workshop show: the step, what of it, and the page."""

from typing import TYPE_CHECKING

from coalition_cli.model.entry import Place
from coalition_cli.store.formats.base import Form
from coalition_cli.store.side import room_page
from coalition_cli.store.side.room_page import RoomPage

if TYPE_CHECKING:
    from coalition_cli.run.engine import Engine
    from coalition_cli.terminal import Terminal


class OnWall:
    """The page that the desk has put before the room; the walls are told of each change once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._page: RoomPage | None = None

    @property
    def at(self) -> tuple[str, ...]:
        """The ids of what is spoken of at the step."""
        return self._page.at if self._page else ()

    def follow(self, engine: "Engine", stage: "Terminal", opening: Place | None) -> None:
        """Follow what the room of ``engine`` works on; ``opening`` is a run that only opens now."""
        engine.before_room = self.stand_at
        stage.before_room = self.put
        if opening is not None:
            self._tell(RoomPage(opening, is_opening=True))

    def stand_at(self, place: Place) -> None:
        """Let the walls show the step at ``place``; what was put there before stays put."""
        page = self._page
        if page is None or page.place != place or page.is_opening:
            self._tell(RoomPage(place))

    def put(self, at: tuple[str, ...]) -> None:
        """Put one thing of the step before the room; without any, what came of it."""
        if self._page is not None:
            self._tell(self._page._replace(at=at, turned=0))

    def turn(self, turned: int) -> None:
        """Show the page that lies ``turned`` pages from the one that stands by itself."""
        if self._page is not None:
            self._tell(self._page._replace(turned=turned))

    def close(self) -> None:
        """Let the walls show what the workshop alone says."""
        if self._page is not None:
            self._page = None
            room_page.take_away(self._form)

    def _tell(self, page: RoomPage) -> None:
        if page != self._page:
            self._page = page
            room_page.put(self._form, page)
