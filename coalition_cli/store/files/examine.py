"""The bytes of a plain workshop file, judged line by line: damage, and what is worth a look."""

import re
import time
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model.entry import is_as_saved, utc
from coalition_cli.model.header import FORMAT_VERSION
from coalition_cli.store.files import codec, judge

_LINE: Final = re.compile(r'"([1-9][0-9]{0,17})": (\{.*\})(,?)', re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_FIRST_YEAR: Final = "2024"
_DAY: Final = 86_400


class Examined(NamedTuple):
    """The damage, which a file must not have, and the remarks, which a person may want to look at.

    ``line`` is where the damage begins, counting from 1; 0 for a sound file. ``version`` is not
    empty for a file that another version of the program made: then the damage says just that.
    ``reason`` is the sentence with which opening refuses the file. ``is_cut`` is true for one whose
    only damage is that it lacks entries which it had.
    """

    damage: list[str]
    remarks: list[str]
    line: int = 0
    version: Literal["newer", "too old", ""] = ""
    reason: str = ""
    is_cut: bool = False


class Line(NamedTuple):
    """One line after the first; ``trouble`` is a sentence, empty for a line as it was saved.

    ``place`` counts from 1 in the file, ``number`` is what the line calls itself, ``end`` where it
    ends without its comma; ``document`` is None where the line cannot be read. ``is_joined`` says
    that the comma is there where one belongs, and only there; ``is_harmless`` that the trouble
    changes no word.
    """

    place: int
    number: int
    document: dict[str, Any] | None
    end: int
    trouble: str
    is_joined: bool = True
    is_harmless: bool = False


def examine_bytes(data: bytes, *, now: float | None = None) -> Examined:
    """Return every damage and every remark for the bytes of a plain workshop file.

    There is damage where opening would refuse the file (see ``judge``), and only there.
    """
    judged = judge.judge(data)
    if judged.version:
        sentence = _of_version(judged.version)
        return Examined([sentence], [], 1, judged.version, sentence)
    if not data:
        sentence = _("The file is empty.")
        return Examined([sentence], [], 1, reason=sentence)
    text = judge.without_final_newlines(data.decode("ascii", "replace"))
    remarks = _Remarks(time.time() if now is None else now)
    faults = [*_faults_of_head(text, judged), *_faults_of_lines(text, remarks)]
    told = [*_remarks_on_head(judged), *remarks.sentences()]
    if judged.judgement == "sound":
        return Examined([], [*(fault.sentence for fault in faults), *told])
    damage = [fault for fault in faults if not fault.is_harmless or fault.line == judged.line]
    if judged.judgement == "torn":
        sentence = _("The last line is cut off; opening the file takes it out.")
        damage = [_Fault(judged.line, sentence)]
    elif not any(fault.line == judged.line for fault in damage):
        sentence = _("Line {line} cannot be read.").format(line=judged.line)
        damage.append(_Fault(judged.line, sentence))
    kept = [fault.sentence for fault in faults if fault.is_harmless and fault not in damage]
    reason = next(fault.sentence for fault in damage if fault.line == judged.line)
    damage.sort(key=lambda fault: fault.line)
    return Examined(
        [fault.sentence for fault in damage], [*kept, *told], judged.line, reason=reason
    )


class _Fault(NamedTuple):
    """One thing that is not as it was saved. One that is harmless changes no word."""

    line: int
    sentence: str
    is_harmless: bool = False


def _of_version(version: str) -> str:
    if version == "newer":
        return _("The file was made by a newer coalition; update this one.")
    return _("The file was made by a coalition so old that this one cannot read it.")


def _faults_of_lines(text: str, remarks: "_Remarks") -> Iterator[_Fault]:
    numbers = _Numbers()
    for line in lines_of(text):
        if line.trouble:
            yield _Fault(line.place, line.trouble, is_harmless=line.is_harmless)
        for sentence in numbers.look_at(line):
            yield _Fault(line.place, sentence)
        if not line.is_joined:
            # Whoever reads on stops behind this line, before the next.
            sentence = _("Line {line} does not end as it should.").format(line=line.place)
            yield _Fault(line.place + 1, sentence)
        if line.document:
            remarks.look_at(line.place, line.document)


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
    trouble, is_harmless = "", False
    if not is_as_saved(document):
        trouble = _("Line {line} (entry {number}) was changed after it was saved.").format(
            line=place, number=number
        )
    elif codec.as_written(document) != found[2]:
        sentence = _(
            "Line {line} (entry {number}) is not written as it was saved, though its words are the"
            " same."
        )
        trouble, is_harmless = sentence.format(line=place, number=number), True
    is_joined = bool(found[3]) != is_last
    return Line(place, number, document, start + found.end(2), trouble, is_joined, is_harmless)


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


def _remarks_on_head(judged: judge.Judged) -> list[str]:
    if judged.head and judged.head.format_version < FORMAT_VERSION:
        return [_("The file has an older form; opening it brings it up to date.")]
    return []


def _faults_of_head(text: str, judged: judge.Judged) -> list[_Fault]:
    if judged.head is None:
        if judged.line > 1:  # a byte that is none of ours keeps all from being read
            return []
        return [_Fault(1, _sentence_of_head(text))]
    if judged.document and codec.head_line(judged.document) != text.partition("\n")[0]:
        sentence = _(
            "Line 1 (the head) is not written as it was saved, though its words are the same."
        )
        return [_Fault(1, sentence, is_harmless=True)]
    return []


def _sentence_of_head(text: str) -> str:
    """Return what is wrong with a head that cannot be taken."""
    try:
        is_as_saved = codec.is_head_as_saved(codec.head_document(text)[0])
    except codec.Damage:
        is_as_saved = True
    if is_as_saved:
        return _("The file does not begin as a workshop file does.")
    return _("Line 1 (the head) was changed after it was saved.")
