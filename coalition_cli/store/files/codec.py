"""The bytes of a workshop file: one document a line, and at every moment a TinyDB database.

A file is the line of the head, a line for each entry, and the tail::

    {"workshop": {"1": HEAD}, "entries": {
    "1": ENTRY,
    "2": ENTRY
    }}

ASCII JSON; the numbers ascend. An append replaces the tail by a comma, its lines and the tail
again.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from coalition_cli.model.entry import (
    NUMBER_KEYS,
    Entry,
    Place,
    digest,
    digest_of_bytes,
    from_document,
    is_as_saved,
)
from coalition_cli.model.header import Head, head_from_document
from coalition_cli.model.line_numbers import highest_numbers, last_numbers

TAIL: Final = "\n}}"
Tables: TypeAlias = dict[str, dict[str, Any]]
"""Tables of documents by number, as TinyDB takes and gives them."""

_HEAD_END: Final = ', "entries": {'
_NUMBER: Final = re.compile(r'"([1-9][0-9]{0,17})": (?=\{)')
_LINE_OF_OURS: Final = r'"[0-9]*(?:": \{|"?:? ?$)|\x00|\}{0,2}$'
"""Not compiled before a line was torn: it takes longer than saving one."""

_MOST_DIGITS: Final = 18
_SECTOR: Final = 512
_STAMP_LENGTH: Final = 48
MANY_LINES: Final = 65_536
"""Characters from which on it pays to load what reads many lines at once."""


class Damage(Exception):
    """A file, or one line of it, is not what we would have written. ``line`` counts from 1."""

    def __init__(self, line: int = 1) -> None:
        super().__init__(line)
        self.line = line


class Reading(NamedTuple):
    """The entries of a text, where the last of them ends, its number, and whatever follows it.

    ``rest`` is ``TAIL`` in a sound file. ``stamp`` are the last characters before ``end``: with the
    digest at the end of each line they tell one line from all others.
    """

    entries: list[Entry]
    end: int
    number: int
    rest: str
    stamp: str

    @property
    def is_sound(self) -> bool:
        """True if the file ends as it should."""
        return self.rest == TAIL


def head_document(text: str) -> tuple[dict[str, Any], int]:
    """Return the document of the head in the first line, and where that line ends.

    Raises ``Damage``.
    """
    end = text.find("\n")
    line = text if end < 0 else text[:end]
    tables = read_json(line + "}}") if line.endswith(_HEAD_END) else None
    if not isinstance(tables, dict) or list(tables) != ["workshop", "entries"]:
        raise Damage(1)
    workshop = tables["workshop"]
    if (
        not isinstance(workshop, dict)
        or list(workshop) != ["1"]
        or not isinstance(workshop["1"], dict)
    ):
        raise Damage(1)
    return workshop["1"], len(line)


def head_of(document: dict[str, Any]) -> Head:
    """Return the head that a document holds.

    Raises ``Damage``, also where it was changed after it was saved.
    """
    if not is_head_as_saved(document):
        raise Damage(1)
    try:
        return head_from_document(document)
    except ValueError:
        raise Damage(1) from None


def is_head_as_saved(document: dict[str, Any]) -> bool:
    """True if the digest of a head is right.

    The first files had none, and no key that we do not know.
    """
    if "sum" in document:
        return bool(document["sum"] == digest(document))
    return set(document) <= _FIRST_HEAD_KEYS


def head_line(document: Mapping[str, Any]) -> str:
    """Return the first line of a file for this document of the head."""
    return _ENCODER.encode({"workshop": {"1": document}})[:-1] + _HEAD_END


def read_on(text: str, start: int, number: int, *, origin: int = 0) -> Reading:
    """Read the entries of ``text`` from ``start`` on, where the line ``number`` (0: the head) ends.

    ``origin`` is where in the file the text begins. Stops before the first line that is not
    complete, not ours, not as it was saved, or not the next by its number; the caller judges what
    follows.
    """
    entries: list[Entry] = []
    end = start
    is_long = len(text) - start > MANY_LINES
    while True:
        if is_long:
            end, number = _read_many(text, end, number, entries)
        read = _read_one(text, end, number)
        if read is None:
            break
        entry, end = read
        entries.append(entry)
        number += 1
    return Reading(entries, origin + end, number, text[end:], stamp(text, end))


def _read_many(text: str, end: int, number: int, entries: list[Entry]) -> tuple[int, int]:
    """Add to ``entries`` the lines after ``end`` that are of our layout; the end of the last."""
    # price: the layout of a line, compiled, 4 ms, and one captured line needs none
    from coalition_cli.store.files import typed_lines

    return typed_lines.read(text, end, number, entries, read_body)


def _read_one(text: str, end: int, number: int) -> tuple[Entry, int] | None:
    """Return the entry of the line after ``end``, and where it ends; None where it is not sound."""
    lead = ",\n" if number else "\n"
    found = _NUMBER.match(text, end + len(lead)) if text.startswith(lead, end) else None
    if not found or int(found[1]) != number + 1:
        return None
    try:
        document, after = _DECODER.raw_decode(text, found.end())
        entry = entry_of(document)
    except (ValueError, RecursionError):
        return None
    is_one_line = text.find("\n", found.start(), after) < 0
    return (entry, after) if is_one_line and is_as_saved(document) else None


def read_body(text: str) -> Any:
    """Read a part of a line as strictly as the whole. Raises ``ValueError``."""
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("too deep") from None


def number_at(text: str, start: int) -> int:
    """Return the number of the line that begins at ``start``; 0 where none does."""
    found = _NUMBER.match(text, start)
    return int(found[1]) if found else 0


def place_in_line(place: Place) -> bytes:
    """Return what stands in the line of every entry of ``place``, and in no other.

    Quotes inside of words are escaped, so that nobody can say it.
    """
    keys = {"exercise": place.exercise or None, "run": place.run, "step": place.step or None}
    return f", {_ENCODER.encode(keys)[1:-1]}, ".encode("ascii")


def entry_in_line(line: bytes) -> Entry | None:
    """Return the entry in one line of a file; None where it is none."""
    text = line.decode("ascii", "replace")
    found = _NUMBER.match(text)
    try:
        return entry_of(document_at(text, found.end())[0]) if found else None
    except ValueError:
        return None


def entry_of(document: Any) -> Entry:
    """Return the entry of a document, every value of the right kind. Raises ``ValueError``."""
    if not isinstance(document, dict):
        raise ValueError("no document")
    for key, kinds in _KINDS.items():
        if not isinstance(document.get(key), kinds):
            raise ValueError(key)
    return from_document(document)


def is_torn(reading: Reading) -> bool:
    """True if what follows the last good line can be what an unfinished write left.

    Such a write stood over the old tail: of its first three bytes each is the old one, the new one,
    or lost; its line is cut off, has lost bytes in it, or stands behind the old tail. A whole line
    that cannot be read is none. No append makes a file shorter than it was, so where less than a
    tail is left, it is what a disk had taken of a new line, and disks take whole sectors.
    """
    rest = reading.rest
    if len(rest) < len(TAIL) and (reading.end + len(rest)) % _SECTOR:
        return False
    begun = ',\n"' if reading.number else '\n"1'
    lead = list(zip(rest, TAIL, begun, strict=False))
    if any(byte not in (old, new, "\0") for byte, old, new in lead):
        return False
    lines = rest[len(TAIL) :].split("\n")
    if rest.startswith(TAIL) or any(byte == old != new for byte, old, new in lead):
        # Whoever was told "saved" had this tail overwritten: all behind it is one append that was
        # never acknowledged.
        return all(re.match(_LINE_OF_OURS, line) for line in lines[1:]) and not lines[0].startswith(
            "{"
        )
    is_one_line = "".join(lines[1:]).strip("\0") in ("", "}", "}}")
    is_whole = rest.startswith(begun) and rest.endswith(TAIL) and "\0" not in rest
    return is_one_line and not is_whole


def line_of(number: int, entry: Entry) -> str:
    """Return the line of an entry, without what separates it from the next."""
    return f'"{number}": {entry.as_line()}'


def with_numbers(document: Mapping[str, Any], entry: Entry) -> Mapping[str, Any]:
    """Return ``document`` with the numbers of ``entry``; its digest stays, right or wrong."""
    if (document.get("n", 0), document.get("code", "")) == (entry.n, entry.code):
        return document
    said = {key: value for key, value in document.items() if key not in (*NUMBER_KEYS, "sum")}
    own = {"n": entry.n, "code": entry.code, "sum": document.get("sum")}
    return said | {key: value for key, value in own.items() if value}


def with_last_numbers(
    head: Mapping[str, Any],
    entries: Iterable[Entry],
    left_behind: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return the document of a head that remembers the last numbers of ``entries``.

    A number that it remembered already is never given anew, even where its line was lost, nor is
    one up to those ``left_behind`` (by the name of the place).
    """
    here = list(entries)
    found = highest_numbers(here)
    for name, number in dict(head.get("n") or {}).items():
        found[name] = max(found.get(name, 0), number)
    known = last_numbers(here) if left_behind else {}
    for name, number in left_behind.items():
        if number > max(found.get(name, 0), known.get(name, 0)):
            found[name] = number
    plain = {key: value for key, value in head.items() if key != "n"}
    return plain | ({"n": found} if found else {})


