"""Paragraphs, tables and sections as WordprocessingML text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from coalition_cli.exports.docx.style_sheet import StyleSheet
from coalition_cli.wordprocessing.looks import (
    AFTER_TICK,
    BLACK,
    GRIDS,
    LETTERS,
    TICK,
    TICK_SHARE,
    GridLook,
    Line,
    kept_in_order,
    runs_to_left,
)
from coalition_cli.wordprocessing.markup import element, said, shown
from coalition_cli.wordprocessing.nodes import (
    Gap,
    Grid,
    GridRow,
    Letters,
    Node,
    Paragraph,
    Picture,
    Piece,
    Stop,
    Tab,
    Tick,
    Words,
)

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
TWIPS: Final = 1440 / 25.4
"""One millimetre."""
EMUS: Final = 36_000
"""One millimetre."""

BULLETS: Final = "Listed"


def rooted(name: str, *content: str) -> str:
    """The root element ``name``, with every prefix that its content may use."""
    told = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return f"<{name}{told}>{''.join(content)}</{name}>"


def twips(millimetres: float) -> str:
    """A length as Word counts it."""
    return str(round(millimetres * TWIPS))


def half_points(points: float) -> str:
    """The size of letters as Word counts it."""
    return str(round(points * 2))


@dataclass(slots=True)
class WordWriter:
    """The writer of the words of one document, in its language and with its styles.

    ``picture_id`` puts a picture into the file and returns the name that it has there.
    """

    styles: StyleSheet
    language: str
    is_right_to_left: bool
    bullets: str
    picture_id: Callable[[Picture], str]
    is_old: bool = False
    """Words of a table stand below those above it, and not its edge: a template of before 2013."""
    _pictures: int = field(default=0)

    def nodes(self, nodes: Sequence[Node]) -> str:
        """The XML of ``nodes``; between two tables stands a line, or Word would join them."""
        written: list[str] = []
        before: Node | None = None
        for node in nodes:
            if isinstance(node, Grid) and isinstance(before, Grid):
                written.append(self.spacer())
            written.append(self._node(node))
            before = node
        return "".join(written)

    def _node(self, node: Node) -> str:
        match node:
            case Grid():
                return self._grid(node)
            case Gap():
                return self.spacer(points=node.points)
            case Paragraph():
                return self._paragraph(node)

    def spacer(self, *more: str, points: float = 1, is_new_page: bool = False) -> str:
        """A paragraph without words that is hardly seen, with ``more`` of its properties."""
        page = element("w:pageBreakBefore") if is_new_page else ""
        height = ""
        if points != 1:
            height = element("w:spacing", w_line=str(round(points * 20)), w_lineRule="exact")
        style = element("w:pStyle", w_val=self.styles.spacer)
        return element("w:p", element("w:pPr", style, page, height, *more))

    def _paragraph(self, node: Paragraph) -> str:
        pieces = "".join(self._piece(piece, node) for piece in node.pieces)
        return element("w:p", self._paragraph_properties(node), pieces)

    def _paragraph_properties(self, node: Paragraph) -> str:
        stops = "".join(map(_stop, self._stops(node)))
        bullet = ""
        if node.style == BULLETS:
            level = element("w:ilvl", w_val=str(min(node.depth, 2)))
            bullet = element("w:numPr", level, element("w:numId", w_val=self.bullets))
        return element(
            "w:pPr",
            element("w:pStyle", w_val=self.styles.paragraph(node.style, node.points)),
            element("w:keepNext") if node.keeps_next else "",
            bullet,
            element("w:tabs", stops) if stops else "",
            element("w:bidi") if self.is_right_to_left else "",
            element("w:spacing", w_before="0") if node.is_flush else "",
            self._indent(node),
            element("w:jc", w_val="right") if node.align == "end" else "",
        )

    def _stops(self, node: Paragraph) -> Sequence[Stop]:
        hang = self.styles.look(node.style, node.points).hang
        return node.stops or ((Stop(hang + self._deeper(node)),) if hang else ())

    def _deeper(self, node: Paragraph) -> float:
        return node.depth * self.styles.look(node.style, node.points).indent

    def _indent(self, node: Paragraph) -> str:
        if not node.depth or node.style == BULLETS:
            return ""
        look = self.styles.look(node.style, node.points)
        start = twips(look.indent + self._deeper(node))
        return element("w:ind", w_left=start, w_hanging=twips(look.hang))

    def _piece(self, piece: Piece, node: Paragraph) -> str:
        match piece:
            case Words():
                return self._words(piece, node)
            case Tick():
                return self._tick(node)
            case Tab():
                return element("w:r", element("w:tab"))
            case Picture():
                return self._picture(piece)

    def _words(self, piece: Words, node: Paragraph) -> str:
        letter = LETTERS[piece.letters]
        size = ""
        if letter.share != 1:
            points = self.styles.look(node.style, node.points).size * letter.share
            if node.style == "Cell Quiet" and piece.letters == "code":
                points = node.points * letter.share
            size = _sized(points)
        style = self.styles.characters(piece.letters)
        named = element("w:rStyle", w_val=style) if style else ""
        spoken = self._spoken(piece.text)
        runs = []
        for words, is_seen in shown(self._ordered(piece.text)):
            hidden = "" if is_seen else element("w:vanish")
            runs.append(element("w:r", element("w:rPr", named, hidden, size, spoken), _text(words)))
        return "".join(runs)

    def run(self, text: str, letters: Letters = "plain") -> str:
        """A run of ``text``, as large as its paragraph says."""
        style = self.styles.characters(letters)
        named = element("w:rStyle", w_val=style) if style else ""
        return element("w:r", element("w:rPr", named, self._spoken(text)), _text(text))

    def _ordered(self, text: str) -> str:
        return kept_in_order(text) if self.is_right_to_left else text

    def _spoken(self, text: str) -> str:
        """The language of the words; theirs and not that of the office that opens them."""
        to_left = element("w:rtl") if runs_to_left(text) else ""
        if not self.language:
            return to_left
        return to_left + element("w:lang", w_val=self.language, w_bidi=self.language)

    def _tick(self, node: Paragraph) -> str:
        points = self.styles.look(node.style, node.points).size
        edge = element("w:bdr", w_val="single", w_sz="6", w_space="0", w_color=BLACK)
        properties = element("w:rPr", _sized(points * TICK_SHARE), edge)
        box = element("w:r", properties, _text(TICK))
        return box + element("w:r", _text(AFTER_TICK))

    def _picture(self, picture: Picture) -> str:
        self._pictures += 1
        number = str(self._pictures)
        name = self.picture_id(picture)
        size = {
            "cx": str(round(picture.width * EMUS)),
            "cy": str(round(picture.height * EMUS)),
        }
        blip = element("a:blip", r_embed=name)
        filled = element("pic:blipFill", blip, element("a:stretch", element("a:fillRect")))
        told = element(
            "pic:nvPicPr",
            element("pic:cNvPr", id=number, name=f"Picture {number}", descr=picture.words),
            element("pic:cNvPicPr"),
        )
        frame = element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", **size))
        shape = element("pic:spPr", frame, element("a:prstGeom", element("a:avLst"), prst="rect"))
        graphic = element(
            "a:graphic",
            element(
                "a:graphicData", element("pic:pic", told, filled, shape), uri=NAMESPACES["pic"]
            ),
        )
        inline = element(
            "wp:inline",
            element("wp:extent", **size),
            element("wp:docPr", id=number, name=f"Picture {number}", descr=picture.words),
            graphic,
            distT="0",
            distB="0",
            distL="0",
            distR="0",
        )
        return element("w:r", element("w:drawing", inline))

    def _grid(self, grid: Grid) -> str:
        look = GRIDS[grid.name]
        above, right, below, left = map(twips, look.room)
        properties = element(
            "w:tblPr",
            element("w:bidiVisual") if self.is_right_to_left else "",
            element("w:tblW", w_w=twips(sum(grid.widths)), w_type="dxa"),
            element("w:tblInd", w_w=left if self.is_old else "0", w_type="dxa"),
            element(
                "w:tblBorders",
                _line("w:top", look.top),
                _line("w:left", look.left),
                _line("w:bottom", look.bottom),
                _line("w:right", look.right),
                _line("w:insideH", look.between),
                _line("w:insideV", look.beside),
            ),
            element("w:tblLayout", w_type="fixed"),
            element(
                "w:tblCellMar",
                element("w:top", w_w=above, w_type="dxa"),
                element("w:left", w_w=left, w_type="dxa"),
                element("w:bottom", w_w=below, w_type="dxa"),
                element("w:right", w_w=right, w_type="dxa"),
            ),
            element("w:tblLook", w_firstRow=str(int(any(row.is_head for row in grid.rows)))),
            element("w:tblCaption", w_val=grid.title) if grid.title else "",
            element("w:tblDescription", w_val=grid.words) if grid.words else "",
        )
        columns = "".join(element("w:gridCol", w_w=twips(width)) for width in grid.widths)
        rows = "".join(self._row(row, grid) for row in grid.rows)
        return element("w:tbl", properties, element("w:tblGrid", columns), rows)

    def _row(self, row: GridRow, grid: Grid) -> str:
        height = ""
        if row.height:
            height = element("w:trHeight", w_val=twips(row.height), w_hRule="atLeast")
        properties = element(
            "w:trPr",
            element("w:cantSplit") if row.is_whole else "",
            height,
            element("w:tblHeader") if row.is_head else "",
        )
        look = GRIDS[grid.name]
        cells = []
        for at, (cell, width) in enumerate(zip(row.cells, grid.widths, strict=True), 1):
            end = self.spacer() if not cell or isinstance(cell[-1], Grid) else ""
            is_end = look.is_open and at == len(row.cells)
            about = element(
                "w:tcPr",
                element("w:tcW", w_w=twips(width), w_type="dxa"),
                _edges(row, look),
                _ground(look),
                element("w:tcMar", element("w:right", w_w="0", w_type="dxa")) if is_end else "",
                element("w:vAlign", w_val="bottom") if row.is_low else "",
            )
            cells.append(element("w:tc", about, self.nodes(cell), end))
        return element("w:tr", properties, *cells)


def _edges(row: GridRow, look: GridLook) -> str:
    """The lines around a cell that its table says nothing of."""
    above = _line("w:top", look.cut) if row.is_cut else ""
    below = _line("w:bottom", look.below_head) if row.is_head else ""
    lines = above + _line("w:left", look.each_left) + below
    return element("w:tcBorders", lines) if lines else ""


def _ground(look: GridLook) -> str:
    if not look.ground:
        return ""
    return element("w:shd", w_val="clear", w_color="auto", w_fill=look.ground)


def _text(text: str) -> str:
    """Text of a run: line breaks and tabs are elements of their own."""
    parts = []
    for at, line in enumerate(text.split("\n")):
        if at:
            parts.append(element("w:br"))
        for place, words in enumerate(line.split("\t")):
            if place:
                parts.append(element("w:tab"))
            if words:
                parts.append(f'<w:t xml:space="preserve">{said(words)}</w:t>')
    return "".join(parts)


def _sized(points: float) -> str:
    size = half_points(points)
    return element("w:sz", w_val=size) + element("w:szCs", w_val=size)


def _stop(stop: Stop) -> str:
    leader = {"w_leader": "underscore"} if stop.is_line else {}
    kind = "right" if stop.is_end else "left"
    return element("w:tab", w_val=kind, w_pos=twips(stop.at), **leader)


def _line(name: str, line: Line | None) -> str:
    if line is None:
        return ""
    kind = "dashed" if line.is_dashed else "single"
    size = str(round(line.points * 8))
    return element(name, w_val=kind, w_sz=size, w_space="0", w_color=line.colour)
