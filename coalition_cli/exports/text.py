"""All of the summary as plain text, for a mail or a terminal.

Only titles begin at the edge, and only dashes, codes and boxes of ours stand two letters in. What
was typed begins further in, on every line of it: a dash, a box or a row of signs that somebody
typed is never read as ours.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from coalition_cli.bidi import is_leftward, isolated, lines_contained
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
    sign_of,
)
from coalition_cli.charts import field_words, levels_words
from coalition_cli.i18n import N_, _
from coalition_cli.model.document import (
    Blanks,
    Boxes,
    Calendar,
    Cell,
    Content,
    Document,
    Facts,
    Head,
    Pair,
    Pairs,
    Row,
    Rows,
    Section,
)
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.phrasing.section_words import content_of, run_in
from coalition_cli.sanitize import for_page

SUFFIX: Final = ".txt"
TOLD: Final = N_("plain words, to put into an e-mail")
CHOICES: Final = ()
IN_PLACE_OF: Final = ("pdf",)

WIDTH: Final = 72
BOX: Final = "[ ]"
_WHOLE_BOX: Final = "[\0]"
BLANK: Final = "_" * 24

_MARK: Final = "  "
_TEXT: Final = "    "
_LONGEST_MARK: Final = 4
"""In letters: a place or a count as short stands before the words that it is of."""
_LONGEST_NAME: Final = 28
"""In letters: a name or a day as short shares its line with the next one."""
_LONGEST_LEAD: Final = 14
_TO_LEFT: Final = "\u200f"


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The document in UTF-8, ended by one line break."""
    parts = ("\n".join(lines) for lines in _document(summary.document))
    text = "\n\n".join(filter(None, parts)) + "\n"
    return (_from_the_right(text) if is_leftward(summary.document.language) else text).encode()


def _from_the_right(text: str) -> str:
    """Each line with the mark that lets it run to the left, whatever it begins with."""
    return re.sub(r"(?m)^(?=.)", _TO_LEFT, text)


def _document(document: Document) -> Iterator[list[str]]:
    yield from _head(document.head)
    for part in document.parts:
        yield _title(part.title, "=")
        for section in part.sections:
            yield from _section(section)
    if document.foot != (document.head.title,):
        yield _hung(" · ".join(map(isolated, document.foot)))


def _head(head: Head) -> Iterator[list[str]]:
    yield _hung(head.label)
    yield _title(head.title, "=")
    yield _hung(head.warning)
    yield _hung(head.line)


def _section(section: Section) -> Iterator[list[str]]:
    contents = content_of(section, is_paged=False)
    if (begun := run_in(section, contents)) is not None:
        yield _hung(f"{isolated(begun.label)} {isolated(begun.value)}")
        contents = contents[1:]
    else:
        yield _title(section.title, "-")
        yield _hung(section.code)
    yield from map(_content, contents)


def _content(content: Content) -> list[str]:
    match content:
        case Heading():
            lines = _title(_with_sign(content.symbol, content.text))
        case Prompt():
            lines = _hung(_with_sign(content.symbol, content.text))
        case Prose():
            lines = _hung(content.text)
        case Bullets():
            lines = _bullets(content.items)
        case Table():
            lines = _table(content)
        case Bars():
            pairs = (Pair(bar.label, bar.words) for bar in content.bars)
            lines = [*_hung(content.caption), *_pairs(pairs)]
        case Quadrant():
            lines = _table(content.numbers) or _hung(field_words(content))
        case Actions():
            lines = [line for action in content.actions for line in _action(action)]
        case Quote():
            lines = _hung(f"“{isolated(content.text)}”{_said_by(content.by)}")
        case _:
            lines = _of_paper(content)
    return lines


def _of_paper(content: Rows | Pairs | Facts | Boxes | Blanks | Calendar) -> list[str]:
    match content:
        case Rows():
            lines = _rows(content)
        case Pairs() if content.is_inline:
            told = (f"{_one_line(pair.label)} {_one_line(pair.value)}" for pair in content.pairs)
            lines = _hung(" · ".join(told))
        case Pairs():
            lines = _pairs(content.pairs)
        case Facts():
            lines = _list(
                f"{isolated(fact.label)} {isolated(fact.value)}" for fact in content.facts
            )
        case Boxes():
            lines = _boxes(content)
        case Blanks():
            lines = [line for each in content.labels for line in _hung(f"{isolated(each)} {BLANK}")]
        case Calendar():
            lines = _list(f"{due.code} {due.words}" for due in content.dues)
    return lines


def _title(text: str, sign: str = "") -> list[str]:
    """A title in one paragraph from the edge; ``sign`` underlines it."""
    lines = lines_contained(
        wrap(_one_line(text), WIDTH, break_long_words=False, break_on_hyphens=False)
    )
    longest = min(max(map(len, lines), default=0), WIDTH)
    return [*lines, *([sign * longest] if sign and lines else [])]


def _hung(text: str, lead: str = _TEXT, deeper: int = 0) -> list[str]:
    """``text`` after ``lead``; its further lines stand below its first word, or ``deeper``."""
    if not text.strip() and not lead.strip():
        return []
    first, *others = map(isolated, lines_contained(for_page(text).strip("\n").split("\n")))
    margin = " " * (len(lead) + deeper)
    lines = _wrapped(first, lead, margin) or [lead.rstrip()]
    for other in others:
        lines += _wrapped(other, margin, margin) or [""]
    return lines