def without_numbers(tables: Tables) -> Tables:
    """Return ``tables`` as they may leave this laptop: numbers are this file's own."""
    return {
        table: {
            place: {key: value for key, value in document.items() if key not in NUMBER_KEYS}
            for place, document in documents.items()
        }
        for table, documents in tables.items()
    }


def as_written(document: Mapping[str, Any]) -> str:
    """Return a document as its line holds it."""
    return _ENCODER.encode(document)


def as_stored(entry: Entry) -> Entry:
    """Return ``entry`` with its body as it will be read again: text as keys, lists for tuples."""
    if all(type(value) is str for value in entry.body.values()):
        # Most bodies are words alone, and every saved line would wait for the way there and back.
        return entry
    return entry._replace(body=_DECODER.decode(_ENCODER.encode(dict(entry.body))))


def lay_out(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the whole file for these tables, each entry as it is given.

    Raises ``ValueError`` for a table that no workshop has.
    """
    if not set(tables) <= {"workshop", "entries"}:
        raise ValueError("a workshop file has no other tables")
    head = _ENCODER.encode({"workshop": tables.get("workshop", {})})[:-1] + _HEAD_END
    documents = sorted(tables.get("entries", {}).items(), key=lambda item: int(item[0]))
    lines = [f'\n"{number}": {_ENCODER.encode(document)}' for number, document in documents]
    return (head + ",".join(lines) + TAIL).encode("ascii")


def lines_of(content: bytes, ids: Sequence[str]) -> list[str] | None:
    """Return the line of the head, and that of each entry, which are those of ``ids``, in order.

    None where the file is not one line an entry, or these are others.
    """
    try:
        lines = content.decode("ascii").split("\n")
    except UnicodeDecodeError:
        return None
    if len(lines) != len(ids) + 2 or lines.pop() != TAIL[1:]:
        return None
    for number, own in enumerate(ids, 1):
        line = lines[number]
        if not line.startswith(f'"{number}": {{"id": "{own}"'):
            return None
        if number < len(ids):
            if not line.endswith(","):
                return None
            lines[number] = line[:-1]
    return lines


def count_of_shared_lines(copy: bytes, content: bytes) -> int | None:
    """Return how many entries ``copy`` holds, where they are the first lines of ``content``.

    None where they are others, or the same written otherwise. The heads may differ.
    """
    start, own = copy.find(b"\n"), content.find(b"\n")
    end = len(copy) - len(TAIL)
    if not 0 < start <= end or own < 0 or not copy.endswith(TAIL.encode("ascii")):
        return None
    lines = copy[start:end]
    after = own + len(lines)
    is_whole = not lines or content[after : after + 2] in (b",\n", b"\n}")
    return lines.count(b"\n") if is_whole and content.startswith(lines, own) else None


def joined_lines(head: str, lines: Sequence[str]) -> bytes:
    """Return the whole file of a line of the head and one for each entry."""
    text = head + "\n" + ",\n".join(lines) if lines else head
    return (text + TAIL).encode("ascii")


def read_json(text: str) -> Any:
    """Read ``text`` as JSON, and strictly: no doubled key, no NaN, no endless number.

    Raises ``Damage`` without a word of the text.
    """
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Damage(1) from None


def tables_of(data: bytes) -> Tables:
    """Return the tables in the bytes of a plain file of any format. Raises ``Damage``."""
    tables = read_json(text_of(data))
    if not isinstance(tables, dict) or set(tables) != {"workshop", "entries"}:
        raise Damage(1)
    for table in tables.values():
        if not isinstance(table, dict):
            raise Damage(1)
        for number, document in table.items():
            if not number.isdecimal() or not isinstance(document, dict):
                raise Damage(1)
    return tables


def document_at(text: str, start: int) -> tuple[Any, int]:
    """Read what stands in ``text`` from ``start`` on, as strictly, and where it ends.

    Raises ``ValueError``.
    """
    try:
        return _DECODER.raw_decode(text, start)
    except RecursionError:
        raise ValueError("too deep") from None


def digest_until(end: int, data: bytes) -> bytes:
    """Return the digest of the bytes before ``end``: one that was changed since shows in it."""
    return digest_of_bytes(memoryview(data)[:end])


def text_of(data: bytes) -> str:
    """Return the characters of a file. Raises ``Damage`` where a byte is none of ours."""
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as trouble:
        raise Damage(data.count(b"\n", 0, trouble.start) + 1) from None


def stamp(text: str, end: int) -> str:
    """Return the last characters of ``text`` before ``end``."""
    return text[max(end - _STAMP_LENGTH, 0) : end]


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice")
    return document


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS + 1:
        raise ValueError("too many digits")
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError("too large")
    return value


def _no_number(word: str) -> float:
    raise ValueError("not a number")


_FIRST_HEAD_KEYS: Final = frozenset(
    ("id", "title", "date", "place", "language", "programme", "sample", "format_version")
)
_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "by": (str, type(None)),
    "device": (str,),
    "exercise": (str, type(None)),
    "step": (str, type(None)),
    "ref": (str, type(None)),
}
_ENCODER: Final = json.JSONEncoder(allow_nan=False)
_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_distinct, parse_int=_whole, parse_float=_fraction, parse_constant=_no_number
)
