"""Parts of a slide with only what one page holds of them, for whoever draws no rows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from coalition_cli.blocks import Bars, Quadrant
from coalition_cli.slide import Grid, GridRow, Lines, Pair, Pairs, Part, Said, Words
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.lines import Stretch, columns_of
from coalition_cli.terminal.slides.look import Look
from coalition_cli.terminal.slides.parts import Drawn
from coalition_cli.terminal.slides.picture import with_names_that_fit
from coalition_cli.terminal.slides.rows import Row, folded


class Piece(NamedTuple):
    """Rows of one unit of one part, from ``first`` to before ``end``."""

    part: int
    unit: int
    first: int
    end: int


def part_on_page(
    part: Part, drawn: Drawn, pieces: Sequence[Piece], geometry: Geometry, look: Look
) -> Part:
    """``part`` with what ``pieces`` hold of it.

    Words that a page breaks are broken here too; a picture is shown whole on each of its pages,
    with its names where they have room.
    """
    shown: Part = part
    match part:
        case Words():
            shown = _words(part, drawn, pieces[0], look)
        case Lines():
            shown = _lines(part, drawn, pieces, geometry)
        case Pairs():
            shown = Pairs(tuple(_pair(part.rows[each.unit], drawn, each) for each in pieces))
        case Bars():
            units = [each.unit for each in pieces]
            bars = tuple(part.bars[unit - drawn.ahead] for unit in units if unit >= drawn.ahead)
            caption = part.caption if any(unit < drawn.ahead for unit in units) else ""
            shown = replace(part, bars=bars, caption=caption)
        case Grid():
            shown = _grid(part, drawn, pieces, look)
        case Quadrant():
            shown = with_names_that_fit(part, geometry)
    return shown


def lines_on_page(lines: Lines, stretch: Stretch, geometry: Geometry) -> Lines:
    """Growing lines with those of one page; the newest is marked where it is one of them."""
    columns = columns_of(lines, geometry)
    end = stretch.end + (1 if stretch.end_row else 0)
    items = []
    for at in range(stretch.first, end):
        item = lines.items[at]
        until = stretch.end_row if at == stretch.end else None
        begin = stretch.row if at == stretch.first else 0
        if begin or until is not None:
            item = item._replace(text=" ".join(folded(item.text, columns.text)[begin:until]))
        if begin:
            item = item._replace(mark="", tag="")
        items.append(item if columns.tag else item._replace(tag=""))
    return Lines(tuple(items), lines.is_growing and end == len(lines.items), lines.tags)


def _words(part: Words, drawn: Drawn, piece: Piece, look: Look) -> Words:
    unit = drawn.units[piece.unit]
    if piece.end - piece.first == len(unit):
        return replace(part, text=(look.is_short and part.short) or part.text, short="")
    return replace(part, text=_text(unit[piece.first : piece.end]), short="")


def _lines(part: Lines, drawn: Drawn, pieces: Sequence[Piece], geometry: Geometry) -> Lines:
    columns = columns_of(part, geometry)
    items: list[Said] = []
    for each in pieces:
        item = part.items[each.unit]
        if each.end - each.first < len(drawn.units[each.unit]):
            rows = folded(item.text, columns.text)[each.first : each.end]
            item = item._replace(text=" ".join(rows))
        if each.first:
            item = item._replace(mark="", tag="")
        items.append(item if columns.tag else item._replace(tag=""))
    is_growing = part.is_growing and pieces[-1].unit == len(part.items) - 1
    return Lines(tuple(items), is_growing, part.tags)


def _pair(pair: Pair, drawn: Drawn, piece: Piece) -> Pair:
    unit = drawn.units[piece.unit]
    if piece.end - piece.first == len(unit):
        return pair
    cut = unit[piece.first : piece.end]
    if len(unit[0]) < 3:
        # Its words stand below the label: what the page has of both is one text.
        return pair._replace(text=_text(cut).lstrip("► "), label="")
    text = " ".join(row[-1].text for row in cut)
    return pair._replace(text=text, label="" if piece.first else pair.label)


def _grid(part: Grid, drawn: Drawn, pieces: Sequence[Piece], look: Look) -> Part:
    units = [each.unit for each in pieces]
    if drawn.stacked:
        return Lines(tuple(Said(drawn.stacked[unit].text) for unit in units))
    at = [
        number
        for number, column in enumerate(part.columns)
        if look.has_details or not column.is_detail
    ]
    has_heads = any(unit < drawn.ahead for unit in units)
    columns = tuple(
        part.columns[number] if has_heads else replace(part.columns[number], title="")
        for number in at
    )
    rows = tuple(
        GridRow(tuple(row.cells[number] for number in at), row.tone, row.sign)
        for row in (part.rows[unit - drawn.ahead] for unit in units if unit >= drawn.ahead)
    )
    return Grid(columns, rows)


def _text(rows: Sequence[Row]) -> str:
    return " ".join("".join(span.text for span in row).strip() for row in rows)
