"""The wall in a browser of this laptop: one page, and a stream of the slides that stand on it.

It answers on the loopback alone, keeps no log, and takes nothing from whoever reads.
"""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from coalition_cli.blocks import Quadrant
from coalition_cli.i18n import _
from coalition_cli.room.guard import Guard, new_secret
from coalition_cli.room.markup import Tree, element, html, tree
from coalition_cli.room.slide_markup import page
from coalition_cli.slide import Grid, Slide
from coalition_cli.terminal.slides.frame import Framing, Shown
from coalition_cli.terminal.slides.palette import BACKGROUND, INKS, THEMES, Theme
from coalition_cli.terminal.wall_screen import POLL_SECONDS, Watched

ROWS: Final = 19
"""The rows of a terminal with the same pages: 14 lines, between the place and the foot."""
_COLUMNS: Final = 68
"""Its columns: lines of 60 letters."""
_WIDE_COLUMNS: Final = 84
"""Numbers and the heads of tables are narrow, and names stand beside a picture."""
LOOPBACK: Final = "127.0.0.1"
_BEAT_SECONDS: Final = 0.5
_RETRY: Final = "retry: 500\n\n"
_STYLE: Final = Path(__file__).with_name("wall.css")
_SCRIPT: Final = Path(__file__).with_name("wall.js")


def columns_for(slide: Slide) -> int:
    """The columns of a terminal that has the same pages of ``slide``."""
    is_wide = any(isinstance(part, Grid | Quadrant) for stage in slide.stages for part in stage)
    return _WIDE_COLUMNS if is_wide else _COLUMNS


class Told(Protocol):
    """Whoever wants to know which page stands before a room, and that none does any more."""

    def __call__(self, shown: Shown | None, columns: int = 0, rows: int = 0) -> None:
        """Hear of ``shown`` and of the terminal with the same pages; None where nobody looks."""


class _Message(NamedTuple):
    """What the page is told, and the slide that it was made of."""

    shown: Shown
    standing: Shown
    columns: int
    theme: Theme
    language: str
    pause: str


