"""The server of the browser's wall: who may ask, what goes back, and what follows the workshop."""

import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from coalition_cli.room import wall_server
from coalition_cli.slide import Slide
from coalition_cli.terminal.slides.frame import Shown
from coalition_cli.terminal.slides.palette import BACKGROUND, INKS, THEMES
from tests.room.page_words import text_of
from tests.room.room_slides import HOSTILE, RANK, of_words

HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Watched:
    """A workshop whose slide a test puts."""

    def __init__(self, slide: Slide) -> None:
        self._slide = slide
        self._is_new = True
        self.turned = 0

    def put(self, slide: Slide) -> None:
        self._slide, self._is_new = slide, True

    def has_changed(self) -> bool:
        is_new, self._is_new = self._is_new, False
        return is_new

    def slide(self) -> Slide:
        return self._slide

    def seconds_to_look(self) -> float:
        return 1.0


class Standing(NamedTuple):
    """A wall that is served: what it watches, its address, and the pages that a desk was told."""

    watched: Watched
    port: int
    path: str
    told: list[int | None]

    def ask(
        self, path: str = "", method: str = "GET", host: str | None = None
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(
            method, path or self.path, headers={"Host": host or f"127.0.0.1:{self.port}"}
        )
        return connection.getresponse()


def serve(slide: Slide) -> tuple[Standing, Callable[[], None]]:
    """A wall of ``slide`` on a real port, and what ends it."""
    watched, told = Watched(slide), []

    def tell(shown: Shown | None, columns: int = 0, rows: int = 0) -> None:
        told.append(shown.page if shown else None)

    wall = wall_server.Wall(watched, lambda: "dark", lambda: "sw", tell)
    server, address = wall_server.prepared(wall)
    thread = threading.Thread(target=server.run_here, daemon=True)
    thread.start()
    parts = urlsplit(address)

    def end() -> None:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()

    return Standing(watched, parts.port or 0, parts.path, told), end


@pytest.fixture
def standing() -> Iterator[Standing]:
    made, end = serve(RANK)
    yield made
    end()


def test_the_address_is_secret_and_every_other_path_is_not_there(standing: Standing) -> None:
    secret = standing.path.strip("/")
    assert len(secret) >= 22  # of 64 signs: 132 bits and more
    assert standing.ask().status == 200
    for path in ("/", "/favicon.ico", "/live", f"/{secret}", f"/{secret[:-1]}/", f"/{secret}x/"):
        assert standing.ask(path).status == 404, path
    assert standing.ask(f"/{secret}/nothing").status == 404


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.evil.org"])
def test_a_name_that_is_not_ours_is_refused_before_the_path(standing: Standing, host: str) -> None:
    assert standing.ask(host=host).status == 421
    assert standing.ask("/", host=host).status == 421


def test_nothing_is_taken_from_whoever_reads(standing: Standing) -> None:
    assert standing.ask(method="POST").status == 405
    assert standing.ask(method="DELETE").status == 405
    assert standing.ask("/", method="POST").status == 404


def test_every_answer_forbids_to_keep_it_and_to_load_anything_else(standing: Standing) -> None:
    paths = [standing.path + name for name in ("", "wall.css", "wall.js", "nothing")] + ["/"]
    for path in paths:
        answer = standing.ask(path)
        for name, value in HEADERS.items():
            assert answer.getheader(name) == value, (path, name)
        policy = answer.getheader("content-security-policy", "")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.getheader("server") is None
    assert standing.ask(host="example.org").getheader("cache-control") == "no-store"


def test_only_the_loopback_is_bound() -> None:
    own = wall_server.bound()
    try:
        host, port = own.getsockname()
        assert host == "127.0.0.1"
        assert port > 0
        other = socket.gethostbyname(socket.gethostname())
        if not other.startswith("127."):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection((other, port), timeout=5)
    finally:
        own.close()


def test_the_page_has_the_slide_its_language_and_its_theme(standing: Standing) -> None:
    page = standing.ask().read().decode()
    assert '<html lang="sw" data-theme="dark">' in page
    assert "<title>Wall</title>" in page
    assert "Work and loans for women" in text_of(page)
    assert "http:" not in page


def test_the_style_has_the_colours_of_the_terminal(standing: Standing) -> None:
    style = standing.ask(standing.path + "wall.css").read().decode()
    for theme in THEMES:
        for ink in (BACKGROUND[theme], *INKS[theme].values()):
            assert ink.colour in style
    assert "url(" not in style
    assert "@import" not in style


def event_of(stream: http.client.HTTPResponse, kind: str) -> str:
    """The data of the next event of ``kind``."""
    while stream.readline().strip() != f"event: {kind}".encode():
        pass
    stream.readline()
    return stream.readline().decode()


def test_the_stream_begins_with_the_slide_follows_and_beats(standing: Standing) -> None:
    stream = standing.ask(standing.path + "live")
    assert stream.getheader("content-type", "").startswith("text/event-stream")
    assert "Stigma in the village" in event_of(stream, "slide")
    assert event_of(stream, "beat")
    standing.watched.put(of_words(*HOSTILE))
    told = event_of(stream, "slide")
    assert "alert(1)" in told
    assert "Stigma" not in told
    assert standing.told[0] == 1
    stream.close()


def test_the_end_of_the_server_ends_its_streams_and_the_desk_hears_of_it() -> None:
    standing, end = serve(RANK)
    stream = standing.ask(standing.path + "live")
    event_of(stream, "slide")
    end()
    assert standing.told[-1] is None
