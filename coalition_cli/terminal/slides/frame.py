"""A frame: one page of a slide on a screen of a given size.

Room becomes air: empty rows between lines, then only between blocks, then none, then short forms;
the first that fits. Where even that is too much, hints and the place go, then the details of a
table, and last the older lines, to an earlier page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from rich.cells import cell_len

from coalition_cli.blocks import Quadrant
from coalition_cli.slide import Digits, Filling, Grid, Lines, Pairs, Part, Slide, Stage, Words
from coalition_cli.terminal.slides.foot import Foot, foot_row, foot_words
from coalition_cli.terminal.slides.geometry import Geometry
from coalition_cli.terminal.slides.lines import NEWEST, Pages, Stretch, columns_of, line_rows
from coalition_cli.terminal.slides.look import LOOKS, ON_PAGES, ON_PAGES_LOW, Look
from coalition_cli.terminal.slides.page_breaks import all_of, rows_of, split
from coalition_cli.terminal.slides.page_parts import Piece, lines_on_page, part_on_page
from coalition_cli.terminal.slides.parts import Drawn, draw, word_rows
from coalition_cli.terminal.slides.rows import (
    Row,
    Span,
    centred,
    clipped,
    folded,
    in_line,
    indented,
    words,
)
from coalition_cli.terminal.slides.short_forms import shaped

_MOST_QUESTION: Final = 2
_MOST_QUESTION_NARROW: Final = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of the whole screen, the page they are, from 1, and how many there are."""

    rows: tuple[Row, ...]
    page: int = 1
    pages: int = 1
    laid: int = 0
    """How many lines of the room were laid out for it."""

    def text(self) -> str:
        """The characters of the frame, row below row."""
        return "\n".join(words(row) for row in self.rows)


class Shown(NamedTuple):
    """What one page holds, for whoever draws it otherwise than in rows.

    ``slide`` has the words and parts of this page alone, in one stage.
    """

    slide: Slide
    foot: Foot = Foot()
    page: int = 1
    pages: int = 1


class _Place(NamedTuple):
    """One page of a slide: its stage, its number in that stage, and in all."""

    stage: Stage
    geometry: Geometry
    number: int
    of: tuple[int, int]


