"""A document as stretches of paragraphs and tables: the one reading that all formats share."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, TypeAlias

from coalition_cli.model.document import Document, Head, Pairs, Part, Section
from coalition_cli.phrasing.section_words import content_of
from coalition_cli.wordprocessing.breadth import MILLIMETRES, breadth, lines_of
from coalition_cli.wordprocessing.contents import Room, in_a_strip, nodes_of
from coalition_cli.wordprocessing.looks import (
    COLUMN_GAP,
    GRIDS,
    LETTERS,
    PAGE,
    SLIP_EDGE,
    looks,
    margins,
    title_points,
)
from coalition_cli.wordprocessing.nodes import (
    Gap,
    Grid,
    GridName,
    GridRow,
    Node,
    Paragraph,
    Picture,
    Stop,
    Stretch,
    Tab,
    Words,
)

SLIPS_ON_A_PAGE: Final = 4
SLIP: Final = (PAGE[0] / 2 - SLIP_EDGE, PAGE[1] / 2 - SLIP_EDGE - 1)
"""A6 without its edge, a little lower: below the last row stands the end of a paragraph."""

_DEEPEST: Final = 3
_LARGE: Final = 11.5
_LEAST: Final = 6.0
"""No letters are smaller, however much stands on a slip."""

_LINE: Final = 1.23
"""The height of a line as a share of that of its letters."""

_SPARE: Final = 2.0
"""Boxes to tick make their line a little higher."""

_SHORT: Final = 80.0


def width_of(document: Document) -> float:
    """How wide the words on our own page are."""
    return PAGE[0] - 2 * margins(document.audience).side


def stretches(document: Document, width: float) -> tuple[Stretch, ...]:
    """The document as a word processor sets it, on a page whose words are ``width`` wide."""
    found: list[Stretch] = []
    for at, part in enumerate(document.parts):
        head = () if at else tuple(_head_nodes(document, part.points, width))
        if part.is_slips:
            found += [Stretch(head)] if head else []
            found += _slips(part, document.head.title)
        else:
            found += _stretches_of(part, head, width)
    return tuple(found)


def _head_nodes(document: Document, points: float, width: float) -> Iterable[Node]:
    head = document.head
    if head.label:
        yield Paragraph("Label", (Words(head.label),), points)
    yield from _titled(head, title_points(document), points, width)
    if head.line:
        yield Paragraph("Subtitle", (Words(head.line),), points)
    yield Gap(2)


def _titled(head: Head, size: float, points: float, width: float) -> Iterable[Node]:
    """What a reader must know first stands at the end of the title's line, or above it."""
    title = Paragraph("Title", (Words(head.title),), points)
    if not head.warning:
        yield title
        return
    taken = breadth(head.title, size, is_strong=True)
    taken += breadth(head.warning, size * LETTERS["note"].share, is_strong=True)
    if taken > width * 1.05 or "\n" in head.title:
        yield Paragraph("Warning", (Words(head.warning),), points, "end", keeps_next=True)
        yield title
        return
    pieces = (Words(head.title), Tab(), Words(head.warning, "note"))
    yield Paragraph("Title", pieces, points, stops=(Stop(width, is_end=True),))


def _stretches_of(part: Part, head: tuple[Node, ...], width: float) -> Iterable[Stretch]:
    title = (Paragraph("Heading 1", (Words(part.title),), part.points),) if part.title else ()
    above = (*head, *title)
    if part.columns < 2:
        yield Stretch((*above, *_sections(part.sections, Room(width, part.points))))
        return
    if above:
        yield Stretch(above)
    column = (width - COLUMN_GAP * (part.columns - 1)) / part.columns
    room = Room(column, part.points, is_narrow=True)
    nodes = tuple(node for section in part.sections for node in _section(section, room))
    if nodes:
        yield Stretch(nodes, part.columns, is_new_page=not above)


def _sections(sections: Sequence[Section], room: Room) -> Iterable[Node]:
    """Sections below each other, those with a side beside each other."""
    for has_side, run in groupby(sections, lambda section: bool(section.side)):
        if has_side:
            yield from _sides(tuple(run), room)
        else:
            for section in run:
                yield from _section(section, room)


def _sides(sections: Sequence[Section], room: Room) -> Iterable[Node]:
    gap = COLUMN_GAP - GRIDS["bare"].room[1]
    half = Room((room.width - COLUMN_GAP) / 2, room.points, is_narrow=True)
    cells = []
    for side in ("left", "right"):
        nodes = [node for each in sections if each.side == side for node in _section(each, half)]
        cells.append(tuple(nodes))
    if not all(cells):
        yield from (node for each in sections for node in _section(each, room))
        return
    widths = ((room.width + gap) / 2, (room.width - gap) / 2)
    yield Grid("bare", widths, (GridRow(tuple(cells), is_whole=False),))


def _section(section: Section, room: Room) -> Iterable[Node]:
    """A section in its look."""
    grid = _GROUNDS.get(section.look)
    taken = sum(GRIDS[grid].room[1::2]) if grid else 0
    level = section.level if section.title else section.level - 1
    inner = replace(room.narrower(taken), title=section.title, level=level)
    if section.look in ("strip", "run-in"):
        outside: tuple[Node, ...] = ()
        inside = _run_in(section, inner)
    else:
        title = tuple(_title(section, inner))
        held = nodes_of(content_of(section), inner)
        is_inside = section.look == "frame" or (section.look == "side-bar" and section.level > 2)
        outside, inside = ((), _flush(*title, *held)) if is_inside else (title, held)
    yield from outside
    if not grid:
        yield from inside
    elif inside:
        whole = GridRow((inside,), is_whole=is_short(inside, inner.width))
        yield from (*(() if outside else (Gap(4),)), Grid(grid, (room.width,), (whole,)), Gap(3))


