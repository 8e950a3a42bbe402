"""XML as text: elements are put together, and what people typed is never one."""

import re
from functools import cache
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from coalition_cli.bidi import with_turns_ended

_NOT_IN_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS: Final = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_HEAP: Final = re.compile(f"({_MARKS}{{5}})({_MARKS}+)")
LOST: Final = "\ufffd"
"""What stands in the place of a character that XML cannot hold."""

_NOTHING_TO_QUOTE: Final = re.compile("[ !#-%'-;=?-~]*")
_DAY: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sound(text: str) -> str:
    """``text`` with ``LOST`` for each character that no XML file may hold.

    Where it turns the direction of letters and does not turn it back, it does so at its end.
    """
    if text.isascii() and text.isprintable():
        return text
    return with_turns_ended(_NOT_IN_XML.sub(LOST, text))


class Shown(NamedTuple):
    """A part of a text; what is not ``is_seen`` stands in the file and on no page."""

    words: str
    is_seen: bool


def shown(text: str) -> list[Shown]:
    """The parts of ``text``: of marks heaped on one letter, so many are seen as languages need.

    The others would be drawn over what other people said above.
    """
    if text.isascii():
        return [Shown(text, True)]
    parts = []
    at = 0
    for heap in _HEAP.finditer(text):
        parts += [Shown(text[at : heap.end(1)], True), Shown(heap[2], False)]
        at = heap.end()
    return [*parts, Shown(text[at:], True)] if at < len(text) or not parts else parts


def said(text: str) -> str:
    """``text`` as the content of an element."""
    return escape(sound(text))


def element(tag: str, /, *content: str, **attributes: str) -> str:
    """An element; of the names of attributes the first ``_`` is the colon after their prefix."""
    told = tag
    for key, value in attributes.items():
        told += f" {_named(key)}={_quoted(value)}"
    inner = "".join(content)
    return f"<{told}>{inner}</{tag}>" if inner else f"<{told}/>"


@cache
def _named(key: str) -> str:
    return key.replace("_", ":", 1).replace("_", "-")


def _quoted(value: str) -> str:
    # Files have tens of thousands of attributes, and hardly one with a letter to be written anew.
    if _NOTHING_TO_QUOTE.fullmatch(value):
        return f'"{value}"'
    return quoteattr(sound(value))


def is_day(day: str) -> bool:
    """True if ``day`` is a day of the calendar as ISO writes it."""
    return _DAY.fullmatch(day) is not None
