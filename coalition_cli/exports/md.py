"""The summary as CommonMark with pipe tables.

What people said is escaped, so that nothing of it acts.
"""

import re
from collections.abc import Iterable
from typing import Final

from coalition_cli.blocks import (
    Actions,
    Bars,
    Block,
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
from coalition_cli.i18n import _
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.captions import action_fields

SUFFIX: Final = ".md"

_MARKUP: Final = re.compile(
    r"[\\`*_\[\]<>&|~$]|@(?=\w)|:(?=//|[\w+-]+:)|\.(?<=\bwww\.)", re.IGNORECASE
)
_ORDERED: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_EDGES: Final = re.compile(r"^\s+|\s+$")


def render(summary: Summary) -> bytes:
    """The document in UTF-8, ended by one line break."""
    parts = filter(None, map(_block, summary.blocks))
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block) -> str:
    match block:
        case Heading():
            text = _heading(block)
        case Prompt():
            text = _strong(_with_sign(block.symbol, block.text))
        case Prose():
            text = _escaped(block.text) if block.tone in ("plain", "quiet") else _strong(block.text)
        case Bullets():
            text = "\n".join(_bullets(block.items))
        case Table():
            text = _table(block)
        case Bars():
            text = _bars(block)
        case Quadrant():
            text = _table(block.numbers)
        case Actions():
            text = "\n".join(_actions(block))
        case Quote():
            text = _quote(block)
    return text


def _heading(block: Heading) -> str:
    text = _one_line(_with_sign(block.symbol, block.text))
    if text.endswith("#") and not text.endswith("\\#"):
        text = text[:-1] + "\\#"
    return f"{'#' * block.level} {text}"


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


def _table(block: Table) -> str:
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
    return _line(" ".join(text.split("\n")))


def _escaped(text: str) -> str:
    """``text`` so that a reader of CommonMark shows it as it is.

    Its line breaks stay line breaks.
    """
    return "\\\n".join(_line(line) for line in text.strip("\n").split("\n"))


def _line(text: str) -> str:
    marked = _MARKUP.sub(r"\\\g<0>", text)
    if marked.startswith(("#", "+", "-", "=")):
        marked = "\\" + marked
    marked = _ORDERED.sub(r"\1\\\2", marked)
    return _EDGES.sub(lambda edge: "".join(f"&#{ord(space)};" for space in edge[0]), marked)
