"""What stands below the title of a section, as paragraphs and grids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import takewhile
from typing import Final

from coalition_cli.blocks import (
    Action,
    Actions,
    Bars,
    Bullet,
    Bullets,
    Heading,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
)
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Cell,
    Content,
    Facts,
    Pair,
    Pairs,
    Row,
    Rows,
)
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.wordprocessing.breadth import breadth, widest
from coalition_cli.wordprocessing.looks import looks
from coalition_cli.wordprocessing.nodes import (
    Align,
    Gap,
    Grid,
    GridRow,
    Letters,
    Node,
    Paragraph,
    Piece,
    Stop,
    Tab,
    Tick,
    Words,
)
from coalition_cli.wordprocessing.pictures import (
    BAR,
    bar_picture,
    calendar_picture,
    field_picture,
    within,
)
from coalition_cli.wordprocessing.rows_as_grid import (
    rows_as_grid,
    table_as_rows,
    ticks_in_line,
)

_DEEPEST: Final = 4
_HAIR: Final = 0.3
_MOST_FACTS: Final = 4
_BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Room:
    """Where contents stand: how wide it is, how high letters are, and under which title.

    ``level`` is that of the title; ``is_narrow``: others stand beside it.
    """

    width: float
    points: float
    title: str = ""
    level: int = 1
    is_narrow: bool = False

    def narrower(self, by: float) -> "Room":
        """Return the room inside something that takes ``by`` of its width."""
        return replace(self, width=self.width - by)


def nodes_of(contents: Iterable[Content], room: Room) -> tuple[Node, ...]:
    """Everything that ``contents`` are on a page; a field has its legend beside or below it."""
    left = _together(contents)
    found: list[Node] = []
    while left:
        content = left.pop(0)
        legend: list[Content] = []
        if isinstance(content, Quadrant):
            legend = _legend(left)
            del left[: len(legend)]
            found += _field(content, legend, room)
        else:
            found += _nodes(content, room)
    return tuple(found)


def _together(contents: Iterable[Content]) -> list[Content]:
    """``contents``, rows under the same lanes that follow each other as one list."""
    found: list[Content] = []
    for content in contents:
        joined = _joined(found[-1], content) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(content)
    return found


def _joined(before: Content, content: Content) -> Rows | None:
    """One list of both where the second goes on with the first."""
    if not isinstance(before, Rows) or not isinstance(content, Rows):
        return None
    if before.lanes != content.lanes or before.has_head or content.has_head:
        return None
    return replace(before, rows=(*before.rows, *content.rows))


def _legend(contents: Sequence[Content]) -> list[Content]:
    """The rows, and what is said of them, that follow a field."""
    if not contents or not isinstance(contents[0], Rows):
        return []
    said = takewhile(lambda content: isinstance(content, Prose), contents[1:])
    return [contents[0], *said]


@singledispatch
def _nodes(content: object, _room: Room) -> Iterable[Node]:
    raise TypeError(type(content).__name__)


@_nodes.register
def _heading(block: Heading, room: Room) -> Iterable[Node]:
    level = min(room.level + max(1, block.level - 1), _DEEPEST)
    yield Paragraph(f"Heading {level}", (Words(block.text),), room.points)


@_nodes.register
def _prompt(block: Prompt, room: Room) -> Iterable[Node]:
    yield Paragraph("Question", (Words(block.text),), room.points)


@_nodes.register
def _prose(block: Prose, room: Room) -> Iterable[Node]:
    styles = {"quiet": "Quiet", "warning": "Warning"}
    letters: Letters = "strong" if block.tone == "strong" else "plain"
    style = styles.get(block.tone, "Body")
    yield Paragraph(style, (Words(block.text, letters),), room.points)


@_nodes.register
def _bullets(block: Bullets, room: Room) -> Iterable[Node]:
    yield from _listed(block.items, room, 0)


def _listed(items: Sequence[Bullet], room: Room, depth: int) -> Iterable[Node]:
    is_marked = any(item.mark for item in items)
    for item in items:
        by = (Words(f" — {item.by}", "quiet"),) if item.by else ()
        pieces = (*(_mark(item.mark, room.points) if is_marked else ()), Words(item.text), *by)
        yield Paragraph("Marked" if is_marked else "Listed", pieces, room.points, depth=depth)
        yield from _listed(item.below, room, depth + 1)


def _mark(mark: str, points: float) -> tuple[Piece, ...]:
    """A mark stands before the lines of what it marks; one that is too long begins the first."""
    fits = breadth(mark, points, is_strong=True) < looks(points)["Marked"].hang
    return (Words(mark, "strong"), Tab() if fits else Words(" "))


@_nodes.register
def _table(block: Table, room: Room) -> Iterable[Node]:
    if block.caption:
        yield Paragraph("Body", (Words(block.caption, "strong"),), room.points, keeps_next=True)
    if block.columns and block.rows:
        title = block.caption or room.title
        yield rows_as_grid(table_as_rows(block), room.points, room.width, title)


@_nodes.register
def _rows(block: Rows, room: Room) -> Iterable[Node]:
    if block.rows and not block.has_head and all(map(_is_box, block.rows)):
        yield from _boxes(Boxes(tuple(row.cells[0].boxes[0] for row in block.rows)), room)
    elif block.rows or block.has_head:
        yield rows_as_grid(block, room.points, room.width, room.title, is_narrow=room.is_narrow)


def _is_box(row: Row) -> bool:
    """True if there is nothing in it but one box with its words."""
    cell = row.cells[0]
    return len(row.cells) == 1 and len(cell.boxes) == 1 and cell == Cell(boxes=cell.boxes)


@_nodes.register
def _bars(block: Bars, room: Room) -> Iterable[Node]:
    if block.caption:
        yield Paragraph("Body", (Words(block.caption, "strong"),), room.points, keeps_next=True)
    words = 4 + widest(breadth(bar.words, room.points, is_strong=True) for bar in block.bars)
    length = min(BAR[0], room.width / 3)
    widths = (max(room.width - length - words - 3, room.width / 3), length + 3, words)
    rows = [
        (
            _cell(room, Words(bar.label)),
            (
                Paragraph(
                    "Cell Drawn", (within(bar_picture(bar, block.most), length),), room.points
                ),
            ),
            _cell(room, Words(bar.words, "strong"), align="end"),
        )
        for bar in block.bars
    ]
    if rows:
        yield Grid("bare", widths, tuple(map(GridRow, rows)), block.caption or room.title)


def _field(block: Quadrant, legend: Sequence[Content], room: Room) -> Iterable[Node]:
    """A picture of issues, its legend in smaller letters, and the table of its numbers."""
    picture = within(field_picture(block), room.width)
    drawn = Paragraph("Picture", (picture,), room.points)
    small = replace(room, points=_smaller(room.points), is_narrow=True)
    if legend and not room.is_narrow:
        left = picture.width + 5
        listed = nodes_of(legend, small.narrower(left))
        yield Grid("bare", (left, room.width - left), (GridRow(((drawn,), listed)),))
    else:
        yield drawn
        yield from nodes_of(legend, small)
    yield from _table(block.numbers, room)


def _smaller(points: float) -> float:
    """Letters a little smaller, but none under 12 on a page where no others are."""
    smaller = round(points * 1.7) / 2
    return max(smaller, 12.0) if points >= 12 else smaller


@_nodes.register
def _actions(block: Actions, room: Room) -> Iterable[Node]:
    for action in block.actions:
        yield from _action(action, room)


def _action(action: Action, room: Room) -> Iterable[Node]:
    code = (Words(action.code, "code"), Words(" ")) if action.code else ()
    what = (*code, Words(action.what, "strong"))
    yield Paragraph("Body", what, room.points, keeps_next=True)
    pairs = tuple(Pair(name, value) for name, value in action_fields(action))
    yield from _below_each_other(Pairs(pairs, is_strong=False), room)


@_nodes.register
def _quote(block: Quote, room: Room) -> Iterable[Node]:
    by = (Words(f" {block.by}", "quiet"),) if block.by else ()
    yield Paragraph("Quote", (Words(f"“{block.text}”"), *by), room.points)


@_nodes.register
def _pairs(block: Pairs, room: Room) -> Iterable[Node]:
    if not block.is_inline:
        return _below_each_other(block, room)
    return (Paragraph("Body", in_one_line(block.pairs), room.points),)


def in_one_line(pairs: Sequence[Pair]) -> tuple[Piece, ...]:
    """Labels with what they say, one after the other, the label strong."""
    pieces: list[Piece] = []
    for pair in pairs:
        between = [Words(_BETWEEN)] if pieces else []
        pieces += [*between, Words(pair.label, "strong"), Words(f" {pair.value}")]
    return tuple(pieces)


def in_a_strip(pairs: Sequence[Pair]) -> tuple[Words, ...]:
    """Labels with what they say, one after the other, the value strong."""
    pieces: list[Words] = []
    for pair in pairs:
        pieces += [Words("   "), Words(f"{pair.label} "), Words(pair.value, "strong")]
    return tuple(pieces)


def _below_each_other(block: Pairs, room: Room) -> Iterable[Node]:
    """A grid of labels and values, in two columns where all of them are short."""
    size = room.points if block.is_strong else room.points * 0.86
    labels = widest(breadth(pair.label, size) for pair in block.pairs) + 4
    values = widest(breadth(pair.value, room.points, is_strong=True) for pair in block.pairs) + 4
    label = min(labels, room.width * 0.45)
    is_double = len(block.pairs) > 2 and 2 * (label + values) <= room.width
    half = room.width / 2
    widths = (label, half - label) * 2 if is_double else (label, room.width - label)
    cells = [_pair_cells(pair, room, is_strong=block.is_strong) for pair in block.pairs]
    rows: list[tuple[tuple[Node, ...], ...]] = list(cells)
    if is_double:
        cells += [(_cell(room), _cell(room))] * (len(cells) % 2)
        rows = [(*one, *other) for one, other in zip(cells[::2], cells[1::2], strict=True)]
    if rows:
        yield Grid("bare", widths, tuple(map(GridRow, rows)), room.title)


def _pair_cells(
    pair: Pair, room: Room, *, is_strong: bool
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    label = Words(pair.label, "plain" if is_strong else "quiet")
    return (_cell(room, label), _cell(room, Words(pair.value, "strong" if is_strong else "plain")))


@_nodes.register
def _facts(block: Facts, room: Room) -> Iterable[Node]:
    for at in range(0, len(block.facts), _MOST_FACTS):
        facts = block.facts[at : at + _MOST_FACTS]
        cells = tuple(
            (
                Paragraph("Fact", (Words(fact.label),), room.points),
                Paragraph("Cell Quiet", (Words(fact.value),), room.points),
            )
            for fact in facts
        )
        widths = (room.width / len(facts),) * len(facts)
        yield from (Gap(5), Grid("facts", widths, (GridRow(cells),), room.title), Gap(2))


@_nodes.register
def _boxes(block: Boxes, room: Room) -> Iterable[Node]:
    if block.is_inline:
        return (Paragraph("Body", ticks_in_line(block.lines), room.points),)
    return [Paragraph("Ticked", (Tick(), Tab(), Words(line)), room.points) for line in block.lines]


@_nodes.register
def _blanks(block: Blanks, room: Room) -> Iterable[Node]:
    """Each label has a line behind it; where there is no room for all, one stands below another."""
    lengths = [breadth(f"{label}  ", room.points) for label in block.labels]
    if sum(lengths) > room.width / 2:
        for label in block.labels:
            yield _to_write_on((label,), (room.width,), room)
    elif lengths:
        line = (room.width - sum(lengths)) / len(lengths)
        yield _to_write_on(block.labels, tuple(length + line for length in lengths), room)


def _to_write_on(labels: Sequence[str], widths: Sequence[float], room: Room) -> Paragraph:
    pieces: list[Piece] = []
    stops: list[Stop] = []
    for at, label in enumerate(labels, 1):
        pieces += [*([Words(" ")] if at > 1 else []), Words(f"{label} "), Tab()]
        stops.append(Stop(min(sum(widths[:at]), room.width - _HAIR), is_line=True))
    return Paragraph("Blank", tuple(pieces), room.points, stops=tuple(stops))


@_nodes.register
def _calendar(block: Calendar, room: Room) -> Iterable[Node]:
    if block.dues:
        yield Paragraph("Picture", (calendar_picture(block, room.width),), room.points)


def _cell(room: Room, *pieces: Piece, align: Align = "start") -> tuple[Node, ...]:
    return (Paragraph("Cell", pieces, room.points, align),)
