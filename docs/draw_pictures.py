"""Draws ``docs/pictures/``: the wall in both themes and the desk, from the sample workshop.

Run it where coalition is installed with its development tools: ``python docs/draw_pictures.py``,
with names of pictures to draw those alone. A wall is the frame that the program lays out for a
screen of 80 by 24, in the colours of its themes. The desk is the program itself in a terminal of
that size, beside a wall in another, after its menu was told that the room cannot see it. The SVGs
need no font and no file from elsewhere.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import pexpect
import pyte
from rich.cells import cell_len

from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.entry import Place
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.run.wall_slide import Room, slide_of_room
from coalition_cli.store import WorkshopFile
from coalition_cli.terminal.slides.frame import Framing
from coalition_cli.terminal.slides.palette import BACKGROUND, BOLD, INKS, THEMES, Theme

FOLDER: Final = Path(__file__).parent / "pictures"
COLUMNS, LINES = 80, 24
CELL, LINE = 9.0, 20.0
F1, ENTER = "\x1bOP", "\r"
_WORDS: Final = re.compile(r"\S+(?: \S+)*")

RANKING: Final = Place("agenda-ranking", 1, "scores")
CIRCLE: Final = Place("visioning", 1, "pieces")
STORM: Final = Place("core-issues", 1, "obstacles")


class Moment(NamedTuple):
    """The sample after so many entries at ``place``, and what a picture of it is called."""

    place: Place
    count: int
    title: str


MOMENTS: Final = {
    "ranking": Moment(RANKING, 16, "The agenda ranked: places, numbers, a tie said in words"),
    "circle": Moment(CIRCLE, 23, "A turn of a circle: whose it is, and who comes next"),
    "storm": Moment(STORM, 9, "A brainstorm: numbered lines, the newest marked"),
}


class Piece(NamedTuple):
    """Text of one look in a row, from the cell at which it begins."""

    at: int
    text: str
    colour: str
    is_bold: bool


Rows = Sequence[Iterable[Piece]]


def main(chosen: Sequence[str]) -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    every = pictures()
    for name in chosen or every:
        (FOLDER / f"{name}.svg").write_text(every[name](), encoding="utf-8")


def pictures() -> dict[str, Callable[[], str]]:
    """What draws each picture, by its name."""
    walls: dict[str, Callable[[], str]] = {
        f"wall-{name}-{theme}": lambda name=name, theme=theme: wall(name, theme)  # type: ignore[misc]
        for name in MOMENTS
        for theme in THEMES
    }
    return {**walls, "desk-circle": desk}


def sample_at(moment: Moment, catalog: Catalog) -> Workshop:
    """The sample as it stood at ``moment``."""
    played = demo.play(demo.FIRST, catalog)
    workshop = Workshop(played.head)
    left = moment.count
    for entry in played.entries:
        workshop.extend([entry])
        left -= entry.place == moment.place
        if not left:
            break
    return workshop


def wall(name: str, theme: Theme) -> str:
    """The wall at one moment, in one theme."""
    moment, catalog = MOMENTS[name], Catalog(folders())
    room = Room(catalog.find, catalog.announced, catalog.find_programme)
    frame = Framing().frame(slide_of_room(sample_at(moment, catalog), room), COLUMNS, LINES)
    rows = []
    for row in frame.rows:
        pieces, at = [], 0
        for span in row:
            pieces.append(Piece(at, span.text, INKS[theme][span.role].colour, span.role in BOLD))
            at += cell_len(span.text)
        rows.append(pieces)
    return drawn(rows, f"{moment.title} ({theme})", BACKGROUND[theme].colour)


def desk() -> str:
    """The desk in a turn of a circle, which the room cannot see."""
    catalog = Catalog(folders())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.json"
        sample = sample_at(MOMENTS["circle"], catalog)
        WorkshopFile.create(path, sample.head).append_entries(sample.entries)
        with_wall = Terminal(Path(folder), "--file", str(path), "wall")
        with_wall.see("Next")
        seat = Terminal(Path(folder), "--file", str(path), CIRCLE.exercise)
        seat.see("Continue")
        seat.press(ENTER)
        seat.see("Next")
        seat.press(F1)
        seat.press("cannot see", ENTER)
        seat.see("Only you")
        ink, ground = INKS["dark"]["text"].colour, BACKGROUND["dark"].colour
        picture = drawn(seat.pieces(ink), "The desk in a turn of a circle", ground)
        seat.close()
        with_wall.close()
    return picture


class Terminal:
    """The program in a terminal of 80 by 24 with folders of its own."""

    def __init__(self, folder: Path, *words: str) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "HOME": str(folder)}
        environment |= {
            f"XDG_{name}_HOME": str(folder / name) for name in ("DATA", "CONFIG", "STATE")
        }
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        command = ["-m", "coalition_cli", *words]
        self._child = pexpect.spawn(
            sys.executable, command, env=environment, dimensions=(LINES, COLUMNS)
        )

    def press(self, *keys: str) -> None:
        """Press each of ``keys`` once nothing moves."""
        for key in keys:
            self._settle()
            self._child.send(key)
        self._settle()

    def see(self, words: str) -> None:
        """Wait for ``words``."""
        end = time.monotonic() + 30
        while words not in "\n".join(self.screen.display):
            if time.monotonic() > end:
                raise SystemExit(f"{words!r} never came:\n" + "\n".join(self.screen.display))
            self._settle()

    def pieces(self, ink: str) -> Rows:
        """What stands there, all in one colour."""
        rows = []
        for number in range(LINES):
            cells = [self.screen.buffer[number][column] for column in range(COLUMNS)]
            pieces, at = [], 0
            for is_bold, run in groupby(cells, key=lambda cell: bool(cell.bold)):
                text = "".join(cell.data for cell in run)
                pieces.append(Piece(at, text, ink, is_bold))
                at += len(text)
            rows.append(pieces)
        return rows

    def close(self) -> None:
        """End the program."""
        self._child.close(force=True)

    def _settle(self) -> None:
        try:
            while True:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.5))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def drawn(rows: Rows, title: str, ground: str) -> str:
    """An SVG of rows of cells."""
    wide, high = COLUMNS * CELL + 40, LINES * LINE + 40
    edge = INKS["light"]["quiet"].colour
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect x="1" y="1" width="{wide - 2:g}" height="{high - 2:g}" rx="8" fill="{ground}"'
        f' stroke="{edge}"/>',
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace"'
        ' font-size="15" xml:space="preserve">',
    ]
    for number, pieces in enumerate(rows):
        for piece in pieces:
            weight = ' font-weight="bold"' if piece.is_bold else ""
            # Browsers draw a row of blanks as one: words that stand apart are drawn apart.
            for found in _WORDS.finditer(piece.text):
                at = piece.at + cell_len(piece.text[: found.start()])
                text = found.group()
                parts.append(
                    f'<text x="{20 + at * CELL:g}" y="{34 + number * LINE:g}"'
                    f' fill="{piece.colour}"{weight}'
                    f' textLength="{cell_len(text) * CELL:g}">{escape(text)}</text>'
                )
    return "\n".join([*parts, "</g>", "</svg>", ""])


if __name__ == "__main__":
    main(sys.argv[1:])
