"""The reader of what comes from another laptop, which is nobody's friend.

It is read within limits, and only as the store would have written it. No sentence about it holds
anything that it holds.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from coalition_cli import sanitize
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.model.entry import Body, Entry
from coalition_cli.model.header import FIRST_VERSION, FORMAT_VERSION, Head
from coalition_cli.model.joining import MOST_JOINED
from coalition_cli.model.repeated_words import texts
from coalition_cli.store import errors
from coalition_cli.store.files import codec
from coalition_cli.store.formats.sealed.apart import Apart

MOST_BYTES: Final = 16 * 1024 * 1024
MOST_ENTRIES: Final = 30_000
MOST_WORDS: Final = 500_000
_LONGEST_LINE: Final = 2 * 1024 * 1024
VALUES_OF_ENTRY: Final = 14
MOST_VALUES: Final = 400_000
"""Beyond the values that every entry has: a short file can stand for very many of them."""

_DEEPEST: Final = 32

_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_NO_BRACKET: Final = re.compile(rb"[^][{}]+")
_WORD: Final = re.compile(r"[^\W_]+")
ID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
_AT: Final = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z"
)
_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_NAME: Final = re.compile(r"(?!\.)[^\x00-\x1f\x7f/\\:]{1,200}")


More: TypeAlias = Callable[[Path], Problem]
"""Makes the ``Problem`` of a file that holds more than is read."""


class Contents(NamedTuple):
    """The contents of a bundle.

    ``head`` is None for the lines of a laptop that cannot read what it writes. ``apart`` are the
    rows of a journal that are not among ``entries``: nobody here vouches for them, or they are
    damaged. ``signed_for`` is the public key of the workshop that these were written in.
    """

    head: Head | None
    entries: list[Entry]
    apart: Apart = Apart()
    signed_for: str = ""


def contents(data: bytes, path: Path, *, is_signed: bool = True) -> Contents:
    """Read the workshop file ``data``: whole, as the store writes it, of our format version.

    A bundle never holds more than is read; a plain file, which nobody signed, may, and is sound.
    """
    more = damaged if is_signed else too_large
    _refuse_other_version(data, path)
    check_size(data, path, more)
    try:
        text = codec.text_of(data)
        document, end = codec.head_document(text)
        head = codec.head_of(document)
    except codec.Damage as damage:
        raise damaged(path, damage.line) from None
    if not _is_sound_head(head):
        raise damaged(path)
    reading = codec.read_on(text, end, 0)
    if not reading.is_sound:
        raise damaged(path, reading.number + 2)
    check_entries(reading.entries, path, more)
    # Numbers are another file's own: nothing of them comes along, nor does the form of its file.
    own = head._replace(numbers={}, format_version=FORMAT_VERSION)
    return Contents(own, [entry.unnumbered() for entry in reading.entries])


def _refuse_other_version(data: bytes, path: Path) -> None:
    """Refuse a file of a newer version, or of none that was, whatever stands behind its head."""
    try:
        document, _end = codec.head_document(
            codec.text_of(data[:_LONGEST_LINE].partition(b"\n")[0])
        )
    except codec.Damage:
        raise damaged(path, 1) from None
    version = document.get("format_version")
    if type(version) is not int:
        raise damaged(path, 1)
    if version > FORMAT_VERSION:
        raise errors.newer(path)
    if version < FIRST_VERSION:
        raise errors.too_old(path)


def check_size(data: bytes, path: Path, more: More) -> None:
    """Refuse what would fill the memory or the stack, before any of it is taken apart."""
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_ENTRIES + 10:
        raise more(path)
    values = start = 0
    for number in count(1):
        end = data.find(b"\n", start)
        row = data[start : end if end >= 0 else None]
        if len(row) > _LONGEST_LINE or row.count(b'"') > MOST_VALUES:
            raise damaged(path, number)
        bare = _STRING.sub(b"", row)
        values += max(sum(map(bare.count, (b",", b"[", b"{"))) - VALUES_OF_ENTRY, 0)
        if values > MOST_VALUES or (start and row != b"}}" and _is_deep(bare)):
            raise damaged(path, number)
        if end < 0:
            return
        start = end + 1


def _is_deep(bare: bytes) -> bool:
    """True if brackets nest deeper than anybody could have said, in a line without its strings."""
    brackets = _NO_BRACKET.sub(b"", bare)
    for _level in range(_DEEPEST + 2):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return bool(brackets)


def check_entries(entries: list[Entry], path: Path, more: More) -> None:
    """Refuse ids that are none or stand twice, and entries that no laptop of ours could make."""
    known: set[str] = set()
    for number, entry in enumerate(entries, 2):
        if entry.id in known or not _is_sound_entry(entry):
            raise damaged(path, number)
        known.add(entry.id)
    if len(entries) > MOST_ENTRIES or words_of(entries) > MOST_WORDS:
        raise more(path)


def are_sound(entries: list[Entry]) -> bool:
    """True if each is one that a laptop of ours could make, and no id stands twice."""
    return len({entry.id for entry in entries}) == len(entries) and all(
        map(_is_sound_entry, entries)
    )


def words_of(entries: list[Entry]) -> int:
    """How many words the texts of all ``entries`` have.

    A withdrawal looks for quotes of what it takes out, which costs memory by the word and not by
    the byte.
    """
    return sum(words_in(entry.body) for entry in entries)


def words_in(body: Body) -> int:
    """How many words the texts of a body have."""
    return sum(len(_WORD.findall(text)) for text in texts(body))


def begins_as_workshop(data: bytes) -> bool:
    """True if a file that begins with ``data`` is a plain workshop file."""
    return data.startswith(b'{"workshop": ')


def _is_sound_entry(entry: Entry) -> bool:
    """True if ids, times and numbers are some, names lead nowhere, and the body has an end."""
    names = (entry.place.exercise, entry.place.step, entry.device)
    return bool(
        ID.fullmatch(entry.id)
        and _is_moment(entry.at)
        and all(not name or _NAME.fullmatch(name) for name in names)
        and (entry.ref is None or ID.fullmatch(entry.ref))
        and type(entry.place.run) is int
        and 1 <= entry.place.run <= 1_000_000
        and _is_text(entry.by or "")
        and _is_sound_body(entry.body)
    )


def _is_sound_body(body: Any) -> bool:
    """True if lists nest no deeper than anybody could have said, and every text is one."""
    level = [body]
    for _depth in range(_DEEPEST):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner += [*each, *each.values()]
            elif isinstance(each, list):
                inner += each
        if not all(_is_text(each) for each in inner if isinstance(each, str)):
            return False
        level = [each for each in inner if isinstance(each, dict | list)]
        if not level:
            return True
    return False


def _is_moment(at: str) -> bool:
    """True if ``at`` is a time as ours are written, and one that there is: no 31 February."""
    try:
        return bool(_AT.fullmatch(at)) and datetime.fromisoformat(at).year > 1
    except ValueError:
        return False


def _is_day(day: str) -> bool:
    try:
        return bool(_DATE.fullmatch(day)) and date.fromisoformat(day).year > 1
    except ValueError:
        return False


def _is_text(text: str) -> bool:
    """True if people could type ``text`` and any file can hold it: half a character cannot."""
    if len(text) > sanitize.MOST_CHARACTERS:
        return False
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _is_sound_head(head: Head) -> bool:
    texts = (head.title, head.place, head.programme, head.language)
    return bool(
        ID.fullmatch(head.id)
        and _is_day(head.date)
        and head.language.replace("-", "").replace("_", "").isalnum()
        and all(sanitize.clean(text).removed == 0 and len(text) <= 1000 for text in texts)
        and all(map(ID.fullmatch, head.joined))
        and len(head.ids) == len(head.joined) + 1 <= MOST_JOINED + 1
    )


def too_large(path: Path) -> Problem:
    """The ``Problem`` of a plain workshop file that holds more than is read at once."""
    sentence = _(
        "{file} is a workshop file that holds more than can be brought in at once. Nothing was "
        "changed. In several files it can: coalition bundle --file {file}"
    )
    return Problem(sentence.format(file=path.name))


def damaged(path: Path, line: int = 0) -> Problem:
    """The ``Problem`` of a file that we would not have written, from ``line`` on if known."""
    if line:
        sentence = _(
            "{file} is damaged at line {line}, or no bundle. Nothing was changed. Ask for it once"
            " more."
        )
        return Problem(sentence.format(file=path.name, line=line), DAMAGED)
    sentence = _("{file} is damaged, or no bundle. Nothing was changed. Ask for it once more.")
    return Problem(sentence.format(file=path.name), DAMAGED)
