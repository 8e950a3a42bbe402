"""Bytes from elsewhere as text: by their mark, as UTF-8, else as Windows-1252; or a refusal."""

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.i18n import _

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the beginning of text whose letters are wider than a byte.

That of UTF-32 begins as that of UTF-16 does, so it stands first.
"""

_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
"""How zip (XLSX, ODS, DOCX), the older formats of Office, and gzip begin."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters that stand in no text of that old encoding."""


class Decoded(NamedTuple):
    """Text, and what its reader has to know of how it was read; empty where nothing."""

    text: str
    told: str = ""


def is_wide(start: bytes) -> bool:
    """True if ``start`` says that letters are wider than a byte: it has no lines before it ends."""
    return any(start.startswith(mark) for mark, _encoding in _WIDE)


def is_packed(start: bytes) -> bool:
    """True if ``start`` begins a packed file, such as a spreadsheet."""
    return start.startswith(_PACKED)


def refuse_no_text(start: bytes) -> None:
    """Raise the ``Problem`` of a file that begins with ``start`` and is no text to be taken in."""
    head = start.removeprefix(codecs.BOM_UTF8).lstrip()[:16].upper()
    if is_packed(start):
        raise _packed()
    if head.startswith(b"%PDF"):
        raise Problem(
            _(
                "This is a PDF; nothing was saved. Save what it holds as text or as a table, then: "
                "coalition import FILE"
            )
        )
    _refuse_cards(head.decode("ascii", "replace"))
    if not is_wide(start) and b"\0" in start:
        raise _no_text()


def decode(content: bytes) -> Decoded:
    """The text of a whole file. Raises ``Problem`` for what is none."""
    refuse_no_text(content)
    if is_wide(content):
        return Decoded(_decode_wide(content))
    with suppress(UnicodeDecodeError):
        return Decoded(content.decode("utf-8").removeprefix("\ufeff"))
    lines = [decode_line(line) for line in content.split(b"\n")]
    told = next((line.told for line in lines if line.told), "")
    text = "\n".join(line.text for line in lines)
    return Decoded(text.removeprefix("\ufeff"), told)


def decode_line(line: bytes) -> Decoded:
    """The text of one line of a file that is not ``is_wide``. Raises ``Problem`` for what is none.

    Each line is looked at by itself: files are put together from several.
    """
    if b"\0" in line:
        raise _no_text()
    try:
        return Decoded(line.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_text() from None
    if _CONTROLS.search(text):
        raise _no_text()
    told = _(
        "This is not UTF-8; it was read as Windows-1252 (cp1252). Look whether letters such as é "
        "stand as they should."
    )
    return Decoded(text, told)


def _decode_wide(content: bytes) -> str:
    encoding = next(name for mark, name in _WIDE if content.startswith(mark))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _no_text() from None
    if "\0" in text:
        raise _no_text()
    _refuse_cards(text.lstrip()[:16].upper())
    return text


def _refuse_cards(head: str) -> None:
    for sign, make in _CARDS.items():
        if head.startswith(sign):
            raise make()


def _calendar() -> Problem:
    return Problem(
        _(
            "This is a calendar, not a list of people or notes; nothing was saved. Save the list "
            "as a table (CSV, XLSX), then: coalition import FILE"
        )
    )


def _address_book() -> Problem:
    return Problem(
        _(
            "This is an address book; nothing was saved. Write the chosen names into a list, one a "
            "line, then: coalition import FILE"
        )
    )


_CARDS: Final[dict[str, Callable[[], Problem]]] = {
    "BEGIN:VCALENDAR": _calendar,
    "BEGIN:VCARD": _address_book,
}


def _packed() -> Problem:
    return Problem(
        _(
            "This is no text but a packed file, such as a spreadsheet; nothing was saved. To bring "
            "in a spreadsheet: coalition import FILE"
        )
    )


def _no_text() -> Problem:
    return Problem(
        _(
            "Some of these bytes are no text; nothing was saved of them. Save the file anew as "
            "text (UTF-8) or as a table (CSV, XLSX), then: coalition import FILE"
        )
    )