class _Fitted(NamedTuple):
    """The parts of a stage as they are drawn, and what of them stands on each page."""

    look: Look
    parts: Stage
    drawn: list[Drawn]
    pages: list[list[Piece]]

    def blocks(self, number: int) -> list[Drawn]:
        """What page ``number`` holds, drawn; parts that share one page stand as they are."""
        if len(self.pages) == 1:
            return self.drawn
        return [
            Drawn([rows_of(each, self.drawn)], is_close=True) for each in self.pages[number - 1]
        ]


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
        place = self._find(slide, columns, rows, page)
        drawn = self._page(slide, place)
        return Frame(tuple(drawn), *place.of, self._laid + self._pages.laid)

    def shown(self, slide: Slide, columns: int, rows: int, page: int | None = None) -> Shown:
        """What the frame of the same ``page`` holds: the same words, by their parts."""
        if slide.manner == "centred":
            kept = _centred_parts(slide, Geometry(max(1, columns), max(1, rows)))
            parts = tuple(part for part, _rows in kept if part is not None)
            return Shown(Slide(slide.question, stages=(parts,), manner="centred"))
        place = self._find(slide, max(1, columns), max(1, rows), page)
        stage, geometry, number, of = place
        growing = _growing(slide, stage)
        manner = slide.manner
        if growing is not None:
            look = _growing_look(geometry)
            stretch = self._stretches(slide, stage, growing, geometry)[number - 1]
            hint = _hint_above(stage[:-1], geometry, look)
            parts = (*([hint] if hint else []), lines_on_page(growing, stretch, geometry))
        else:
            fitted = _fitting(slide, stage, geometry)
            look = fitted.look
            parts = tuple(
                part_on_page(part, drawn, on_page, geometry, look)
                for at, (part, drawn) in enumerate(zip(fitted.parts, fitted.drawn, strict=True))
                if (on_page := [each for each in fitted.pages[number - 1] if each.part == at])
            )
            manner = "usual" if len(fitted.pages) > 1 else manner
        where, sign = _place_words(slide, geometry, look)
        shown = Slide(
            question=_question_words(slide.question, geometry),
            hints=tuple(_as_shown(hint, look) for hint in _hints(slide, look)),
            stages=(parts,),
            manner=manner,
            place=where,
            sign=sign,
        )
        return Shown(shown, foot_words(slide, geometry, of, growing), *of)

    def _find(self, slide: Slide, columns: int, rows: int, page: int | None) -> _Place:
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
        return _Place(stage, geometry, wanted - count_before, (wanted, total))

    def _count(self, slide: Slide, stage: Stage, columns: int, rows: int) -> int:
        geometry = Geometry(columns, rows, _is_wide(stage))
        if (growing := _growing(slide, stage)) is not None:
            return len(self._stretches(slide, stage, growing, geometry))
        return len(_fitting(slide, stage, geometry).pages)

    def _page(self, slide: Slide, place: _Place) -> list[Row]:
        stage, geometry, number, of = place
        growing = _growing(slide, stage)
        foot = foot_row(slide, geometry, of, growing)
        if growing is not None:
            look = _growing_look(geometry)
            above = _above(slide, stage[:-1], geometry, look)
            stretch = self._stretches(slide, stage, growing, geometry)[number - 1]
            body = [*above, *([()] if look.apart and above else [])]
            body += self._stretch_rows(growing, stretch, geometry)
            return _placed(body, foot, geometry, is_still=False)
        fitted = _fitting(slide, stage, geometry)
        look = fitted.look
        body = _joined([*_head(slide, geometry, look), *fitted.blocks(number)], look, geometry)
        self._laid += sum(len(part.items) for part in stage if isinstance(part, Lines))
        is_still = slide.manner == "still" and len(fitted.pages) == 1
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
        blocks = [rows for _part, rows in _centred_parts(slide, geometry)]
        for gap in ([()], []):
            body: list[Row] = []
            for block in blocks:
                body += [*(gap if body else []), *block]
            if len(body) <= geometry.rows:
                break
        above: list[Row] = [()] * max(0, (geometry.rows - len(body)) // 2)
        rows = [*above, *(centred(row, geometry.columns) for row in body)]
        return Frame(tuple(_whole(rows, geometry)))


def _centred_parts(slide: Slide, geometry: Geometry) -> list[tuple[Part | None, list[Row]]]:
    """The parts of a centred slide that there is room for, with their rows.

    None stands for its question.
    """
    blocks: list[tuple[Part | None, list[Row]]] = []
    if slide.question:
        folds = folded(slide.question, geometry.text_width)
        blocks.append((None, [(Span(row, "question"),) for row in folds]))
    staged = (part for stage in slide.stages for part in stage)
    for part in (*slide.hints, *staged, *slide.foot):
        drawn = draw(part, geometry)
        rows = [row for unit in drawn.units for row in unit]
        is_picture = isinstance(part, (Digits, Filling))
        if pieces := all_of([drawn]):
            part = part_on_page(part, drawn, pieces, geometry, LOOKS[0])  # noqa: PLW2901
        blocks.append((part, _as_one(rows) if is_picture else [_stripped(row) for row in rows]))
    while len(blocks) > 2 and sum(len(rows) for _part, rows in blocks) > geometry.rows:
        # What stands there is whole: the longest goes, and never the question.
        blocks.remove(max(blocks[1:], key=lambda block: len(block[1])))
    return blocks


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
            fitted = _fitting(slide, stage, Geometry(columns, rows, _is_wide(stage)))
            for number, page in enumerate(fitted.pages, before + 1):
                rows_of_page = (row for each in page for row in rows_of(each, fitted.drawn))
                if any(_is_marked(row) for row in rows_of_page):
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
    blocks = _head(slide, geometry, look)
    if hint := _hint_above(parts, geometry, look):
        blocks.append(Drawn([word_rows(hint, geometry)[:1]]))
    place = _place(slide, geometry, look)
    body = _joined(blocks, look, geometry)
    return [*([place, ()] if place else []), *body]


def _hint_above(parts: Stage, geometry: Geometry, look: Look) -> Words | None:
    """The first words of ``parts``, in one row."""
    found = next((part for part in parts if isinstance(part, Words)), None)
    if look.hints == 0 or found is None:
        return None
    if len(folded(found.text, geometry.text_width)) == 1:
        return replace(found, short="")
    first = folded(found.short or found.text, geometry.text_width)[0]
    return replace(found, text=first, short="")


def _place(slide: Slide, geometry: Geometry, look: Look) -> Row:
    """Where we are on the left, and the sign of the step with its word on the right."""
    shown, sign = _place_words(slide, geometry, look)
    if not (shown or sign):
        return ()
    gap = " " * max(0, geometry.width - cell_len(shown) - cell_len(sign))
    return (Span(shown + gap + sign, "quiet"),)


def _place_words(slide: Slide, geometry: Geometry, look: Look) -> tuple[str, str]:
    """The words of the place and those of the sign, as far as there is room for them."""
    if geometry.is_low or not look.has_place:
        return "", ""
    place, sign = in_line(slide.place), in_line(slide.sign)
    room = geometry.width - cell_len(sign) - 2
    if room < 8:
        place, room = "", geometry.width - cell_len(sign)
    first = folded(place, max(1, room))
    cut = first[0] if len(first) == 1 else first[0][: max(0, room - 1)].rstrip() + "…"
    return cut, sign


def _head(slide: Slide, geometry: Geometry, look: Look) -> list[Drawn]:
    """The question and as many hints as ``look`` has."""
    blocks = [Drawn([_question(slide.question, geometry)])] if slide.question else []
    units = [word_rows(hint, geometry, is_short=look.is_short) for hint in _hints(slide, look)]
    return [*blocks, *([Drawn(units)] if units else [])]


def _hints(slide: Slide, look: Look) -> tuple[Words, ...]:
    kept = max(look.hints, slide.kept_hints if look.has_kept else 0)
    return slide.hints if look.hints >= 2 else slide.hints[:kept]


def _as_shown(words: Words, look: Look) -> Words:
    return replace(words, text=(look.is_short and words.short) or words.text, short="")


def _question(question: str, geometry: Geometry) -> list[Row]:
    return [(Span("▌ " + row, "question"),) for row in _question_rows(question, geometry)]


def _question_words(question: str, geometry: Geometry) -> str:
    """The question on one line, and as far as its rows go."""
    rows = _question_rows(question, geometry) if question else []
    return " ".join(rows) if rows and rows[-1].endswith("…") else question


def _question_rows(question: str, geometry: Geometry) -> list[str]:
    most = _MOST_QUESTION_NARROW if geometry.is_narrow else _MOST_QUESTION
    rows = folded(question, max(1, geometry.width - 2))
    # A question longer than that is shown whole all the same, as far as there is a screen for it.
    most = max(most, min(len(rows), geometry.rows // 2))
    if len(rows) > most:
        rows = [*rows[: most - 1], rows[most - 1][: geometry.width - 3] + "…"]
    return rows


def _fitting(slide: Slide, stage: Stage, geometry: Geometry) -> _Fitted:
    """The first look in which the stage fits, else the last; and the pages that it comes to."""
    end = geometry.foot - (0 if geometry.is_low else 1)
    known: dict[tuple[bool, bool, bool], tuple[Stage, list[Drawn]]] = {}
    for look in LOOKS:
        form = look.is_short, look.has_details, look.is_beside
        if form not in known:
            shown = shaped(stage, look)
            known[form] = shown, _drawn(shown, geometry, look)
        parts, drawn = known[form]
        place = 2 if _place(slide, geometry, look) else 0
        head = _head(slide, geometry, look)
        room = end - geometry.top - place
        if len(_joined([*head, *drawn], look, geometry)) <= room:
            return _Fitted(look, parts, drawn, [all_of(drawn)])
    look = ON_PAGES_LOW if geometry.is_low else ON_PAGES
    parts = shaped(stage, look._replace(has_details=True))
    drawn = _drawn(parts, geometry, look)
    head = _head(slide, geometry, look)
    room = end - geometry.top - (2 if _place(slide, geometry, look) else 0)
    used = len(_joined(head, look, geometry))
    if slide.kept_hints and used > room // 2:
        kept = slide.hints[: slide.kept_hints]
        rows = [Drawn([word_rows(hint, geometry, is_short=True)]) for hint in kept]
        look, drawn = look._replace(hints=0, has_kept=False), [*rows, *drawn]
        parts = (*kept, *parts)
        used = len(_joined(_head(slide, geometry, look), look, geometry))
    return _Fitted(look, parts, drawn, split(drawn, max(1, room - used)))


def _drawn(parts: Stage, geometry: Geometry, look: Look) -> list[Drawn]:
    return [
        draw(part, geometry, is_short=look.is_short, has_details=look.has_details) for part in parts
    ]


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
