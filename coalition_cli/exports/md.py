"""The summary as CommonMark with pipe tables.

What people said is escaped, so that nothing of it acts.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from coalition_cli.bidi import isolated, lines_contained
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
    Pairs,
    Rows,
    Section,
)
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.captions import action_fields
from coalition_cli.phrasing.outline import Outline
from coalition_cli.phrasing.section_words import content_of, run_in
from coalition_cli.sanitize import for_page

SUFFIX: Final = ".md"
TOLD: Final = N_("plain words with marks, for a wiki")
CHOICES: Final = ()

BOX: Final = "[ ]"
BLANK: Final = r"\_" * 12

_MARKUP: Final = re.compile(
    r"[\\`*_\[\]<>&|~$]|@(?=\w)|:(?=//|[\w+-]+:)|\.(?<=\bwww\.)", re.IGNORECASE
)
_ORDERED: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_EDGES: Final = re.compile(r"^\s+|\s+$")


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The document in UTF-8, ended by one line break."""
    parts = filter(None, _document(summary.document))
    return ("\n\n".join(parts) + "\n").encode()


def _document(document: Document) -> Iterator[str]:
    yield from _head(document.head)
    outline = Outline()
    for part in document.parts:
        level = outline.part(part)
        yield _title(part.title, level) if level else ""
        for section in part.sections:
            yield from _section(section, outline)
    if document.foot != (document.head.title,):
        yield " · ".join(map(_one_line, document.foot))


def _head(head: Head) -> Iterator[str]:
    yield _strong(head.label)
    yield _title(head.title, 1)
    yield _strong(head.warning)
    yield _escaped(head.line) if head.line else ""


def _section(section: Section, outline: Outline) -> Iterator[str]:
    contents = content_of(section, is_paged=False)
    if (begun := run_in(section, contents)) is not None:
        yield f"{_strong(begun.label)} {_escaped(begun.value)}"
        yield from (_content(content, outline) for content in contents[1:])
        return
    level = outline.section(section, contents)
    shown = [_content(content, outline) for content in contents]
    if level:
        yield _title(section.title, level)
    yield _strong(section.code)
    yield from shown


def _content(content: Content, outline: Outline) -> str:
    match content:
        case Heading():
            text = _title(_with_sign(content.symbol, content.text), outline.heading(content))
        case Prompt():
            text = _strong(_with_sign(content.symbol, content.text))
        case Prose():
            is_quiet = content.tone in ("plain", "quiet")
            text = _escaped(content.text) if is_quiet else _strong(content.text)
        case Bullets():
            text = "\n".join(_bullets(content.items))
        case Table():
            text = _table(content)
        case Bars():
            text = _bars(content)
        case Quadrant():
            text = _table(content.numbers) or _escaped(field_words(content))
        case Actions():
            text = "\n".join(_actions(content))
        case Quote():
            text = _quote(content)
        case _:
            text = _of_paper(content)
    return text


def _of_paper(content: Rows | Pairs | Facts | Boxes | Blanks | Calendar) -> str:
    match content:
        case Rows():
            return _rows(content)
        case Pairs():
            return _pairs(content)
        case Facts():
            return _list(f"{_strong(fact.label)} {_one_line(fact.value)}" for fact in content.facts)
        case Boxes():
            return _list(f"{BOX} {_escaped(line)}" for line in content.lines)
        case Blanks():
            return _list(f"{_one_line(label)} {BLANK}" for label in content.labels)
        case Calendar():
            return _list(f"{_strong(due.code)} {_one_line(due.words)}" for due in content.dues)


def _title(text: str, level: int) -> str:
    line = _one_line(text)
    if line.endswith("#") and not line.endswith("\\#"):
        line = line[:-1] + "\\#"
    return f"{'#' * level} {line}"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(_hung(line, "- ") for line in lines)


