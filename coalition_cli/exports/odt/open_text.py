"""Paragraphs, lists, tables and pictures as OpenDocument text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import NamedTuple

from coalition_cli.exports.odt.open_styles import (
    DOTS,
    SLIPS_PAGE,
    USUAL_PAGE,
    Automatic,
    StyleNames,
    letter_look,
    millimetres,
    points,
    sized,
    spaced,
)
from coalition_cli.wordprocessing.looks import (
    AFTER_TICK,
    BLACK,
    COLUMN_GAP,
    GRIDS,
    LETTERS,
    TICK,
    TICK_SHARE,
    Line,
    kept_in_order,
)
from coalition_cli.wordprocessing.markup import Shown, element, said, shown
from coalition_cli.wordprocessing.nodes import (
    Gap,
    Grid,
    GridName,
    GridRow,
    Node,
    Paragraph,
    Picture,
    Piece,
    Stop,
    Stretch,
    Tab,
    Tick,
    Words,
)


@dataclass(slots=True)
class TextWriter:
    """The writer of the words of one document, with its styles and its pictures."""

    styles: StyleNames
    automatic: Automatic = field(default_factory=Automatic)
    files: dict[str, bytes] = field(default_factory=dict)
    """The pictures, by their places in the file."""

    _known: dict[str, str] = field(default_factory=dict)
    _counted: int = 0

    def stretches(self, stretches: Sequence[Stretch]) -> str:
        """The whole text."""
        written = []
        was_slips = False
        for at, stretch in enumerate(stretches):
            page = SLIPS_PAGE if stretch.is_slips else USUAL_PAGE
            if stretch.is_slips != was_slips:
                written.append(self._gap(0, style_master_page_name=page))
            elif at and stretch.is_new_page:
                written.append(self._gap(0, fo_break_before="page"))
            was_slips = stretch.is_slips
            words = self.nodes(stretch.nodes)
            written.append(self._columns(words, stretch.columns) if stretch.columns > 1 else words)
        if not stretches or not stretches[-1].nodes or isinstance(stretches[-1].nodes[-1], Grid):
            written.append(self._gap(0))
        return "".join(written)

    def nodes(self, nodes: Sequence[Node]) -> str:
        """The XML of ``nodes``; what follows each other in a list is one list."""
        written = []
        for is_list, run in groupby(nodes, _is_listed):
            together = list(run)
            if is_list:
                listed = [node for node in together if isinstance(node, Paragraph)]
                written.append(self._list(listed, 0))
            else:
                written += [self._node(node) for node in together]
        return "".join(written)

    def _node(self, node: Node) -> str:
        match node:
            case Grid():
                return self._grid(node)
            case Gap():
                return self._gap(node.points)
            case Paragraph():
                return self._paragraph(node)

    def _columns(self, words: str, columns: int) -> str:
        several = element(
            "style:columns", fo_column_count=str(columns), fo_column_gap=millimetres(COLUMN_GAP)
        )
        properties = element(
            "style:section-properties", several, text_dont_balance_text_columns="false"
        )
        self._counted += 1
        return element(
            "text:section",
            words,
            text_style_name=self.automatic.name("section", properties),
            text_name=f"Section {self._counted}",
        )

    def _gap(self, height: float, style_master_page_name: str = "", **more: str) -> str:
        """A paragraph without words; the page changes before it where more is said."""
        about = element(
            "style:paragraph-properties",
            fo_line_height=points(max(height, 1)),
            fo_margin_top="0mm",
            fo_margin_bottom="0mm",
            **more,
        )
        page = {"style_master_page_name": style_master_page_name} if style_master_page_name else {}
        small = element("style:text-properties", **sized(1))
        style = self.automatic.name("paragraph", about, small, parent=USUAL_PAGE, **page)
        return element("text:p", text_style_name=style)

    def _list(self, items: Sequence[Paragraph], depth: int) -> str:
        written = []
        at = 0
        while at < len(items):
            end = at + 1
            while end < len(items) and items[end].depth > depth:
                end += 1
            below = self._list(items[at + 1 : end], depth + 1) if end > at + 1 else ""
            written.append(element("text:list-item", self._paragraph(items[at]), below))
            at = end
        named = {"text_style_name": DOTS} if not depth else {}
        return element("text:list", *written, **named)

    def _paragraph(self, node: Paragraph) -> str:
        look = self.styles.look(node.style, node.points)
        pieces = "".join(self._piece(piece, node) for piece in node.pieces)
        style = self._paragraph_style(node)
        if look.level:
            level = str(look.level)
            return element("text:h", pieces, text_style_name=style, text_outline_level=level)
        return element("text:p", pieces, text_style_name=style)

    def _paragraph_style(self, node: Paragraph) -> str:
        named = self.styles.paragraph(node.style, node.points)
        look = self.styles.look(node.style, node.points)
        about = {}
        if node.align == "end":
            about["fo_text_align"] = "left" if self.styles.is_right_to_left else "right"
        if node.keeps_next:
            about["fo_keep_with_next"] = "always"
        if node.is_flush:
            about["fo_margin_top"] = "0mm"
        if node.depth and not _is_listed(node):
            about["fo_margin_left"] = millimetres(look.indent * (node.depth + 1))
            about["fo_text_indent"] = millimetres(-look.hang)
        stops = element("style:tab-stops", *map(_stop, node.stops)) if node.stops else ""
        if not about and not stops:
            return named
        properties = element("style:paragraph-properties", stops, **about)
        return self.automatic.name("paragraph", properties, parent=named)

    def _piece(self, piece: Piece, node: Paragraph) -> str:
        match piece:
            case Words():
                return self._words(piece, node)
            case Tick():
                return self._tick(node)
            case Tab():
                return element("text:tab")
            case Picture():
                return self._picture(piece)

    def _words(self, piece: Words, node: Paragraph) -> str:
        text = kept_in_order(piece.text) if self.styles.is_right_to_left else piece.text
        words = "".join(self._seen(part) for part in shown(text))
        if piece.letters == "plain":
            return words
        size = self.styles.look(node.style, node.points).size
        if piece.letters == "code" and node.style == "Cell Quiet":
            size = node.points
        style = self.automatic.name("text", letter_look(LETTERS[piece.letters], size))
        return element("text:span", words, text_style_name=style)

    def _seen(self, part: Shown) -> str:
        if part.is_seen:
            return spaced(part.words)
        hidden = element("style:text-properties", text_display="none")
        style = self.automatic.name("text", hidden)
        return element("text:span", spaced(part.words), text_style_name=style)

    def _tick(self, node: Paragraph) -> str:
        size = self.styles.look(node.style, node.points).size
        edge = element(
            "style:text-properties", fo_border=f"0.75pt solid #{BLACK}", **sized(size * TICK_SHARE)
        )
        style = self.automatic.name("text", edge)
        return element("text:span", TICK, text_style_name=style) + AFTER_TICK

    def _picture(self, picture: Picture) -> str:
        if picture.svg not in self._known:
            place = f"Pictures/{len(self._known) + 1}.svg"
            self._known[picture.svg] = place
            self.files[place] = picture.svg.encode()
        self._counted += 1
        title, dot, _rest = picture.words.partition(". ")
        on_line = element(
            "style:graphic-properties", style_vertical_pos="top", style_vertical_rel="baseline"
        )
        link = {"xlink_type": "simple", "xlink_show": "embed", "xlink_actuate": "onLoad"}
        return element(
            "draw:frame",
            element("draw:image", xlink_href=self._known[picture.svg], **link),
            element("svg:title", said(title)) if dot else "",
            element("svg:desc", said(picture.words)),
            draw_style_name=self.automatic.name("graphic", on_line),
            draw_name=f"Picture {self._counted}",
            text_anchor_type="as-char",
            svg_width=millimetres(picture.width),
            svg_height=millimetres(picture.height),
        )

    def _grid(self, grid: Grid) -> str:
        properties = element(
            "style:table-properties",
            style_width=millimetres(sum(grid.widths)),
            table_align="right" if self.styles.is_right_to_left else "left",
            table_border_model="collapsing",
            style_writing_mode="rl-tb" if self.styles.is_right_to_left else "lr-tb",
        )
        columns = [
            element("table:table-column", table_style_name=self._column(width))
            for width in grid.widths
        ]
        count = len(grid.rows)
        rows = [self._row(row, grid, at, count) for at, row in enumerate(grid.rows)]
        heads = sum(row.is_head for row in grid.rows)
        head = element("table:table-header-rows", *rows[:heads]) if heads else ""
        self._counted += 1
        return element(
            "table:table",
            element("table:title", said(grid.title)) if grid.title else "",
            element("table:desc", said(grid.words)) if grid.words else "",
            *columns,
            head,
            *rows[heads:],
            table_name=f"Table {self._counted}",
            table_style_name=self.automatic.name("table", properties),
        )

    def _column(self, width: float) -> str:
        properties = element("style:table-column-properties", style_column_width=millimetres(width))
        return self.automatic.name("table-column", properties)

    def _row(self, row: GridRow, grid: Grid, at: int, count: int) -> str:
        height = {"style_min_row_height": millimetres(row.height)} if row.height else {}
        properties = element(
            "style:table-row-properties",
            fo_keep_together="always" if row.is_whole else "auto",
            **height,
        )
        cells = []
        here = _Sides(
            grid.name,
            is_head=row.is_head,
            is_cut=row.is_cut,
            is_low=row.is_low,
            is_to_left=self.styles.is_right_to_left,
            is_first_row=at == 0,
            is_last_row=at == count - 1,
        )
        for place, cell in enumerate(row.cells):
            sides = here._replace(is_first=place == 0, is_last=place == len(row.cells) - 1)
            style = self.automatic.name("table-cell", _cell_look(sides))
            words = self.nodes(cell) or self._gap(0)
            cells.append(
                element(
                    "table:table-cell",
                    words,
                    table_style_name=style,
                    office_value_type="string",
                )
            )
        return element(
            "table:table-row",
            *cells,
            table_style_name=self.automatic.name("table-row", properties),
        )


class _Sides(NamedTuple):
    """What is around a cell: how its grid looks, its row, and the edges at which it stands."""

    grid: GridName
    is_head: bool
    is_cut: bool
    is_low: bool
    is_to_left: bool
    is_first_row: bool
    is_last_row: bool
    is_first: bool = False
    is_last: bool = False


@cache
def _cell_look(sides: _Sides) -> str:
    look = GRIDS[sides.grid]
    above = look.top if sides.is_first_row else look.cut if sides.is_cut else None
    below = look.bottom if sides.is_last_row else look.between
    if sides.is_head and look.below_head:
        below = look.below_head
    before = look.each_left or (look.left if sides.is_first else look.beside)
    over, end, under, start = look.room
    first, last = ("right", "left") if sides.is_to_left else ("left", "right")
    return element(
        "style:table-cell-properties",
        fo_border_top=_line(above),
        fo_border_bottom=_line(below),
        fo_padding_top=millimetres(over),
        fo_padding_bottom=millimetres(under),
        **{
            f"fo_border_{first}": _line(before),
            f"fo_border_{last}": _line(look.right if sides.is_last else None),
            f"fo_padding_{first}": millimetres(start),
            f"fo_padding_{last}": millimetres(0 if look.is_open and sides.is_last else end),
        },
        **({"style_vertical_align": "bottom"} if sides.is_low else {}),
        **({"fo_background_color": f"#{look.ground}"} if look.ground else {}),
    )


def _line(line: Line | None) -> str:
    if line is None:
        return "none"
    return f"{points(line.points)} {'dashed' if line.is_dashed else 'solid'} #{line.colour}"


def _stop(stop: Stop) -> str:
    leader = {"style_leader_style": "solid", "style_leader_text": "_"} if stop.is_line else {}
    kind = {"style_type": "right"} if stop.is_end else {}
    return element("style:tab-stop", style_position=millimetres(stop.at), **kind, **leader)


def _is_listed(node: Node) -> bool:
    return isinstance(node, Paragraph) and node.style == "Listed"
