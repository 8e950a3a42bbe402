"""The bytes of a plain workshop file, judged line by line: damage, and what is worth a look."""

import re
import time
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model.entry import is_as_saved, utc
from coalition_cli.model.header import FIRST_VERSION, FORMAT_VERSION
from coalition_cli.store.files import codec

_LINE: Final = re.compile(r'"([1-9][0-9]{0,17})": (\{.*\})(,?)', re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_FIRST_YEAR: Final = "2024"
_DAY: Final = 86_400


class Examined(NamedTuple):
    """The damage, which a file must not have, and the remarks, which a person may want to look at.

    ``line`` is where the damage begins, counting from 1; 0 for a sound file.
    """

    damage: list[str]
    remarks: list[str]
    line: int = 0


class Line(NamedTuple):
    """One line after the first; ``trouble`` is a sentence, empty for a line as it was saved.

    ``place`` counts from 1 in the file, ``number`` is what the line calls itself, ``end`` where it
    ends without its comma; ``document`` is None where the line cannot be read. ``is_joined`` says
    that the comma is there where one belongs, and only there.
    """

    place: int
    number: int
    document: dict[str, Any] | None
    end: int
    trouble: str
    is_joined: bool = True


def examine_bytes(data: bytes, *, now: float | None = None) -> Examined:
    """Return every damage and every remark for the bytes of a plain workshop file."""
    if not data:
        return Examined([_("The file is empty.")], [], 1)
    text = data.decode("ascii", "replace")
    remarks = _Remarks(time.time() if now is None else now)
    numbers = _Numbers()
    of_lines: list[str] = []
    first_bad, end, number = 0, len(text.partition("\n")[0]), 0
    for line in lines_of(text):
        troubles = [line.trouble] if line.trouble else []
        troubles += numbers.look_at(line)
        if not troubles and not first_bad:
            end, number = line.end, line.number
        if not line.is_joined:
            troubles.append(_("Line {line} does not end as it should.").format(line=line.place))
        of_lines += troubles
        first_bad = first_bad or (line.place if troubles else 0)
        if line.document:
            remarks.look_at(line.place, line.document)
    damage = _damage_of_head(text)
    reading = codec.Reading([], end, number, text[end:], "")
    if not damage and not reading.is_sound and codec.is_torn(reading):
        of_lines, first_bad = (
            [_("The last line is cut off; opening the file takes it out.")],
            number + 2,
        )
    elif not damage and not of_lines and not reading.is_sound:
        of_lines, first_bad = (
            [_("Line {line} does not end as it should.").format(line=number + 1)],
            number + 1,
        )
    told = [*_remarks_on_head(text), *remarks.sentences()] if not damage else remarks.sentences()
    return Examined(damage + of_lines, told, 1 if damage else first_bad)


def lines_of(text: str) -> Iterator[Line]:
    """Yield every line after the first of the file ``text``, without its tail."""
    start = text.find("\n") + 1
    stop = len(text.removesuffix(codec.TAIL))
    place = 1
    while 0 < start <= stop:
        newline = text.find("\n", start, stop)
        after = stop if newline < 0 else newline
        place += 1
        yield _line(text[start:after], place, start, is_last=newline < 0)
        start = after + 1


def _line(text: str, place: int, start: int, *, is_last: bool) -> Line:
    found = _LINE.fullmatch(text)
    unreadable = Line(place, 0, None, start, _("Line {line} cannot be read.").format(line=place))
    if not found:
        return unreadable
    try:
        document = codec.read_json(found[2])
        codec.entry_of(document)
    except (codec.Damage, ValueError):
        return unreadable
    number = int(found[1])
    trouble = ""
    if not is_as_saved(document):
        trouble = _("Line {line} (entry {number}) was changed after it was saved.").format(
            line=place, number=number
        )
    elif codec.as_written(document) != found[2]:
        sentence = _(
            "Line {line} (entry {number}) is not written as it was saved, though its words are the"
            " same."
        )
        trouble = sentence.format(line=place, number=number)
    return Line(place, number, document, start + found.end(2), trouble, bool(found[3]) != is_last)


class _Numbers:
    """The numbers and ids of the lines: missing, doubled, or out of order."""

    def __init__(self) -> None:
        self._expected = 1
        self._place_of: dict[str, int] = {}

    def look_at(self, line: Line) -> list[str]:
        """Return what is wrong with the number and the id of the next line."""
        if line.document is None:
            self._expected += 1
            return []
        found = _trouble_of_number(line.place, line.number, self._expected)
        self._expected = line.number + 1
        first = self._place_of.setdefault(str(line.document["id"]), line.place)
        if first != line.place:
            found.append(
                _("Lines {first} and {line} have the same id.").format(first=first, line=line.place)
            )
        return found


def _trouble_of_number(place: int, number: int, expected: int) -> list[str]:
    if number < expected:
        return [
            _("Line {line} has the number {number}, which is too low.").format(
                line=place, number=number
            )
        ]
    if number == expected + 1:
        return [
            _("Entry {number} is missing before line {line}.").format(number=expected, line=place)
        ]
    if number > expected:
        return [
            _("Entries {first} to {last} are missing before line {line}.").format(
                first=expected, last=number - 1, line=place
            )
        ]
    return []


class _Remarks:
    """The remarks: clocks that ran wrong, and entries that speak of nothing. No damage."""

    def __init__(self, now: float) -> None:
        self._latest = utc(now + _DAY)
        self._before = ""
        self._ids: set[str] = set()
        self._refs: list[tuple[int, str]] = []
        self._backwards: list[int] = []
        self._wrong: list[int] = []

    def look_at(self, place: int, document: dict[str, Any]) -> None:
        """Take in the next line that can be read."""
        at = document["at"]
        self._ids.add(document["id"])
        if document["ref"]:
            self._refs.append((place, document["ref"]))
        if not is_time(at) or at[:4] < _FIRST_YEAR or at > self._latest:
            self._wrong.append(place)
        elif at < self._before:
            self._backwards.append(place)
        self._before = at

    def sentences(self) -> list[str]:
        """Return everything worth a remark, runs of lines as one."""
        wrong = _(
            "{lines}: the clock looks wrong, the time is before 2024 or still to come. The words"
            " are sound; check the clock of that laptop."
        )
        backwards = _(
            "{lines}: the time runs backwards. The words are sound; check the clock of that laptop."
        )
        pointless = _("{lines}: speaks of an entry that is not in this file.")
        nowhere = [place for place, ref in self._refs if ref not in self._ids]
        return [
            sentence.format(lines=run)
            for sentence, places in (
                (wrong, self._wrong),
                (backwards, self._backwards),
                (pointless, nowhere),
            )
            for run in runs(places)
        ]


def is_time(at: str) -> bool:
    """True if ``at`` is written as the time of an entry is."""
    return _TIME.fullmatch(at) is not None


def runs(places: list[int]) -> list[str]:
    """Return ascending places as words, neighbours as one: "Line 3", "Lines 5 to 9"."""
    grouped: list[list[int]] = []
    for place in places:
        if grouped and place == grouped[-1][1] + 1:
            grouped[-1][1] = place
        else:
            grouped.append([place, place])
    return [
        _("Line {line}").format(line=first)
        if first == last
        else _("Lines {first} to {last}").format(first=first, last=last)
        for first, last in grouped
    ]


def _remarks_on_head(text: str) -> list[str]:
    """Return what is worth a look in a sound head."""
    document, _end = codec.head_document(text)
    if document["format_version"] < FORMAT_VERSION:
        return [_("The file has an older form; opening it brings it up to date.")]
    return []


def _damage_of_head(text: str) -> list[str]:
    try:
        document, end = codec.head_document(text)
        version = document.get("format_version")
        if not isinstance(version, int):
            raise codec.Damage
        if version > FORMAT_VERSION:
            return [_("The file was made by a newer coalition; update this one.")]
        if version < FIRST_VERSION:
            return [_("The file was made by a coalition so old that this one cannot read it.")]
        if not codec.is_head_as_saved(document):
            return [_("Line 1 (the head) was changed after it was saved.")]
        codec.head_of(document)
    except codec.Damage:
        return [_("The file does not begin as a workshop file does.")]
    if codec.head_line(document) != text[:end]:
        return [
            _("Line 1 (the head) is not written as it was saved, though its words are the same.")
        ]
    return []