def _bullets(items: Iterable[Bullet], indent: str = "") -> list[str]:
    lines: list[str] = []
    for item in items:
        text = _escaped(item.text) if item.text else ""
        mark = f"{_strong(item.mark)} " if item.mark else ""
        by = f" — {_one_line(item.by)}" if item.by else ""
        lines.append(_hung(f"{mark}{text}{by}", f"{indent}- "))
        lines += _bullets(item.below, indent + "  ")
    return lines


def _hung(text: str, lead: str) -> str:
    return lead + text.replace("\n", "\n" + " " * len(lead))


def _rows(block: Rows) -> str:
    titles = _table_row(_one_line(lane.title) for lane in block.lanes)
    rule = _table_row("---:" if lane.is_number else "---" for lane in block.lanes)
    rows = (_table_row(map(_cell, row.cells)) for row in block.rows)
    return "\n".join([titles, rule, *rows])


def _cell(cell: Cell) -> str:
    """A cell in one line: its text, what stands below it, and boxes to tick."""
    below = [_one_line(line) for line in cell.below]
    if below and cell.is_first_step:
        below[0] = f"{BOX} {below[0]}"
    boxes = " ".join(f"{BOX} {_one_line(word)}" for word in cell.boxes)
    text = " ".join(_one_line(each) for each in (cell.text, cell.beside) if each)
    levels = levels_words(cell.levels) if cell.levels else ""
    return " · ".join(filter(None, (text, levels, *below, boxes)))


def _pairs(block: Pairs) -> str:
    if block.is_inline:
        return " · ".join(f"{_strong(pair.label)} {_one_line(pair.value)}" for pair in block.pairs)
    told = _strong if block.is_strong else _escaped
    return _list(
        _("{field}: {value}").format(field=_one_line(pair.label), value=told(pair.value))
        for pair in block.pairs
    )


def _table(block: Table) -> str:
    if not block.columns:
        return ""
    titles = _table_row(_one_line(column.title) for column in block.columns)
    rule = _table_row("---:" if column.is_number else "---" for column in block.columns)
    lines = "\n".join([titles, rule, *(_table_row(map(_one_line, row)) for row in block.rows)])
    return f"{_strong(block.caption)}\n\n{lines}" if block.caption else lines


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bars(block: Bars) -> str:
    lines = [f"- {_one_line(bar.label)}: {_one_line(bar.words)}" for bar in block.bars]
    return "\n".join([_strong(block.caption), "", *lines] if block.caption else lines)


def _actions(block: Actions) -> list[str]:
    lines: list[str] = []
    for action in block.actions:
        lead = "- "
        named = " ".join(filter(None, (_escaped(action.code), _strong(action.what))))
        lines.append(_hung(named, lead))
        for title, value in action_fields(action):
            named = _("{field}: {value}").format(field=_one_line(title), value=_escaped(value))
            lines.append(_hung(named, " " * len(lead) + "- "))
    return lines


def _quote(block: Quote) -> str:
    parts = [_escaped(block.text), *(["— " + _one_line(block.by)] if block.by else [])]
    return "> " + "\n\n".join(parts).replace("\n", "\n> ")


def _with_sign(symbol: str, text: str) -> str:
    sign = sign_of(symbol)
    return f"{sign} {text}" if sign else text


def _strong(text: str) -> str:
    return f"**{_escaped(text)}**" if text.strip() else ""


def _one_line(text: str) -> str:
    return isolated(_line(" ".join(for_page(text).split("\n"))))


def _escaped(text: str) -> str:
    """``text`` so that a reader of CommonMark shows it as it is.

    Its line breaks stay line breaks; each line is isolated that would turn what stands beside it.
    """
    lines = lines_contained(for_page(text).strip("\n").split("\n"))
    return "\\\n".join(isolated(_line(line)) for line in lines)


def _line(text: str) -> str:
    marked = _MARKUP.sub(r"\\\g<0>", text)
    if marked.startswith(("#", "+", "-", "=")):
        marked = "\\" + marked
    marked = _ORDERED.sub(r"\1\\\2", marked)
    return _EDGES.sub(lambda edge: "".join(f"&#{ord(space)};" for space in edge[0]), marked)
