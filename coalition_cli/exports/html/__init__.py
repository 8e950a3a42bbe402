"""The summary as one HTML file that loads nothing, for a phone, a screen and paper."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from coalition_cli.blocks import (
    Actions,
    Bars,
    Block,
    Bullet,
    Bullets,
    Column,
    Heading,
    Prompt,
    Prose,
    Quadrant,
    Quote,
    Table,
    sign_of,
)
from coalition_cli.exports.html.quadrant import pictures
from coalition_cli.model.summary import Summary
from coalition_cli.phrasing.captions import action_fields

SUFFIX: Final = ".html"
STYLE: Final = Path(__file__).with_name("style.css")
MOST_COLUMNS_ON_A_PHONE: Final = 3
MOST_COLUMNS_OF_WORDS_ON_A_PHONE: Final = 2
LONGEST_WORD: Final = 12
"""In letters: a longer one may be broken in the cell of a table, so that others need not be."""

_LETTERS_IN_A_ROW: Final = 56
"""Hardly more stand side by side on a page, in words that may not be broken."""

RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "ps", "sd", "dv", "yi", "ckb")

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def render(summary: Summary) -> bytes:
    """The document in UTF-8.

    Its policy forbids scripts and everything remote; its one style is named by its hash.
    """
    style = STYLE.read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    language = summary.language.replace("_", "-")
    if not _LANGUAGE.fullmatch(language):
        language = "und"
    direction = "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    has_title = any(isinstance(block, Heading) and block.level == 1 for block in summary.blocks)
    blocks = summary.blocks if has_title else (Heading(summary.title, 1), *summary.blocks)
    lines = (
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{direction}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(summary.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        *(_block(block, number) for number, block in enumerate(blocks, 1)),
        "</main>",
        "</body>",
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            text = f"<h{level}>{_sign(block.symbol)}{_said(block.text)}</h{level}>"
        case Prompt():
            text = f'<p class="prompt">{_sign(block.symbol)}{_said(block.text)}</p>'
        case Prose():
            named = "" if block.tone == "plain" else f' class="{block.tone}"'
            text = f"<p{named}>{_said(block.text)}</p>"
        case Bullets():
            text = _bullets(block.items)
        case Table():
            text = _table(block)
        case Bars():
            text = _bars(block)
        case Quadrant():
            text = f"<figure>{pictures(block, number)}</figure>\n{_table(block.numbers)}"
        case Actions():
            text = _actions(block)
        case Quote():
            by = f'<p class="by">— {_said(block.by)}</p>' if block.by else ""
            text = f"<blockquote><p>{_said(block.text)}</p>{by}</blockquote>"
    return text


def _said(text: str) -> str:
    """Typed text as text and nothing else: its direction does not spread, its breaks stay."""
    return f"<bdi>{escape(text).replace(chr(10), '<br>')}</bdi>"


def _sign(symbol: str) -> str:
    sign = sign_of(symbol)
    return f'<span aria-hidden="true">{escape(sign)}</span> ' if sign else ""


def _bullets(items: Iterable[Bullet]) -> str:
    items = tuple(items)
    is_marked = any(item.mark for item in items)
    lines = []
    for item in items:
        mark = f'<span class="mark">{escape(item.mark)}</span>' if is_marked else ""
        by = f' <span class="by">— {_said(item.by)}</span>' if item.by else ""
        below = _bullets(item.below) if item.below else ""
        lines.append(f"<li>{mark}<div>{_said(item.text)}{by}{below}</div></li>")
    named = ' class="marked"' if is_marked else ""
    return "\n".join((f"<ul{named}>", *lines, "</ul>"))


def _table(block: Table) -> str:
    """Its first column that holds words names the rows."""
    naming = next((place for place, column in enumerate(block.columns) if not column.is_number), 0)
    longest = _longest_whole(block)
    head = "".join(
        f'<th scope="col"{_kinds(column.is_number, column.title)}>{_said(column.title)}</th>'
        for column in block.columns
    )
    lines = []
    for row in block.rows:
        cells = []
        for place, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
            tag, scope = ("th", ' scope="row"') if place == naming else ("td", "")
            words = _said(cell) if cell else ""
            titled = f' data-title="{escape(column.title)}"'
            kinds = _kinds(column.is_number, cell, longest)
            cells.append(f"<{tag}{scope}{titled}{kinds}>{words}</{tag}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    named = ' class="wide"' if _is_wide(block.columns) else ""
    caption = f"<caption>{_said(block.caption)}</caption>" if block.caption else ""
    return "\n".join(
        (
            f"<table{named}>{caption}<thead><tr>{head}</tr></thead><tbody>",
            *lines,
            "</tbody></table>",
        )
    )


def _longest_whole(block: Table) -> int:
    """Return how long a word may be and still have room for all its letters in one line."""
    letters = [
        min(max((len(word) for cell in cells for word in cell.split()), default=0), LONGEST_WORD)
        for cells in zip(*block.rows, strict=True)
    ]
    if sum(letters) <= _LETTERS_IN_A_ROW:
        return LONGEST_WORD
    return _LETTERS_IN_A_ROW // len(letters)


def _is_wide(columns: Sequence[Column]) -> bool:
    """True if a phone has no room for the ``columns`` side by side."""
    of_words = sum(not column.is_number for column in columns)
    return len(columns) > MOST_COLUMNS_ON_A_PHONE or of_words > MOST_COLUMNS_OF_WORDS_ON_A_PHONE


def _kinds(is_number: bool, words: str, longest: int = LONGEST_WORD) -> str:
    """Return the classes of a cell: if it counts, and if a word in it may have to be broken."""
    is_long = any(len(word) > longest for word in words.split())
    kinds = [name for name, holds in (("number", is_number), ("long", is_long)) if holds]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _bars(block: Bars) -> str:
    caption = f"<caption>{_said(block.caption)}</caption>" if block.caption else ""
    lines = []
    for bar in block.bars:
        length = 100 * min(max(bar.value / block.most, 0), 1) if block.most else 0
        lines.append(
            f'<tr><th scope="row"{_kinds(False, bar.label)}>{_said(bar.label)}</th>'
            f'<td class="length">'
            f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect width="{length:.1f}" height="10"/></svg></td>'
            f"<td{_kinds(True, bar.words)}>{_said(bar.words)}</td></tr>"
        )
    return "\n".join((f'<table class="bars">{caption}<tbody>', *lines, "</tbody></table>"))


def _actions(block: Actions) -> str:
    lines = []
    for action in block.actions:
        fields = "".join(
            f"<dt>{escape(title)}</dt><dd>{_said(value)}</dd>"
            for title, value in action_fields(action)
        )
        code = f'<span class="code">{_said(action.code)}</span> ' if action.code else ""
        what = f'<p class="what">{code}{_said(action.what)}</p>'
        lines.append(f"<li>{what}<dl>{fields}</dl></li>")
    return "\n".join(('<ul class="actions">', *lines, "</ul>"))
