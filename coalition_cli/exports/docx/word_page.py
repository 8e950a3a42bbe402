"""The pages of a Word document: their size, columns and foot, and where a new one begins."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from coalition_cli.exports.docx.word_file import WordFile
from coalition_cli.exports.docx.wordml import NAMESPACES, WordWriter, rooted, twips
from coalition_cli.extras import needing
from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Document
from coalition_cli.wordprocessing.foot import foot_words, numbered
from coalition_cli.wordprocessing.looks import (
    BOTTOM,
    COLUMN_GAP,
    FOOT,
    PAGE,
    SLIP_EDGE,
    margins,
)
from coalition_cli.wordprocessing.markup import element
from coalition_cli.wordprocessing.nodes import Grid, Stretch

_W: Final = "{" + NAMESPACES["w"] + "}"
_EMUS: Final = 36_000
_BEFORE_KIND: Final = frozenset(
    _W + name for name in ("headerReference", "footerReference", "footnotePr", "endnotePr")
)
_BEFORE_COLUMNS: Final = _BEFORE_KIND | frozenset(
    _W + name
    for name in ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType")
)
"""What must stand before the kind of a section, and before its columns."""


def our_page(audience: Audience | None, *, is_right_to_left: bool) -> Any:
    """A4 with our margins."""
    free = margins(audience)
    side, edge = twips(free.side), twips(FOOT)
    edges = element(
        "w:pgMar",
        w_top=twips(free.top),
        w_right=side,
        w_bottom=twips(BOTTOM),
        w_left=side,
        w_header=edge,
        w_footer=edge,
        w_gutter="0",
    )
    size = element("w:pgSz", w_w=twips(PAGE[0]), w_h=twips(PAGE[1]))
    to_left = element("w:bidi") if is_right_to_left else ""
    return parsed(rooted("w:sectPr", size, edges, element("w:cols"), to_left))


def parsed(xml: str) -> Any:
    """The element that ``xml`` is the text of."""
    with needing("documents"):
        # price: docx, 120 ms, and only a Word document needs it
        from docx.oxml.parser import parse_xml
    return parse_xml(xml)


def width_of(file: WordFile) -> float:
    """How wide the words of a page are, in millimetres."""
    section = file.document.sections[-1]
    page = section.page_width or PAGE[0] * _EMUS
    return float(page - (section.left_margin or 0) - (section.right_margin or 0)) / _EMUS


def foot(document: Document, writer: WordWriter, style: str) -> str:
    """The foot of a page as the root of its part; its numbers are fields."""
    pieces = [writer.run(words.text, words.letters) for words in foot_words(document)]
    pieces.append(element("w:r", element("w:tab")))
    for words, counted in numbered():
        pieces.append(writer.run(words) if words else "")
        if counted:
            name = {"page": " PAGE ", "pages": " NUMPAGES "}[counted]
            pieces.append(element("w:fldSimple", writer.run("1"), w_instr=name))
    to_left = element("w:bidi") if writer.is_right_to_left else ""
    styled = element("w:pPr", element("w:pStyle", w_val=style), to_left)
    return rooted("w:ftr", element("w:p", styled, *pieces))


def related(page: Any, kind: str, name: str) -> None:
    """Let ``page`` have the part called ``name`` as its ``kind``: header or footer."""
    reference = element(f"w:{kind}Reference", w_type="default", r_id=name)
    page.insert(0, parsed(rooted("w:sectPr", reference))[0])


@dataclass(slots=True)
class Pages:
    """The pages of one file, filled with one stretch after the other."""

    file: WordFile
    writer: WordWriter
    _page: Any = None
    _layout: tuple[int, bool] = (1, False)
    _kind: str = "nextPage"
    _sections: int = 0
    _empty: dict[str, str] = field(default_factory=dict)

    def fill(self, stretches: Sequence[Stretch]) -> None:
        """Write ``stretches`` before the page that the file has, and set it as the last needs."""
        self._page = deepcopy(self.file.page)
        for at, stretch in enumerate(stretches):
            layout = (stretch.columns, stretch.is_slips)
            if at and layout != self._layout:
                self._append(self.writer.spacer(), self._section())
                self._kind = "nextPage" if stretch.is_new_page else "continuous"
            elif at and stretch.is_new_page:
                self._append(self.writer.spacer(is_new_page=True))
            self._layout = layout
            self._append(self.writer.nodes(stretch.nodes))
        if not stretches or not stretches[-1].nodes or isinstance(stretches[-1].nodes[-1], Grid):
            self._append(self.writer.spacer())
        self.file.body.replace(self.file.page, self._section())

    def _append(self, xml: str, section: Any = None) -> None:
        """Append what ``xml`` is; the last of it ends the ``section``."""
        written = parsed(rooted("w:body", xml))
        children = list(written)
        if section is not None:
            children[-1].find(f"{_W}pPr").append(section)
        page = self.file.page
        # All at once, and then out of their root: the root brings the prefixes with it. One by one
        # lxml looks for them at every element, and a table of 200 rows takes fifty times as long.
        page.addprevious(written)
        for child in children:
            page.addprevious(child)
        self.file.body.remove(written)

    def _section(self) -> Any:
        """The page of the stretch that ends here."""
        columns, is_slips = self._layout
        page = deepcopy(self._page)
        for name in ("type", "cols", *(("titlePg",) if self._sections else ())):
            for found in page.findall(_W + name):
                page.remove(found)
        gap = {"w_num": str(columns), "w_space": twips(COLUMN_GAP)} if columns > 1 else {}
        _insert(page, element("w:cols", **gap))
        _insert(page, element("w:type", w_val=self._kind), _BEFORE_KIND)
        if is_slips:
            self._bare(page)
        self._sections += 1
        return page

    def _bare(self, page: Any) -> None:
        """Take margins, head and foot from ``page``: slips fill it."""
        edges = page.get_or_add_pgMar()
        for name in ("top", "right", "bottom", "left", "header", "footer"):
            edges.set(_W + name, twips(SLIP_EDGE))
        size = page.get_or_add_pgSz()
        size.attrib.pop(f"{_W}orient", None)
        size.set(f"{_W}w", twips(PAGE[0]))
        size.set(f"{_W}h", twips(PAGE[1]))
        for kind, root in (("header", "w:hdr"), ("footer", "w:ftr")):
            references = page.findall(f"{_W}{kind}Reference")
            for reference in references:
                page.remove(reference)
            if references:
                related(page, kind, self._without_words(kind, root))

    def _without_words(self, kind: str, root: str) -> str:
        if kind not in self._empty:
            empty = rooted(root, self.writer.spacer())
            self._empty[kind] = self.file.add(kind, empty, f"{kind}-empty")
        return self._empty[kind]


def _insert(page: Any, xml: str, before: frozenset[str] = _BEFORE_COLUMNS) -> None:
    """Insert what ``xml`` is behind those elements that must stand ``before`` it."""
    at = sum(child.tag in before for child in page)
    page.insert(at, parsed(rooted("w:sectPr", xml))[0])