class Wall:
    """The wall of a workshop, for every browser that asks for it.

    ``theme`` and ``language`` are asked anew with each slide.
    """

    def __init__(
        self,
        watched: Watched,
        theme: Callable[[], Theme],
        language: Callable[[], str],
        tell: Told,
    ) -> None:
        self._watched = watched
        self._theme = theme
        self._language = language
        self._tell = tell
        self._framing = Framing()
        self._next_look = 0.0
        self._streams = 0
        self._number = 0
        self._beat = 0
        self._message: _Message | None = None
        self._news = asyncio.Condition()
        self.is_over = False

    def app(self, secret: str, hosts: frozenset[str]) -> Guard:
        """The application behind its guard."""
        routes = [
            Route("/", self._page),
            Route("/wall.css", self._style),
            Route("/wall.js", self._script),
            Route("/live", self._live),
        ]
        return Guard(Starlette(routes=routes, lifespan=self._life), secret, hosts)

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        """Look at the workshop for as long as the wall stands, and say so.

        A page that hears nothing more, whatever the reason, shows a pause.
        """
        next_beat = 0.0
        while not self.is_over:
            now = time.monotonic()
            is_new = self._look(now)
            if is_new or now >= next_beat:
                next_beat = now + _BEAT_SECONDS
                await self._wake()
            await asyncio.sleep(POLL_SECONDS)
        await self._wake()

    async def _wake(self) -> None:
        async with self._news:
            self._beat += 1
            self._news.notify_all()

    def _look(self, now: float) -> bool:
        """Make the message anew where something changed; True if it is another."""
        if not self._watched.has_changed() and now < self._next_look:
            return False
        slide, turned = self._watched.slide(), self._watched.turned
        self._next_look = now + self._watched.seconds_to_look()
        columns = columns_for(slide)
        standing = shown = self._framing.shown(slide, columns, ROWS)
        if turned:
            shown = self._framing.shown(slide, columns, ROWS, shown.page + turned)
        message = _Message(shown, standing, columns, self._theme(), self._language(), _("Break"))
        if message == self._message:
            return False
        self._message = message
        self._number += 1
        if self._streams:
            self._tell(message.standing, message.columns, ROWS)
        return True

    def _now(self) -> _Message:
        if self._message is None:
            self._look(time.monotonic())
        assert self._message is not None  # noqa: S101 (the first look always makes one)
        return self._message

    async def _page(self, _request: Request) -> Response:
        message = self._now()
        head = element(
            "head",
            "",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", "", "Wall"),
            element("link", rel="stylesheet", href="wall.css"),
            element("script", "", src="wall.js", defer=""),
        )
        body = element("body", "", page(message.shown), data_pause=message.pause)
        whole = element("html", "", head, body, lang=message.language, data_theme=message.theme)
        return HTMLResponse("<!DOCTYPE html>\n" + html(whole) + "\n")

    async def _style(self, _request: Request) -> Response:
        written = colours() + _STYLE.read_text(encoding="utf-8")
        return Response(written, media_type="text/css")

    async def _script(self, _request: Request) -> Response:
        return Response(_SCRIPT.read_text(encoding="utf-8"), media_type="text/javascript")

    async def _live(self, _request: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        self._streams += 1
        sent = 0
        beat = self._beat
        try:
            message = self._now()
            self._tell(message.standing, message.columns, ROWS)
            yield _RETRY
            while not self.is_over:
                if sent != self._number:
                    sent = self._number
                    yield _event("slide", sent, self._as_told())
                else:
                    yield _event("beat", sent)
                async with self._news:
                    await self._news.wait_for(lambda: self.is_over or self._beat != beat)  # noqa: B023
                    beat = self._beat
        finally:
            self._streams -= 1
            if not self._streams:
                self._tell(None)

    def _as_told(self) -> str:
        message = self._now()
        told: dict[str, str | int | Tree] = {
            "page": tree(page(message.shown)),
            "number": message.shown.page,
            "theme": message.theme,
            "language": message.language,
            "pause": message.pause,
        }
        return json.dumps(told)


def _event(kind: str, number: int, data: str = "-") -> str:
    """One event of the stream; JSON without a line break is one line."""
    return f"event: {kind}\nid: {number}\ndata: {data}\n\n"


def colours() -> str:
    """The colours of both themes as the style names them: those of the wall in a terminal."""
    written = []
    for theme in THEMES:
        inks = [("ground", BACKGROUND[theme]), *INKS[theme].items()]
        named = "".join(f"--{role}:{ink.colour};" for role, ink in inks)
        written.append(f'html[data-theme="{theme}"]{{{named}}}\n')
    return "".join(written)


def bound() -> socket.socket:
    """A socket on a free port of the loopback: no other machine can reach it."""
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    own.bind((LOOPBACK, 0))
    own.listen()
    return own


def prepared(wall: Wall) -> "tuple[Server, str]":
    """A server for ``wall`` on a port that is its own, and its address, which nobody else knows."""
    own = bound()
    host = f"{LOOPBACK}:{own.getsockname()[1]}"
    secret = new_secret()
    hosts = frozenset((host, host.replace(LOOPBACK, "localhost")))
    return Server(wall, wall.app(secret, hosts), own), f"http://{host}/{secret}/"


def serve(wall: Wall, say: Callable[[str], None]) -> None:
    """Serve ``wall`` until Ctrl-C; ``say`` is told the address."""
    server, address = prepared(wall)
    say(address)
    # uvicorn ends by the signal that ended it, which for a wall is no accident.
    with suppress(KeyboardInterrupt):
        server.run_here()


class Server(uvicorn.Server):
    """uvicorn without a word of its own: no log has the secret path, nor who asked for it."""

    def __init__(self, wall: Wall, app: Guard, own: socket.socket) -> None:
        self._wall = wall
        self._own = own
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                http="h11",
                ws="none",
                loop="asyncio",
                limit_concurrency=64,
                timeout_graceful_shutdown=1,
            )
        )

    def run_here(self) -> None:
        """Answer until it is to end."""
        self.run(sockets=[self._own])

    async def on_tick(self, counter: int) -> bool:
        """End the streams as soon as the server is to end: they would keep it waiting."""
        should_end = await super().on_tick(counter)
        if should_end:
            self._wall.is_over = True
        return should_end
