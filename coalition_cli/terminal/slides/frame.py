"""A frame: one page of a slide on a screen of a given size.

Room becomes air: empty rows between lines, then only between blocks, then none, then short forms;
the first that fits. Where even that is too much, hints and the place go, then the details of a
table, and last the older lines, to an earlier page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.blocks import Quadrant
from coalition_cli.i18n import _
from coalition_cli.slide import Digits, Filling, Grid, Lines, Pairs, Slide, Stage, Words
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.lines import NEWEST, Pages, Stretch, columns_of, line_rows
from coalition_cli.terminal.slides.parts import Drawn, draw, word_rows
from coalition_cli.terminal.slides.spans import (
    Row,
    Span,
    centred,
    clipped,
    folded,
    in_line,
    indented,
    words,
)

_BAR: Final = 24
_MOST_QUESTION: Final = 2
_MOST_QUESTION_NARROW: Final = 3


class Look(NamedTuple):
    """How much a page shows, and how far apart."""

    apart: int
    """2: empty rows between lines too; 1: only between blocks; 0: none."""
    is_short: bool = False
    hints: int = 2
    has_place: bool = True
    has_details: bool = True
    has_kept: bool = True
    """Without, the hints that belong to the question stand in the stage, on its first page."""


_LOOKS: Final = (
    Look(2),
    Look(1),
    Look(0),
    Look(0, is_short=True),
    Look(0, is_short=True, hints=1),
    Look(0, is_short=True, hints=1, has_place=False),
    Look(0, is_short=True, hints=0, has_place=False),
    Look(0, is_short=True, hints=0, has_place=False, has_details=False),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of the whole screen, the page they are, from 1, and how many there are.

    ``shown`` are the parts that this page holds, for whoever draws them otherwise.
    """

    rows: tuple[Row, ...]
    page: int = 1
    pages: int = 1
    laid: int = 0
    """How many lines of the room were laid out for it."""

    def text(self) -> str:
        """The characters of the frame, row below row."""
        return "\n".join(words(row) for row in self.rows)