def _wrapped(text: str, first: str, margin: str) -> list[str]:
    """The lines of ``text``; no box is torn in two."""
    lines = wrap(
        text.replace(BOX, _WHOLE_BOX),
        WIDTH,
        initial_indent=first.replace(BOX, _WHOLE_BOX),
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines_contained([line.replace(_WHOLE_BOX, BOX) for line in lines])


def _boxes(content: Boxes) -> list[str]:
    if content.is_inline:
        return _hung("  ".join(f"{BOX} {_one_line(each)}" for each in content.lines), _MARK)
    return [line for each in content.lines for line in _hung(each, f"{_MARK}{BOX} ")]


def _list(lines: Iterable[str]) -> list[str]:
    return [line for each in lines for line in _hung(each, f"{_MARK}- ")]


def _bullets(items: Iterable[Bullet], indent: str = _MARK) -> list[str]:
    lines: list[str] = []
    for item in items:
        mark = f"{_one_line(item.mark)} " if item.mark else ""
        lines += _hung(f"{mark}{isolated(item.text)}{_said_by(item.by)}", f"{indent}- ")
        lines += _bullets(item.below, indent + _TEXT)
    return lines


def _said_by(name: str) -> str:
    return f" — {_one_line(name)}" if name else ""


def _rows(block: Rows) -> list[str]:
    """Each row after its codes and its place; what has no room beside stands below."""
    marks = {at for at, lane in enumerate(block.lanes) if lane.is_code or _is_mark(block, at)}
    read = [_row(block, row, marks) for row in block.rows]
    leads = _beneath_each_other([lead for lead, _told in read])
    lines: list[str] = []
    for lead, (_codes, told) in zip(leads, read, strict=True):
        before = f"{_MARK}{lead}  " if lead.strip() else f"{_MARK}- "
        margin = " " * len(before)
        for at, words in enumerate(told or [""]):
            lines += _hung(words, margin if at else before, 2)
    return lines


def _beneath_each_other(rows: list[list[str]]) -> list[str]:
    """The words of each row as one text; the second ones stand below each other, and so on."""
    rooms = [
        max((len(word) for word in column if len(word) <= _LONGEST_LEAD), default=0)
        for column in zip_longest(*rows, fillvalue="")
    ]
    lines = []
    for row in rows:
        words = (*row, *("" for _room in rooms[len(row) :]))
        lines.append("  ".join(map(str.ljust, words, rooms)))
    return lines


def _row(block: Rows, row: Row, marks: set[int]) -> tuple[list[str], list[str]]:
    """The codes and the place of a row, and the lines of its other cells."""
    lead: list[str] = []
    told: list[str] = []
    shares_its_line = False
    for at, (lane, cell) in enumerate(zip(block.lanes, row.cells, strict=True)):
        if lane.is_code or (at in marks and not told):
            lead += [_one_line(cell.text)] if cell.text else []
            continue
        lines = _cell(cell)
        if not lines:
            continue
        is_name = not lane.share and len(cell.text) <= _LONGEST_NAME and not cell.boxes
        joined = [" · ".join(map(isolated, lines))] if is_name else lines
        if block.has_head and lane.title and told:
            joined[0] = _field(lane.title, joined[0])
        elif told and not block.has_head and is_name and (shares_its_line or lane.is_number):
            joined[0] = f"{isolated(told.pop())} · {isolated(joined[0])}"
        told += joined
        shares_its_line = is_name
    return lead, told


def _is_mark(block: Rows, at: int) -> bool:
    """True if a lane holds nothing but places or counts, which its title need not explain."""
    if block.has_head or block.lanes[at].share:
        return False
    cells = [row.cells[at] for row in block.rows]
    longest = max((len(cell.text) for cell in cells), default=0)
    has_more = any(cell.below or cell.boxes or cell.levels for cell in cells)
    return longest <= _LONGEST_MARK and not has_more


def _cell(cell: Cell) -> list[str]:
    below = list(cell.below)
    if below and cell.is_first_step:
        below[0] = f"{BOX} {below[0]}"
    levels = levels_words(cell.levels) if cell.levels else ""
    boxes = "  ".join(f"{BOX} {isolated(word)}" for word in cell.boxes)
    words = " ".join(map(isolated, filter(None, (cell.text, cell.beside))))
    text = " · ".join(filter(None, (words, levels)))
    return [line for line in (text, *below, boxes) if line]


def _pairs(pairs: Iterable[Pair]) -> list[str]:
    return _list(_field(pair.label, pair.value) for pair in pairs)


def _field(label: str, value: str) -> str:
    return _("{field}: {value}").format(field=_one_line(label), value=value)


def _table(block: Table) -> list[str]:
    """Each row as the cell that names it, and the others below with the titles of their columns."""
    naming = next((at for at, column in enumerate(block.columns) if not column.is_number), 0)
    lines = _hung(block.caption) if block.columns else []
    for row in block.rows:
        lines += _hung(row[naming], f"{_MARK}- ", 2)
        for at, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
            if at != naming and cell:
                lines += _hung(_field(column.title, cell), _TEXT, 2)
    return lines


def _action(action: Action) -> list[str]:
    lead = f"{_one_line(action.code)}  " if action.code else "- "
    lines = _hung(action.what, _MARK + lead, 2)
    margin = " " * len(_MARK + lead)
    for title, value in action_fields(action):
        lines += _hung(_field(title, value), margin, 2)
    return lines


def _with_sign(symbol: str, text: str) -> str:
    sign = sign_of(symbol)
    return f"{sign} {text}" if sign else text


def _one_line(text: str) -> str:
    return isolated(" ".join(for_page(text).split("\n")))