_GROUNDS: Final[dict[str, GridName]] = {
    "tint": "tint",
    "frame": "frame",
    "strip": "tint",
    "side-bar": "bar",
}


def _flush(*nodes: Node) -> tuple[Node, ...]:
    """``nodes``, no room left above the first where a ground leaves some."""
    if nodes and isinstance(nodes[0], Paragraph):
        return (replace(nodes[0], is_flush=True), *nodes[1:])
    return nodes


def _title(section: Section, room: Room) -> Iterable[Node]:
    if not section.title and not section.code:
        return
    style = f"Heading {min(max(section.level, 1), _DEEPEST)}"
    code = (Tab(), Words(section.code, "code")) if section.code else ()
    stops = (Stop(room.width, is_end=True),) if code else ()
    yield Paragraph(style, (Words(section.title), *code), room.points, stops=stops)


def _run_in(section: Section, room: Room) -> tuple[Node, ...]:
    """The contents of ``section``, its title at the beginning of the first paragraph."""
    contents = content_of(section)
    title = (Words(section.title, "strong"), Words(" ")) if section.title else ()
    if section.look == "strip" and contents and isinstance(contents[0], Pairs):
        return (
            _strip(section.title, contents[0], room),
            *nodes_of(contents[1:], room),
        )
    nodes = nodes_of(contents, room)
    if not title:
        return nodes
    if nodes and isinstance(nodes[0], Paragraph):
        return (nodes[0].after(*title), *nodes[1:])
    return (Paragraph("Body", title[:1], room.points, keeps_next=True), *nodes)


def _strip(title: str, pairs: Pairs, room: Room) -> Paragraph:
    """All in one line, in smaller letters where they would not fit."""
    pieces = (*((Words(title, "strong"),) if title else ()), *in_a_strip(pairs.pairs))
    length = breadth("".join(piece.text for piece in pieces), room.points)
    fits = length <= room.width * 0.95 or room.points > _LARGE
    return Paragraph("Cell", pieces, room.points if fits else round(room.points * 1.7) / 2)


def height_of(nodes: Sequence[Node], width: float) -> float:
    """How high ``nodes`` are in a column of this ``width``, judged high."""
    return sum(_height(node, width) for node in nodes)


def _height(node: Node, width: float) -> float:
    match node:
        case Gap():
            return node.points * MILLIMETRES
        case Grid():
            return sum(_row_height(row, node) for row in node.rows)
        case Paragraph():
            look = looks(node.points)[node.style]
            text = "".join(piece.text for piece in node.pieces if isinstance(piece, Words))
            drawn = sum(piece.height for piece in node.pieces if isinstance(piece, Picture))
            lines = lines_of(text, look.size, width - look.indent)
            return (lines * look.size * _LINE + look.before + look.after) * MILLIMETRES + drawn


def _row_height(row: GridRow, grid: Grid) -> float:
    above, right, below, left = GRIDS[grid.name].room
    cells = zip(row.cells, grid.widths, strict=True)
    heights = [height_of(cell, width - left - right) for cell, width in cells]
    return max(row.height, above + below + max(heights, default=0))


def is_short(nodes: Sequence[Node], width: float) -> bool:
    """True if ``nodes`` are a few lines that stand well on one page."""
    return height_of(nodes, width) < _SHORT


def _slips(part: Part, title: str) -> Iterable[Stretch]:
    """A page for every four slips, with lines to cut along."""
    for at in range(0, len(part.sections), SLIPS_ON_A_PAGE):
        four = [_slip(each, part.points, title) for each in part.sections[at:][:SLIPS_ON_A_PAGE]]
        four += [_NO_SLIP] * (SLIPS_ON_A_PAGE - len(four))
        rows: list[GridRow] = []
        for pair in (four[:2], four[2:]):
            low = max(height for _nodes, _after, height in pair)
            above = tuple(nodes for nodes, _after, _height in pair)
            below = tuple(after for _nodes, after, _height in pair)
            rows.append(GridRow(above, height=SLIP[1] - low, is_cut=bool(rows)))
            rows.append(GridRow(below, height=low, is_low=True))
        yield Stretch((Grid("slips", (SLIP[0],) * 2, tuple(rows)),), is_slips=True)


_Slip: TypeAlias = tuple[tuple[Node, ...], tuple[Node, ...], float]
"""What stands on a slip, what stands at its bottom, and how high that is."""

_NO_SLIP: Final[_Slip] = ((), (), 20.0)


def _slip(section: Section, points: float, title: str) -> _Slip:
    """A slip in letters as large as it has room for."""
    above, right, below, left = GRIDS["slips"].room
    room = Room(SLIP[0] - left - right, points, section.title, is_narrow=True)
    while True:
        nodes, after = _slip_nodes(section, room, title)
        low = height_of(after, room.width) + above + below + _SPARE
        if height_of(nodes, room.width) + above + below + low < SLIP[1]:
            return nodes, after, low
        if room.points <= _LEAST:
            return nodes, after, low
        room = replace(room, points=room.points - 0.5)


def _slip_nodes(
    section: Section, room: Room, title: str
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    code = (Tab(), Words(section.code, "code")) if section.code else ()
    stops = (Stop(room.width, is_end=True),)
    head = Paragraph("Cell Quiet", (Words(title), *code), room.points, stops=stops)
    named = (Paragraph("Slip Name", (Words(section.title),), room.points),)
    shown = content_of(replace(section, after=()))
    body = nodes_of(shown, room)
    return (head, *(named if section.title else ()), *body), nodes_of(section.after, room)
