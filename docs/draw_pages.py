"""Draws ``docs/pictures/page-*.png``: the first page of each summary, from the sample workshop.

Run it where coalition is installed with its documents: ``python docs/draw_pages.py``, with names
of pictures to draw those alone. A page is set as the PDF of the sample is, and kept in sixteen
colours: those of the template, and steps from its accent and from black to white. The same sample
gives the same pictures, as long as typst draws letters in the same way.
"""

import json
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import typst

from coalition_cli.app.gated_summary import gated
from coalition_cli.catalog import Catalog, folders
from coalition_cli.model.audience import Audience
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.typesetting import fitted
from coalition_cli.typesetting.compiler import FOLDER as TYPESETTING
from coalition_cli.typesetting.compiler import FONTS, TEMPLATE
from coalition_cli.typesetting.page_data import data_of

FOLDER: Final = Path(__file__).parent / "pictures"
DOTS_AN_INCH: Final = 72

Colour = tuple[int, int, int]
ACCENT: Final[Colour] = (0x0B, 0x55, 0x63)
TINT: Final[Colour] = (0xE9, 0xF0, 0xF1)
HAIRLINE: Final[Colour] = (0xB9, 0xC6, 0xC9)
PALETTE: Final[tuple[Colour, ...]] = (
    *((grey, grey, grey) for grey in (0, 40, 80, 115, 150, 185, 215, 238, 255)),
    ACCENT,
    *((255 - (255 - 0x0B) * step // 5, 255 - 170 * step // 5, 255 - 156 * step // 5)
      for step in (4, 3, 2, 1)),
    TINT,
    HAIRLINE,
)  # fmt: skip

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


class Page(NamedTuple):
    """A page of the summary for ``audience``, counted from 0."""

    audience: Audience
    number: int = 0


PAGES: Final = {
    "page-participants": Page("participants"),
    "page-organizer": Page("organizer"),
    "page-donor": Page("donor"),
    "page-follow-up": Page("follow-up"),
    "page-slips": Page("follow-up", 1),
}


def main(chosen: Sequence[str]) -> None:
    """Write the pictures."""
    every = pictures()
    for name in chosen or every:
        (FOLDER / f"{name}.png").write_bytes(every[name]())


def pictures() -> dict[str, Callable[[], bytes]]:
    """What draws each picture, by its name."""
    return {name: partial(drawn, page) for name, page in PAGES.items()}


def drawn(page: Page) -> bytes:
    """The page as a PNG of few colours."""
    return in_few_colours(_set(page.audience)[page.number])


@cache
def _sample() -> tuple[Workshop, Catalog]:
    catalog = Catalog(folders())
    return demo.play(demo.FIRST, catalog), catalog


@cache
def _set(audience: Audience) -> list[bytes]:
    workshop, catalog = _sample()
    summary = gated(workshop, catalog.find, audience).summary
    compiler = typst.Compiler(
        input=TEMPLATE,
        root=TYPESETTING,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data_of(fitted(summary.document)))},
    )
    pages: Any = compiler.compile(format="png", ppi=DOTS_AN_INCH)
    return pages if isinstance(pages, list) else [pages]


def in_few_colours(png: bytes) -> bytes:
    """The picture ``png``, four bytes a dot, with four bits a dot."""
    width, height, rows = _dots(png)
    nearest = cache(_nearest)
    lines = []
    for row in rows:
        numbers = [nearest(row[at], row[at + 1], row[at + 2]) for at in range(0, len(row), 4)]
        numbers += [0] * (width % 2)
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        lines.append(b"\0" + bytes(left << 4 | right for left, right in pairs))
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    colours = bytes(part for colour in PALETTE for part in colour)
    content = zlib.compress(b"".join(lines), 9)
    chunks = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", content), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(*each) for each in chunks)


def _nearest(red: int, green: int, blue: int) -> int:
    def distance(number: int) -> int:
        other = PALETTE[number]
        return (red - other[0]) ** 2 + (green - other[1]) ** 2 + (blue - other[2]) ** 2

    return min(range(len(PALETTE)), key=distance)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _dots(png: bytes) -> tuple[int, int, Iterator[bytes]]:
    """The width, the height and the rows of a PNG with red, green, blue and alpha a dot."""
    width, height, bits, colours = struct.unpack_from(">IIBB", png, 16)
    if (bits, colours) != (8, 6):
        raise SystemExit("Typst wrote a PNG of another sort; look at _dots.")
    data, at = b"", len(_SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return width, height, _rows(zlib.decompress(data), width * 4)


def _rows(data: bytes, length: int) -> Iterator[bytes]:
    """Each row of a PNG, its filter undone: a byte is kept as what differs from those before it."""
    above = bytes(length)
    for start in range(0, len(data), length + 1):
        sort, kept = data[start], data[start + 1 : start + 1 + length]
        row = bytearray(kept)
        for at in range(length) if sort else ():
            left = row[at - 4] if at >= 4 else 0
            corner = above[at - 4] if at >= 4 else 0
            row[at] = (kept[at] + _expected(sort, left, above[at], corner)) & 255
        above = bytes(row)
        yield above


def _expected(sort: int, left: int, up: int, corner: int) -> int:
    if sort == 4:
        likely = left + up - corner
        return min((left, up, corner), key=lambda each: abs(likely - each))
    return {1: left, 2: up, 3: (left + up) // 2}[sort]


if __name__ == "__main__":
    main(sys.argv[1:])