class Framing:
    """Makes the frames of one screen; it remembers where the pages of growing lines begin."""

    def __init__(self) -> None:
        self._pages = Pages()
        self._laid = 0

    def frame(self, slide: Slide, columns: int, rows: int, page: int | None = None) -> Frame:
        """The ``page`` of ``slide``, from 1; None is the one that stands when nobody turned.

        That is the newest of growing lines, and the first of anything else.
        """
        columns, rows = max(1, columns), max(1, rows)
        self._laid = self._pages.laid = 0
        if slide.manner == "centred":
            return self._centred(slide, Geometry(columns, rows))
        count_before = 0
        counts = [self._count(slide, stage, columns, rows) for stage in _stages(slide)]
        total = sum(counts)
        if page is None and slide.manner != "growing":
            page = _page_of_newest(slide, counts, columns, rows)
        wanted = _wanted(slide, page, total)
        at = 0
        while wanted > count_before + counts[at]:
            count_before += counts[at]
            at += 1
        stage = _stages(slide)[at]
        geometry = Geometry(columns, rows, _is_wide(stage))
        drawn = self._page(slide, stage, geometry, wanted - count_before, (wanted, total))
        return Frame(tuple(drawn), wanted, total, self._laid + self._pages.laid)

    def _count(self, slide: Slide, stage: Stage, columns: int, rows: int) -> int:
        geometry = Geometry(columns, rows, _is_wide(stage))
        if (growing := _growing(slide, stage)) is not None:
            return len(self._stretches(slide, stage, growing, geometry))
        return len(_fitting(slide, stage, geometry)[1])

    def _page(
        self, slide: Slide, stage: Stage, geometry: Geometry, number: int, of: tuple[int, int]
    ) -> list[Row]:
        growing = _growing(slide, stage)
        foot = _foot(slide, geometry, of, growing)
        if growing is not None:
            look = _growing_look(geometry)
            above = _above(slide, stage[:-1], geometry, look)
            stretch = self._stretches(slide, stage, growing, geometry)[number - 1]
            body = [*above, *([()] if look.apart and above else [])]
            body += self._stretch_rows(growing, stretch, geometry)
            return _placed(body, foot, geometry, is_still=False)
        look, pages = _fitting(slide, stage, geometry)
        body = _joined([*_head(slide, geometry, look), *pages[number - 1]], look, geometry)
        self._laid += sum(len(part.items) for part in stage if isinstance(part, Lines))
        is_still = slide.manner == "still" and len(pages) == 1
        return _placed(body, foot, geometry, is_still=is_still, place=_place(slide, geometry, look))

    def _stretches(
        self, slide: Slide, stage: Stage, lines: Lines, geometry: Geometry
    ) -> list[Stretch]:
        look = _growing_look(geometry)
        above = _above(slide, stage[:-1], geometry, look)
        gap = 1 if look.apart and above else 0
        end = geometry.foot - (0 if geometry.is_low else 1)
        capacity = end - geometry.top - len(above) - gap
        columns = columns_of(lines, geometry)
        apart = 1 if geometry.is_tall else 0
        return self._pages.of(lines.items, columns.text, capacity, apart)

    def _stretch_rows(self, lines: Lines, stretch: Stretch, geometry: Geometry) -> list[Row]:
        columns = columns_of(lines, geometry)
        last = len(lines.items) - 1
        rows: list[Row] = []
        end = stretch.end + (1 if stretch.end_row else 0)
        for at in range(stretch.first, end):
            self._laid += 1
            drawn = line_rows(lines.items[at], columns, is_newest=lines.is_growing and at == last)
            if at == stretch.end:
                drawn = drawn[: stretch.end_row]
            if at == stretch.first:
                drawn = drawn[stretch.row :]
            rows += [*([()] if rows and geometry.is_tall else []), *drawn]
        return rows

    def _centred(self, slide: Slide, geometry: Geometry) -> Frame:
        blocks: list[list[Row]] = []
        if slide.question:
            blocks.append(
                [(Span(row, "question"),) for row in folded(slide.question, geometry.text_width)]
            )
        for part in (
            *slide.hints,
            *(part for stage in slide.stages for part in stage),
            *slide.foot,
        ):
            drawn = draw(part, geometry)
            rows = [row for unit in drawn.units for row in unit]
            is_picture = isinstance(part, (Digits, Filling))
            blocks.append(_as_one(rows) if is_picture else [_stripped(row) for row in rows])
        while len(blocks) > 2 and sum(map(len, blocks)) > geometry.rows:
            # What stands there is whole: the longest goes, and never the question.
            blocks.remove(max(blocks[1:], key=len))
        for gap in ([()], []):
            body: list[Row] = []
            for block in blocks:
                body += [*(gap if body else []), *block]
            if len(body) <= geometry.rows:
                break
        above: list[Row] = [()] * max(0, (geometry.rows - len(body)) // 2)
        rows = [*above, *(centred(row, geometry.columns) for row in body)]
        return Frame(tuple(_whole(rows, geometry)))


def _stages(slide: Slide) -> tuple[Stage, ...]:
    return slide.stages or ((),)


def _wanted(slide: Slide, page: int | None, total: int) -> int:
    if page is None:
        page = total if slide.manner == "growing" else 1
    return min(max(page, 1), total)


def _page_of_newest(slide: Slide, counts: Sequence[int], columns: int, rows: int) -> int:
    """The page on which a pair is marked as the newest; the first where none is."""
    before = 0
    for stage, count in zip(_stages(slide), counts, strict=True):
        if any(row.is_new for part in stage if isinstance(part, Pairs) for row in part.rows):
            pages = _fitting(slide, stage, Geometry(columns, rows, _is_wide(stage)))[1]
            for number, page in enumerate(pages, before + 1):
                if any(_is_marked(row) for drawn in page for unit in drawn.units for row in unit):
                    return number
        before += count
    return 1


def _is_marked(row: Row) -> bool:
    return bool(row) and row[0].text.startswith(NEWEST)


def _is_wide(stage: Stage) -> bool:
    return any(isinstance(part, (Grid, Quadrant)) for part in stage)


def _growing(slide: Slide, stage: Stage) -> Lines | None:
    """The lines of a growing slide: they stand last in its stage."""
    last = stage[-1] if stage and slide.manner == "growing" else None
    return last if isinstance(last, Lines) else None


def _growing_look(geometry: Geometry) -> Look:
    """The look of a growing page: it hangs on the screen alone, so that no line ever moves."""
    if geometry.is_low:
        return Look(1, is_short=True, hints=0, has_place=False)
    return Look(1, hints=1)


def _above(slide: Slide, parts: Stage, geometry: Geometry, look: Look) -> list[Row]:
    """What stands above growing lines: one row for each part, so that it is as high as it was."""
    hints = [] if look.hints == 0 else [part for part in parts if isinstance(part, Words)]
    blocks = _head(slide, geometry, look)
    for part in hints[:1]:
        text = part.text if len(folded(part.text, geometry.text_width)) == 1 else part.short
        rows = word_rows(replace(part, text=text or part.text), geometry)
        blocks.append(Drawn([rows[:1]]))
    place = _place(slide, geometry, look)
    body = _joined(blocks, look, geometry)
    return [*([place, ()] if place else []), *body]


def _place(slide: Slide, geometry: Geometry, look: Look) -> Row:
    """Where we are on the left, and the sign of the step with its word on the right."""
    if geometry.is_low or not look.has_place or not (slide.place or slide.sign):
        return ()
    place, sign = in_line(slide.place), in_line(slide.sign)
    room = geometry.width - cell_len(sign) - 2
    if room < 8:
        place, room = "", geometry.width - cell_len(sign)
    first = folded(place, max(1, room))
    shown = first[0] if len(first) == 1 else first[0][: max(0, room - 1)].rstrip() + "…"
    gap = " " * max(0, geometry.width - cell_len(shown) - cell_len(sign))
    return (Span(shown + gap + sign, "quiet"),)


def _head(slide: Slide, geometry: Geometry, look: Look) -> list[Drawn]:
    """The question and as many hints as ``look`` has."""
    blocks = [Drawn([_question(slide.question, geometry)])] if slide.question else []
    kept = slide.kept_hints if look.has_kept else 0
    hints = slide.hints if look.hints >= 2 else slide.hints[: max(look.hints, kept)]
    units = [word_rows(hint, geometry, is_short=look.is_short) for hint in hints]
    return [*blocks, *([Drawn(units)] if units else [])]


def _question(question: str, geometry: Geometry) -> list[Row]:
    most = _MOST_QUESTION_NARROW if geometry.is_narrow else _MOST_QUESTION
    rows = folded(question, max(1, geometry.width - 2))
    # A question longer than that is shown whole all the same, as far as there is a screen for it.
    most = max(most, min(len(rows), geometry.rows // 2))
    if len(rows) > most:
        rows = [*rows[: most - 1], rows[most - 1][: geometry.width - 3] + "…"]
    return [(Span("▌ " + row, "question"),) for row in rows]


def _fitting(slide: Slide, stage: Stage, geometry: Geometry) -> tuple[Look, list[list[Drawn]]]:
    """The first look in which the stage fits, else the last; and the pages that it comes to."""
    end = geometry.foot - (0 if geometry.is_low else 1)
    look = _LOOKS[-1]
    known: dict[tuple[bool, bool], list[Drawn]] = {}
    for look in _LOOKS:
        form = look.is_short, look.has_details
        if form not in known:
            known[form] = [
                draw(part, geometry, is_short=form[0], has_details=form[1]) for part in stage
            ]
        drawn = known[form]
        place = 2 if _place(slide, geometry, look) else 0
        head = _head(slide, geometry, look)
        room = end - geometry.top - place
        if len(_joined([*head, *drawn], look, geometry)) <= room:
            return look, [drawn]
    if not geometry.is_low:
        look = Look(0, is_short=True, hints=1)
        drawn = known[True, True]
        head = _head(slide, geometry, look)
        room = end - geometry.top - (2 if _place(slide, geometry, look) else 0)
    used = len(_joined(head, look, geometry))
    if slide.kept_hints and used > room // 2:
        kept = [
            word_rows(hint, geometry, is_short=True) for hint in slide.hints[: slide.kept_hints]
        ]
        look, drawn = look._replace(hints=0, has_kept=False), [Drawn(kept), *drawn]
        used = len(_joined(_head(slide, geometry, look), look, geometry))
    return look, _split(drawn, max(1, room - used))


def _split(drawn: Sequence[Drawn], capacity: int) -> list[list[Drawn]]:
    """Units in their order on as many pages as they need; one that is too high is cut."""
    pages: list[list[Drawn]] = [[]]
    left = capacity
    found = [
        piece for part in drawn for unit in part.units for piece in _pieces(unit, capacity) if piece
    ]
    for at, piece in enumerate(found):
        following = found[at + 1 : at + 2] if _is_heading(piece) else []
        needed = len(piece) + sum(map(len, following))
        if len(piece) > left or (left < needed <= capacity):
            pages.append([])
            left = capacity
        pages[-1].append(Drawn([piece], is_close=True))
        left -= len(piece)
    return pages


def _is_heading(piece: Sequence[Row]) -> bool:
    """True if it stands above something, as no whole sentence does: never last on a page."""
    is_strong = all(span.role == "strong" or not span.text.strip() for row in piece for span in row)
    return is_strong and not words(piece[-1]).endswith(".")


def _pieces(unit: Sequence[Row], capacity: int) -> Iterable[list[Row]]:
    for start in range(0, max(1, len(unit)), capacity):
        yield list(unit[start : start + capacity])


def _joined(blocks: Sequence[Drawn], look: Look, geometry: Geometry) -> list[Row]:
    """Blocks below each other with the air that ``look`` has."""
    rows: list[Row] = []
    is_split = look.apart == 0
    for block in blocks:
        units = [unit for unit in block.units if unit]
        if rows and units and not is_split:
            rows.append(())
        apart = look.apart == 2 and (not block.is_close or geometry.is_tall)
        for number, unit in enumerate(units):
            rows += [*([()] if apart and number else []), *unit]
    return rows


def _placed(
    body: Sequence[Row], foot: Row, geometry: Geometry, *, is_still: bool, place: Row = ()
) -> list[Row]:
    """The rows of a screen: place, body, and the foot on the last row that is used."""
    rows: list[Row] = [()] * geometry.top
    if place:
        rows += [place, ()]
    end = geometry.foot - (0 if geometry.is_low else 1)
    if is_still and not geometry.is_low:
        third = geometry.rows // 3 - 1
        rows += [()] * max(0, min(third, end - len(body)) - len(rows))
    rows += body
    rows = rows[: geometry.foot]
    rows += [()] * (geometry.foot - len(rows))
    return _whole(indented([*rows, foot], geometry.left), geometry)


def _whole(rows: Sequence[Row], geometry: Geometry) -> list[Row]:
    cut = [clipped(row, geometry.columns) for row in rows[: geometry.rows]]
    return [*cut, *[()] * (geometry.rows - len(cut))]


def _foot(slide: Slide, geometry: Geometry, of: tuple[int, int], lines: Lines | None) -> Row:
    """The foot: time, what the slide says last, and the page; the bar goes first."""
    page = _page_words(slide, of, lines)
    timing = slide.timing
    short_place = ", ".join(slide.where) if geometry.is_low else ""
    times = [slide.pace or (timing.words if timing else "")]
    briefly = [timing.short if timing and timing.short else times[0]]
    said = [part.text for part in slide.foot]
    in_short = [part.short or part.text for part in slide.foot]
    has_bar = timing is not None and timing.share >= 0 and not geometry.is_low
    width = geometry.width
    tries = (
        (has_bar, [short_place, *times, *said, page]),
        (False, [short_place, *times, *said, page]),
        (False, [short_place, *briefly, *in_short, page]),
        (False, [*briefly, *in_short, page]),
        (False, [*in_short, page]),
        (False, [*in_short[-1:], page]),
        (False, [page or short_place or " · ".join(in_short[-1:] or briefly)]),
    )
    shown = ""
    for with_bar, parts in tries:
        shown = " · ".join(in_line(part) for part in parts if part)
        if cell_len(shown) + (_BAR + 2 if with_bar else 0) <= width:
            break
    else:
        with_bar, shown = False, folded(shown, width)[0]
    if with_bar and timing is not None:
        filled = round(min(max(timing.share, 0), 1) * _BAR)
        return (Span("█" * filled + "░" * (_BAR - filled), "bar"), Span("  " + shown, "quiet"))
    return (Span(shown, "quiet"),) if shown else ()


def _page_words(slide: Slide, of: tuple[int, int], lines: Lines | None) -> str:
    page, pages = of
    if lines is not None and page == pages and pages > 1:
        return _("newest of {count}, page {page} of {pages}").format(
            count=len(lines.items), page=page, pages=pages
        )
    return _("page {page} of {pages}").format(page=page, pages=pages) if pages > 1 else ""


def _as_one(rows: Sequence[Row]) -> list[Row]:
    """Rows of a picture, all as wide as the widest: in the middle they stay below each other."""
    width = max((sum(cell_len(span.text) for span in row) for row in rows), default=0)
    padded = []
    for row in rows:
        used = sum(cell_len(span.text) for span in row)
        padded.append((*row, Span(" " * (width - used))))
    return padded


def _stripped(row: Row) -> Row:
    kept = list(row)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[0] = Span(kept[0].text.lstrip(), kept[0].role)
    return tuple(kept)
