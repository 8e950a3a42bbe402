"""What stands in a section, as the data that ``contents.typ`` sets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from coalition_cli.blocks import (
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
from coalition_cli.charts import (
    calendar_svg,
    calendar_words,
    face_svg,
    field_svg,
    field_words,
    levels_svg,
    levels_words,
)
from coalition_cli.charts.bar_rows import share_of
from coalition_cli.charts.field import WIDTH as FIELD
from coalition_cli.charts.level_bar import WIDTH as LEVELS
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Cell,
    Content,
    Facts,
    Lane,
    Pairs,
    Row,
    Rows,
)
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.typesetting.page_text import LONGEST_WORD, page_text

Data: TypeAlias = dict[str, Any]

LARGE: Final = 12.0
"""From this size of letters on, the titles of sections are no larger than the text."""

LONGEST_IN_A_LANE: Final = 16
SHORT: Final = 80
"""A cell of fewer letters is never split at the end of a page, however narrow its lane."""

_LED: Final = ("rows", "table", "bars", "picture", "wide-picture", "beside")
"""A short line above one of these stays with it.

A question, and "Say:", stay with whatever follows; what is said of rows to be written into, too.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where contents stand: the size of the letters there, and how much of the width they have."""

    points: float
    is_narrow: bool = False
    is_slip: bool = False


def title_data(text: str, level: int, points: float, *, is_coloured: bool) -> Data:
    """A heading; ``level`` is the level that it would have."""
    return {"text": page_text(text), "level": level, "points": points, "coloured": is_coloured}


def contents_data(contents: Sequence[Content], setting: Setting, level: int) -> list[Data]:
    """The contents in their order; a picture of issues has its legend beside or below it."""
    found: list[Data] = []
    at = 0
    while at < len(contents):
        content = contents[at]
        at += 1
        if isinstance(content, Heading):
            found.append({"kind": "heading", "title": _heading(content, setting, level)})
        elif isinstance(content, Quadrant):
            end = _end_of_legend(contents, at)
            found += _field(content, contents[at:end], setting)
            at = end
        else:
            found += _MAKERS[type(content)](content, setting)
    for at, item in enumerate(found[:-1]):
        if "leads" in item:
            item["leads"] = _leads(item, found[at + 1 : at + 4])
    return found


def _leads(item: Data, following: Sequence[Data]) -> bool:
    """True if ``item`` stays with what follows it."""
    if item["kind"] == "prompt":
        return True
    kind = following[0]["kind"]
    if kind in _LED and len(item["text"]) < SHORT:
        return True
    if kind == "bullets" and item["text"].endswith(":"):
        return True
    rest = next((each for each in following if each["kind"] != "prose"), {})
    return bool(rest.get("form"))


def _heading(heading: Heading, setting: Setting, level: int) -> Data:
    below = level + max(1, heading.level - 1)
    if heading.level > 2:
        return title_data(heading.text, below, setting.points * 1.05, is_coloured=False)
    larger = 1.0 if setting.points >= LARGE else 1.2
    return title_data(heading.text, below, setting.points * larger, is_coloured=True)


def _end_of_legend(contents: Sequence[Content], at: int) -> int:
    """The place behind the rows, and what is said of them, that follow a picture of issues."""
    end = at
    if end < len(contents) and isinstance(contents[end], Rows):
        end += 1
        while end < len(contents) and isinstance(contents[end], Prose):
            end += 1
    return end


def _field(quadrant: Quadrant, legend: Sequence[Content], setting: Setting) -> list[Data]:
    drawn = field_svg(quadrant)
    picture = [_picture("picture", drawn, field_words(quadrant), FIELD / 10)] if drawn else []
    listed = contents_data(legend, setting, 1)
    for item in listed:
        if item["kind"] == "rows":
            item |= {"lined": False, "legend": True}
    table = _table(quadrant.numbers, setting) if quadrant.numbers.rows else []
    if picture and listed and not setting.is_narrow:
        return [{"kind": "beside", "left": picture, "right": listed}, *table]
    return [*picture, *listed, *table]


def _picture(kind: str, drawn: str, told: str, width: float) -> Data:
    return {"kind": kind, "svg": drawn, "alt": page_text(told), "width": width}


def _prose(prose: Prose, _setting: Setting) -> list[Data]:
    return [{"kind": "prose", "text": page_text(prose.text), "tone": prose.tone, "leads": False}]


def _prompt(prompt: Prompt, _setting: Setting) -> list[Data]:
    return [{"kind": "prompt", "text": page_text(prompt.text), "leads": False}]


def _bullets(bullets: Bullets, _setting: Setting) -> list[Data]:
    return [{"kind": "bullets", "items": [_bullet(item) for item in bullets.items]}]


def _bullet(bullet: Bullet) -> Data:
    return {
        "text": page_text(bullet.text),
        "mark": page_text(bullet.mark),
        "by": page_text(bullet.by),
        "below": [_bullet(item) for item in bullet.below],
    }


def _table(table: Table, setting: Setting) -> list[Data]:
    """A table of a screen; columns of words share the width by what stands in them."""
    lanes = tuple(
        Lane(column.title, 0 if column.is_number else _share(place, table), False, column.is_number)
        for place, column in enumerate(table.columns)
    )
    rows = tuple(Row(tuple(Cell(text) for text in row)) for row in table.rows)
    has_head = any(lane.title for lane in lanes)
    [data] = _rows(Rows(lanes, rows, has_head), setting)
    return [{"kind": "table", "caption": page_text(table.caption), "rows": {**data, "lined": True}}]


def _share(place: int, table: Table) -> int:
    longest = max((len(row[place]) for row in table.rows), default=0)
    return min(max(longest, 8), 60)


def _rows(rows: Rows, setting: Setting) -> list[Data]:
    kept = [_row(row, rows.lanes) for row in rows.rows]
    cells = [cell for row in rows.rows for cell in row.cells]
    is_rich = any(cell.below or len(cell.boxes) > 1 or cell.levels for cell in cells)
    has_codes = any(lane.is_code for lane in rows.lanes) and not setting.is_narrow
    return [
        {
            "kind": "rows",
            "lanes": [_lane(lane, at, rows) for at, lane in enumerate(rows.lanes)],
            "rows": kept,
            "head": rows.has_head,
            "lined": rows.has_head or (not setting.is_narrow and (is_rich or has_codes)),
            "legend": False,
            "form": rows.is_form,
        }
    ]


def _lane(lane: Lane, at: int, rows: Rows) -> Data:
    words = (word for row in rows.rows for word in row.cells[at].text.split())
    return {
        "word": max(words, key=len, default="")[:LONGEST_WORD],
        "title": page_text(lane.title, LONGEST_IN_A_LANE),
        "longest": max(lane.title.split(), key=len, default="")[:LONGEST_IN_A_LANE],
        "share": lane.share,
        "code": lane.is_code,
        "number": lane.is_number,
    }


def _row(row: Row, lanes: Sequence[Lane]) -> Data:
    cells = [_cell(cell) for cell in row.cells]
    is_blank = not any(
        cell.text or cell.beside or cell.below or cell.boxes or cell.levels
        for cell, lane in zip(row.cells, lanes, strict=True)
        if not lane.is_code
    )
    long = [at for at, cell in enumerate(row.cells) if _length(cell) >= SHORT]
    return {"cells": cells, "blank": is_blank, "long": long}


def _length(cell: Cell) -> int:
    below = (*cell.below, *cell.boxes)
    return len(cell.text) + len(cell.beside) + sum(len(words) + 20 for words in below)


def _cell(cell: Cell) -> Data:
    has_more = cell.beside or cell.below or cell.boxes or cell.levels
    more = _more_of(cell) if has_more else None
    return {"text": page_text(cell.text), "tone": cell.tone, "more": more}


def _more_of(cell: Cell) -> Data:
    """What a cell has beside and below its words."""
    levels = None
    if cell.levels:
        told = levels_words(cell.levels)
        levels = _picture("picture", levels_svg(cell.levels), told, LEVELS / 11)
    return {
        "beside": page_text(cell.beside),
        "below": [page_text(words) for words in cell.below],
        "boxes": [page_text(words) for words in cell.boxes],
        "levels": levels,
        "first": cell.is_first_step,
    }


def _pairs(pairs: Pairs, setting: Setting) -> list[Data]:
    return [
        {
            "kind": "pairs",
            "pairs": [
                {"label": page_text(pair.label), "value": page_text(pair.value)}
                for pair in pairs.pairs
            ],
            "inline": pairs.is_inline,
            "strong": pairs.is_strong,
            "narrow": setting.is_slip,
        }
    ]


def _facts(facts: Facts, _setting: Setting) -> list[Data]:
    shown = [
        {"label": page_text(fact.label), "value": page_text(fact.value)} for fact in facts.facts
    ]
    return [{"kind": "facts", "facts": shown}]


def _boxes(boxes: Boxes, _setting: Setting) -> list[Data]:
    lines = [page_text(line) for line in boxes.lines]
    data: Data = {"kind": "boxes", "lines": lines, "inline": boxes.is_inline, "faces": []}
    if len(boxes.smiles) == len(lines):
        faces = zip(boxes.smiles, lines, strict=True)
        data["faces"] = [{"svg": face_svg(smile, line)} for smile, line in faces]
    return [data]


def _blanks(blanks: Blanks, _setting: Setting) -> list[Data]:
    return [{"kind": "blanks", "labels": [page_text(label) for label in blanks.labels]}]


def _bars(bars: Bars, _setting: Setting) -> list[Data]:
    shown = [
        {
            "label": page_text(bar.label),
            "share": share_of(bar, bars.most),
            "words": page_text(bar.words),
        }
        for bar in bars.bars
    ]
    return [{"kind": "bars", "caption": page_text(bars.caption), "bars": shown}]


def _calendar(calendar: Calendar, _setting: Setting) -> list[Data]:
    drawn = calendar_svg(calendar)
    return [_picture("wide-picture", drawn, calendar_words(calendar), 0)] if drawn else []


def _actions(actions: Actions, _setting: Setting) -> list[Data]:
    shown = [
        {
            "code": page_text(action.code),
            "what": page_text(action.what),
            "fields": [
                [page_text(name), page_text(value)] for name, value in action_fields(action)
            ],
        }
        for action in actions.actions
    ]
    return [{"kind": "actions", "actions": shown}]


def _quote(quote: Quote, setting: Setting) -> list[Data]:
    words = {"text": page_text(quote.text), "by": page_text(quote.by)}
    return [{"kind": "quote", "slip": setting.is_slip, **words}]


_MAKERS: Final[dict[type, Callable[[Any, Setting], list[Data]]]] = {
    Actions: _actions,
    Bars: _bars,
    Blanks: _blanks,
    Boxes: _boxes,
    Bullets: _bullets,
    Calendar: _calendar,
    Facts: _facts,
    Pairs: _pairs,
    Prompt: _prompt,
    Prose: _prose,
    Quote: _quote,
    Rows: _rows,
    Table: _table,
}
