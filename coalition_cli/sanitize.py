"""Typed and pasted text, made harmless on the way in and once more on the way to a screen.

The words stay as they were said. Only what could act on a terminal (control characters, escape
sequences) or hide in it (tag characters, non-characters) is taken out, and the count of what was
taken out is given back.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from coalition_cli.bidi import with_turns_ended, without_marks

MOST_CHARACTERS: Final = 100_000
MOST_MARKS_ON_SCREEN: Final = 4
_SHORT: Final = 40

_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # CSI
    # OSC, DCS, SOS, PM, APC
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS: Final = re.compile("\r\n|[\x0b\x0c\r\u2028\u2029\x85]")
"""Also what word processors write for a new line or a new page: no two words become one."""
_NO_CHARACTERS: Final = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
"""The last two of each plane, which Unicode will never give to a character."""

_CONTROLS: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_NOT_IN_A_FILE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HALVES: Final = re.compile("[\ud800-\udfff]")
_NO_LETTERS: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_TAGS: Final = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]+")
_EMOJI: Final = "[\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
_DRESSED: Final = re.compile(f"({_EMOJI})(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_EMOJI})+")
"""An emoji with what is joined to it: each terminal counts the cells of it in its own way."""
_INVISIBLE: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]*")


class Typed(NamedTuple):
    """Clean text, and the number of characters taken out or replaced to make it so."""

    text: str
    removed: int


def clean(raw: str) -> Typed:
    """Make ``raw`` fit to be stored.

    Line ends become ``\\n``; whatever could act on a screen is taken out. Text typed under a
    locale that is not UTF-8 arrives as lone surrogates; these are turned back into the characters
    that were meant, or into U+FFFD. Direction marks and joiners are kept: languages need them.
    """
    if raw.isascii() and raw.isprintable():
        return Typed(raw.strip(" "), 0)
    text = _mend_surrogates(raw)
    removed = 0
    # Bytes of another charset became one character each; only those that became none are lost.
    if len(text) == len(raw):
        removed = sum(mended != given for mended, given in zip(text, raw, strict=True))
    text = _LINE_ENDS.sub("\n", text)
    before = len(text)
    text = _ESCAPES.sub("", text)
    text = _CONTROLS.sub("", text)
    text = _TAGS.sub(lambda found: found.group(1) or "", text)
    return Typed(text.strip(" \n\t"), removed + before - len(text))


def is_empty(text: str) -> bool:
    """True if nothing in ``text`` could be seen: spaces and zero-width characters only."""
    return _INVISIBLE.fullmatch(text) is not None


def for_screen(text: str) -> str:
    """``text`` as a terminal may show it: tabs as spaces, no overrides, few marks on one letter."""
    if _CONTROLS.search(text) or "\x1b" in text:
        text = clean(text).text
    text = without_marks(text).replace("\t", "    ")
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS_ON_SCREEN:
            kept.append(character)
    return "".join(kept)


def for_file(text: str) -> str:
    """``text`` as any file may hold it; its spaces, tabs and line ends stay as they are.

    Half a character, and what is none, is written as U+FFFD. A control character is left out, or
    is a line end where it stands for one. It turns the direction of no words behind it.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = _NO_LETTERS.sub("\ufffd", text).replace("\x0b", "\n").replace("\x0c", "\n")
    return with_turns_ended(_NOT_IN_A_FILE.sub("", lines))


def for_page(text: str) -> str:
    """``text`` as a file may hold it, with every line end written as ``\\n``."""
    return _LINE_ENDS.sub("\n", for_file(text))


def for_line(text: str) -> str:
    """``text`` as a terminal may show it in one row, beside other words.

    Of emoji that are joined the first stands there: a row takes the cells that were counted.
    """
    line = " ".join(for_screen(text).splitlines())
    return line if line.isascii() else _DRESSED.sub(r"\1", line)


def file_name(title: str) -> str:
    """A name for a file made from ``title``: letters, digits and dashes, at most 80 bytes."""
    plain = unicodedata.normalize("NFKC", clean(title).text).casefold()
    name = re.sub(r"[^\w]+", "-", plain.replace("_", "-")).strip("-")
    name = name.encode()[:64].decode(errors="ignore").strip("-")
    reserved = re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", name)
    if not name or reserved or not any(character.isalnum() for character in name):
        # price: hashlib, 3 ms, and a title with letters never needs it
        from hashlib import blake2s

        return f"workshop-{blake2s(title.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
    return name


def in_short(given: object) -> str:
    """``given`` as an error may name it: one harmless line of at most 40 characters."""
    try:
        text = clean(str(given)).text.replace("\n", " ")
    except (ValueError, RecursionError):
        # numbers of thousands of digits, lists inside lists inside lists
        text = type(given).__name__
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def _mend_surrogates(text: str) -> str:
    if not _HALVES.search(text):
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        # Halves of a character: two that belong together are one again.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
