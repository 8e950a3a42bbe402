"""What the desk lets the walls of its workshop show, and what it knows of them."""

from datetime import datetime
from typing import TYPE_CHECKING

from coalition_cli.app.own_window import OwnWindow
from coalition_cli.clock import awake
from coalition_cli.desk_page import DeskPage
from coalition_cli.model.entry import Place
from coalition_cli.run.wall_slide import timed
from coalition_cli.slide import Slide
from coalition_cli.store.side import blank_wall, open_walls, room_page
from coalition_cli.store.side.room_page import RoomPage
from coalition_cli.terminal.room_at_desk import DeskState

if TYPE_CHECKING:
    from coalition_cli.run.engine import Engine
    from coalition_cli.store.formats.base import Form
    from coalition_cli.terminal import Terminal
    from coalition_cli.terminal.slides.frame import Frame

_LOOK_SECONDS = 0.25


class OnWall:
    """The page that the desk has put before the room; the walls are told of each change once."""

    def __init__(self, form: "Form", window: OwnWindow | None = None) -> None:
        self._form = form
        self._page: RoomPage | None = None
        self._engine: Engine | None = None
        self._window = window or OwnWindow()
        self._walls: list[open_walls.Wall] = []
        self._looked: float | None = None

    def follow(self, engine: "Engine", stage: "Terminal", opening: Place | None) -> None:
        """Follow what the room of ``engine`` works on; ``opening`` is a run that only opens now."""
        self._engine = engine
        engine.before_room = self.stand_at
        stage.before_room = self.put
        stage.room = self
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

    def close(self) -> None:
        """Let the walls show what the workshop alone says."""
        if self._page is not None:
            self._page = None
            room_page.take_away(self._form)

    def desk(self) -> DeskPage | None:
        """The desk of this moment; None where there is no step."""
        at = self._page.at if self._page else ()
        return self._engine.desk(at) if self._engine is not None else None

    def state(self) -> DeskState:
        """The time, the page turned to, and if the room cannot see this window.

        It can as soon as no wall stands any more.
        """
        if self._window.is_unseen and not self.has_wall():
            self._window.is_unseen = False
        turned = self._page.turned if self._page else 0
        engine = self._engine
        timing = timed(Slide(), engine.clock).timing if engine and engine.step else None
        time = datetime.now().strftime("%H:%M")
        walls = self._stand()
        size = (walls[0].columns, walls[0].rows) if walls else DeskState().wall
        return DeskState(
            time,
            turned,
            self._window.is_unseen,
            is_hidden=self.is_wall_hidden(),
            timing=timing,
            wall=size,
        )

    def turn(self, pages: int, frame: "Frame | None") -> None:
        """Turn the walls by ``pages``, as far as there are any; 0 turns back to what is newest."""
        if self._page is None:
            return
        turned = self._page.turned + pages if pages else 0
        walls = self._stand()
        standing = walls[0] if walls else frame
        if standing is not None:
            turned = min(max(turned, 1 - standing.page), standing.pages - standing.page)
        self._tell(self._page._replace(turned=turned))

    def has_wall(self) -> bool:
        """True if a wall stands at this workshop."""
        return bool(self._stand())

    def set_unseen(self, is_unseen: bool) -> None:
        """Take down that the room can, or cannot, see this window."""
        self._window.is_unseen = is_unseen

    def is_wall_hidden(self) -> bool:
        """True if the wall shows no words of the room until somebody says so."""
        return blank_wall.drawn(self._form.path) == "plain"

    def show_wall(self) -> None:
        """Let the wall show the room's words again, however it was hidden."""
        blank_wall.lift(self._form.path)

    def _stand(self) -> list[open_walls.Wall]:
        now = awake()
        if self._looked is None or not 0 <= now - self._looked < _LOOK_SECONDS:
            self._walls, self._looked = open_walls.standing(self._form.path), now
        return self._walls

    def _tell(self, page: RoomPage) -> None:
        if page != self._page:
            self._page = page
            room_page.put(self._form, page)
