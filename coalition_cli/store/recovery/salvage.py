"""The salvage of a damaged workshop file: every entry that is as it was said."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import HIGHEST_NUMBER, is_as_saved, order
from coalition_cli.model.header import is_day
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.store.files import codec

_BEGIN: Final = re.compile(r'\{\s*"id"\s*:\s*"')
_HEAD: Final = re.compile(r'\{\s*"workshop"\s*:\s*\{\s*"1"\s*:\s*(?=\{)')
_BETWEEN: Final = re.compile(r'[\s,]*"[0-9]+"\s*:\s*|[\s,{}]+|"entries"\s*:')
_LEAD: Final = re.compile(r'[\s,{}]*(?:"[0-9]{1,18}"\s*:)?\s*\Z')
_LONGEST_LEAD: Final = 64
_ID: Final = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")


class Salvaged(NamedTuple):
    """The documents of the head (None if changed) and, by id, of the entries; what was left out.

    ``remains`` is what can be read of a changed head, each value of the right kind.
    """

    head: dict[str, Any] | None
    entries: dict[str, dict[str, Any]]
    left_out: list[str]
    remains: Mapping[str, Any] = MappingProxyType({})


def salvage(data: bytes) -> Salvaged:
    """Return all in ``data`` that has its right digest, each id once.

    A line without such an entry gives a sentence.

    The digests make it safe to look anywhere: lines may be glued together, out of order, or laid
    out by an editor.
    """
    text = _text_of(data)
    places = _Places(text)
    head, covered = _head_in(text)
    entries: dict[str, dict[str, Any]] = {}
    line_of: dict[str, int] = {}
    left_out: list[str] = []
    start = covered
    while found := _BEGIN.search(text, start):
        try:
            document, after = codec.document_at(text, found.start())
            codec.entry_of(document)
        except ValueError:
            start = found.start() + 1
            continue
        left_out += places.unreadable(covered, found.start())
        line = places.line(found.start())
        entry_id = document["id"]
        if not is_as_saved(document):
            left_out.append(
                _("Line {line} was changed after it was saved, and is left out.").format(line=line)
            )
        elif entry_id in entries:
            sentence = _("Line {line} stands on line {first} already, and is taken once.")
            left_out.append(sentence.format(line=line, first=line_of[entry_id]))
            if not document["body"]:
                entries[entry_id] = document  # of two versions, the one whose words were withdrawn
        else:
            entries[entry_id], line_of[entry_id] = document, line
        start = covered = after
    left_out += places.unreadable(covered, len(text))
    return Salvaged(head, entries, left_out, {} if head else remains_of_head(text))


def remains_of_head(text: str) -> dict[str, Any]:
    """Return what can be read of the head of ``text``, value by value: none of it is proved."""
    line = text.partition("\n")[0]
    found: dict[str, Any] = {}
    for key, of_its_kind in _VALUES_OF_HEAD.items():
        place = re.search(rf'[{{ ]"{key}": ', line)
        if not place:
            continue
        try:
            value, _end = codec.document_at(line, place.end())
        except ValueError:
            continue
        if of_its_kind(value):
            found[key] = value
    return found


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _are_ids(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_id, value))


def _are_numbers(value: Any) -> bool:
    return isinstance(value, dict) and all(
        type(number) is int and 0 < number <= HIGHEST_NUMBER for number in value.values()
    )


def put_together(head: Mapping[str, Any], documents: Mapping[str, dict[str, Any]]) -> codec.Tables:
    """Return the tables with these entries, in their order, without withdrawn words.

    Each line keeps its number, and one that has none gets the next.
    """
    ordered = sorted(
        (codec.entry_of(document) for document in documents.values()),
        key=order,
    )
    numbers = LineNumbers(dict(head.get("n") or {}))
    numbered = {each.id: numbers.take(each) for each in ordered if each.n}
    entries = [numbered.get(each.id) or numbers.take(each) for each in ordered]
    standing = entries
    if any(entry.op == "withdraw" for entry in entries):
        standing = list(withdrawal.apply(entries))
    before = {entry.id: entry for entry in entries}
    rows = {
        str(number): codec.with_numbers(documents[entry.id], entry)
        if entry == before.get(entry.id)
        else entry.as_document()
        for number, entry in enumerate(standing, 1)
    }
    return {"workshop": {"1": codec.with_last_numbers(head, standing)}, "entries": rows}


class _Places:
    """The lines of a text, by where in it they stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newlines = [found.start() for found in re.finditer("\n", text)]

    def line(self, offset: int) -> int:
        """Return the line in which ``offset`` lies, counting from 1."""
        return bisect_right(self._newlines, offset - 1) + 1

    def unreadable(self, start: int, stop: int) -> list[str]:
        """Return a sentence where more stands between two entries than what separates them."""
        while found := _BETWEEN.match(self._text, start, stop):
            start = found.end()
        window = self._text[max(start, stop - _LONGEST_LEAD) : stop]
        stop -= len(window) - len(_LEAD.sub("", window))
        if start >= stop:
            return []
        first, last = self.line(start), self.line(stop - 1)
        if first == last:
            return [_("Line {line} cannot be read, and is left out.").format(line=first)]
        sentence = _("Lines {first} to {last} cannot be read, and are left out.")
        return [sentence.format(first=first, last=last)]


def _head_in(text: str) -> tuple[dict[str, Any] | None, int]:
    """Return the document of the head, if it is as it was saved, and where the first line ends."""
    found = _HEAD.search(text)
    end = text.find("\n")
    without = None, max(end, 0)
    if not found:
        return without
    try:
        document, after = codec.document_at(text, found.end())
        codec.head_of(document)
    except (ValueError, codec.Damage):
        return without
    return document, after


def _text_of(data: bytes) -> str:
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8", "replace")


_VALUES_OF_HEAD: Final[Mapping[str, Callable[[Any], bool]]] = {
    "id": _is_id,
    "title": _is_text,
    "date": lambda value: _is_text(value) and is_day(value),
    "place": _is_text,
    "language": _is_text,
    "programme": _is_text,
    "zone": _is_text,
    "sample": lambda value: isinstance(value, bool),
    "n": _are_numbers,
    "joined": _are_ids,
}
