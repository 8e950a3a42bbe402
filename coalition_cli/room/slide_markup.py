"""A page of a slide as elements: the words that a terminal shows, for a browser."""

from typing import Final

from coalition_cli.blocks import Bars, Quadrant
from coalition_cli.i18n import _
from coalition_cli.room.markup import Element, element, said
from coalition_cli.sanitize import for_screen
from coalition_cli.slide import (
    Digits,
    Filling,
    Grid,
    GridRow,
    Lines,
    Pairs,
    Part,
    Scale,
    Words,
)
from coalition_cli.terminal.slides.foot import Foot
from coalition_cli.terminal.slides.frame import Shown
from coalition_cli.terminal.slides.picture import Cross, cross_of, named_points

_ENDS_OF_TIE: Final = {"┌": "tie first", "│": "tie", "└": "tie last"}
_CELL_WIDTH: Final = 10
_CELL_HEIGHT: Final = 20


def page(shown: Shown) -> Element:
    """The whole page: place, question, hints, parts, foot."""
    slide = shown.slide
    place = [said("span", "", slide.place)] if slide.place else [element("span")]
    sign = [said("span", "", slide.sign)] if slide.sign else []
    has_place = bool(slide.place or slide.sign)
    parts = [part_element(part) for stage in slide.stages for part in stage]
    body = (
        *([said("h1", "", slide.question)] if slide.question else []),
        *(_words(hint) for hint in slide.hints),
        *parts,
    )
    return element(
        "main",
        slide.manner,
        *([element("header", "", *place, *sign)] if has_place else []),
        element("div", "body", *body),
        *_foot(shown.foot),
    )


def part_element(part: Part) -> Element:
    """One part of a slide."""
    match part:
        case Words():
            made = _words(part)
        case Lines():
            made = _lines(part)
        case Pairs():
            made = _pairs(part)
        case Scale():
            made = _scale(part)
        case Bars():
            made = _bars(part)
        case Grid():
            made = _grid(part)
        case Quadrant():
            made = _picture(part)
        case Digits():
            made = element("p", "digits", for_screen(part.text))
        case Filling():
            made = element("div", "filling", _bar(part.share))
    return made


def _words(part: Words) -> Element:
    return said("p", part.tone, part.text)


def _lines(part: Lines) -> Element:
    last = len(part.items) - 1
    has_marks = any(item.mark for item in part.items)
    items = []
    for at, item in enumerate(part.items):
        cells = [
            *([element("span", "mark", for_screen(item.mark))] if has_marks else []),
            said("p", "", item.text),
            *([said("span", "tag", item.tag)] if item.tag else []),
        ]
        is_newest = part.is_growing and at == last
        items.append(element("li", "newest" if is_newest else "", *cells))
    name = "lines" if has_marks else "lines bare"
    return element("ol", name, *items)


def _pairs(part: Pairs) -> Element:
    rows = []
    for row in part.rows:
        cells = (said("dt", "", row.label), said("dd", row.tone, row.text))
        rows.append(element("div", "newest" if row.is_new else "", *cells))
    return element("dl", "", *rows)


def _scale(part: Scale) -> Element:
    numbers = [element("li", "", str(number)) for number in range(part.least, part.most + 1)]
    ends = element("p", "ends", said("span", "", part.low), said("span", "", part.high))
    has_ends = bool(part.low or part.high)
    return element("div", "scale", element("ol", "", *numbers), *([ends] if has_ends else []))


def _bars(part: Bars) -> Element:
    rows = []
    for bar in part.bars:
        share = bar.value / part.most if part.most > 0 else 0
        rows.append(
            element(
                "li",
                "",
                said("span", "label", bar.label),
                _bar(share),
                said("span", "words", bar.words),
            )
        )
    caption = [said("p", "strong", part.caption)] if part.caption else []
    return element("div", "bars", *caption, element("ul", "", *rows))


def _bar(share: float) -> Element:
    """A bar that is full where ``share`` is 1; its length is no style, which the page forbids."""
    filled = element("rect", "", width=f"{min(max(share, 0), 1) * 100:.1f}", height="10")
    return element(
        "svg", "bar", filled, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def _grid(part: Grid) -> Element:
    heads = [
        said("th", "number" if column.is_number else "", column.title, scope="col")
        for column in part.columns
    ]
    has_heads = any(column.title for column in part.columns)
    head = element("thead", "", element("tr", "", element("td"), *heads))
    rows = [_grid_row(row, part) for row in part.rows]
    return element("table", "", *([head] if has_heads else []), element("tbody", "", *rows))


def _grid_row(row: GridRow, part: Grid) -> Element:
    is_tie = row.sign in _ENDS_OF_TIE
    sign = element("td", _ENDS_OF_TIE.get(row.sign, "sign"), *([] if is_tie else [row.sign]))
    cells = [
        said("td", "number" if column.is_number else "", cell)
        for column, cell in zip(part.columns, row.cells, strict=True)
    ]
    return element("tr", row.tone, sign, *cells)


def _picture(block: Quadrant) -> Element:
    cross = cross_of(block, 37, 11)
    wide, high = cross.width * _CELL_WIDTH, cross.height * _CELL_HEIGHT
    lines = element("path", "cross", d=f"M{wide / 2:g} 0V{high}M0 {high / 2:g}H{wide}")
    drawn = element(
        "svg",
        "",
        lines,
        *_corners(cross, wide, high),
        *_marks(cross),
        viewBox=f"0 0 {wide} {high}",
        role="img",
    )
    names = [
        element("li", "", element("span", "mark", mark), said("p", "", label))
        for mark, label in named_points(block)
    ]
    return element(
        "figure",
        "",
        said("p", "quiet", _("upwards: {title}").format(title=block.y_title)),
        element("div", "", drawn, element("ol", "lines", *names)),
        said("figcaption", "quiet", _("across: {title}").format(title=block.x_title)),
    )


def _corners(cross: Cross, wide: int, high: int) -> list[Element]:
    high_high, low_high, high_low, low_low = cross.corners
    return [
        _text(words, x, y, "corner")
        for words, x, y in (
            (low_high, 4, 14),
            (high_high, wide // 2 + 8, 14),
            (low_low, 4, high - 6),
            (high_low, wide // 2 + 8, high - 6),
        )
    ]


def _marks(cross: Cross) -> list[Element]:
    placed = []
    for (row, start), label in cross.labels.items():
        x, y = start * _CELL_WIDTH, (row + 0.8) * _CELL_HEIGHT
        placed.append(_text(label, x, y, "point"))
    return placed


def _text(words: str, x: float, y: float, name: str) -> Element:
    return element("text", name, words, x=f"{x:g}", y=f"{y:g}")


def _foot(foot: Foot) -> list[Element]:
    words = " · ".join(foot.words)
    if not (words or foot.page):
        return []
    bar = [_bar(foot.share)] if foot.share is not None else []
    # A space between: where no style is, the two are still two.
    page_words: tuple[Element | str, ...] = (
        (" ", said("span", "number", foot.page)) if foot.page else ()
    )
    return [element("footer", "", *bar, said("span", "", words), *page_words)]
