"""Redaction: one word, name or number taken out of every line of a workshop at once.

What stood there reads ``[…]``, in every wording of a line, as where a quote of withdrawn words was
cut. The lines stay where they stand, with who said them, and so does all that was counted. Nothing
keeps the word itself: each entry says how many words were taken out of it, and by that another
laptop, or an older copy, loses the same ones (``cut_alike``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from coalition_cli.model.entry import (
    DETAILS,
    FIRST,
    PEOPLE,
    WITHOUT_WORDS,
    Entry,
    Order,
    Place,
    order,
)
from coalition_cli.model.header import Head
from coalition_cli.model.line_numbers import line_id
from coalition_cli.model.repeated_words import REWORD, common, lines, read, take_out
from coalition_cli.model.withdrawal import Cut, text_without

_WITH_WORDS: Final = ("add", "edit")
_TITLES: Final = ("title", "place")
"""What somebody typed of the workshop itself, which no line holds."""


class Spoken:
    """One word, or several in a row, found wherever they stand, however they are spelled.

    ``Jumá``, ``JUMA`` and the first half of ``Juma's`` are the word ``juma``; ``Jumanne`` is
    another one.
    """

    def __init__(self, typed: str) -> None:
        self._words = [word for word in read(typed).words if word]

    def __bool__(self) -> bool:
        return bool(self._words)

    def find(self, words: Sequence[str], _at: Order = FIRST, _in: Place | None = None) -> set[int]:
        """The numbers, from 0, of those of ``words`` that are these."""
        length = len(self._words)
        found: set[int] = set()
        for start in range(len(words) - length + 1) if length else ():
            if list(words[start : start + length]) == self._words:
                found.update(range(start, start + length))
        return found

    def is_in(self, text: str) -> bool:
        """True if ``text`` holds them."""
        return bool(self.find(read(text).words))

    def begins_in(self, text: str) -> bool:
        """True if ``text`` holds a longer word that begins like these, as ``Jumanne`` does."""
        words, length = read(text).words, len(self._words)
        for start in range(len(words) - length + 1) if length else ():
            *before, last = words[start : start + length]
            is_longer = last.startswith(self._words[-1]) and last != self._words[-1]
            if is_longer and before == self._words[:-1]:
                return True
        return False

    def stretches(self, text: str) -> Iterator[str]:
        """Each stretch of ``text`` that holds them, as it is spelled there."""
        line = read(text)
        length = len(self._words)
        for start in range(len(line.words) - length + 1) if length else ():
            if line.words[start : start + length] == self._words:
                yield text[line.spans[start][0] : line.spans[start + length - 1][1]]


class Outlook(NamedTuple):
    """What a redaction makes of a workshop.

    ``entries`` are all of them as they will be. ``cuts`` are the lines that lose the words, each
    once, with the newest of its wordings that does; ``reached`` the ids of every entry that loses
    them, ``spelled`` the words as they are spelled there. ``longer`` are entries that stay and hold
    a longer word which begins so.
    """

    entries: list[Entry]
    cuts: list[Cut]
    reached: set[str]
    spelled: list[str]
    longer: list[Entry]


def outlook(entries: Sequence[Entry], spoken: Spoken) -> Outlook:
    """What ``entries`` are without ``spoken``."""
    after = [without(entry, spoken) for entry in entries]
    cuts: dict[str, Cut] = {}
    spelled: dict[str, None] = {}
    reached: set[str] = set()
    for entry, left in zip(entries, after, strict=True):
        if left is not entry:
            reached.add(entry.id)
            cuts[line_id(entry)] = Cut(entry, left)
            for text in _every_text(entry.body):
                spelled |= dict.fromkeys(spoken.stretches(text))
    longer = [
        entry
        for entry in entries
        if entry.op in _WITH_WORDS
        and entry.place not in WITHOUT_WORDS
        and any(spoken.begins_in(line.text) for line in lines(entry.body))
    ]
    return Outlook(after, list(cuts.values()), reached, list(spelled), longer)


def without(entry: Entry, spoken: Spoken) -> Entry:
    """``entry`` without ``spoken``; itself where nobody says it there."""
    if entry.op not in _WITH_WORDS or entry.is_gone or entry.place in WITHOUT_WORDS:
        return entry
    if entry.place == DETAILS:
        return text_without(entry, spoken.find)
    body = take_out(entry.body, spoken, order(entry), entry.place)
    return entry if body is entry.body else entry._replace(body=body)


def cut_alike(entries: Iterable[Entry], known: Mapping[str, Entry]) -> list[Entry]:
    """The ``entries`` without the words that are cut out of those which are ``known`` by their ids.

    One that cannot be told to be the same, as where somebody changed it by hand, stays as it is.
    """
    return [_cut_as(entry, known.get(entry.id)) for entry in entries]


def _cut_as(entry: Entry, other: Entry | None) -> Entry:
    if other is None or REWORD not in other.body or entry.body == other.body or entry.is_gone:
        return entry
    body = common(entry.body, other.body)
    return entry if body is None else entry._replace(body=body)


def called_so(entries: Iterable[Entry], spoken: Spoken) -> list[Entry]:
    """Those of ``entries``, the people as they stand, who are called by ``spoken``."""
    return [entry for entry in entries if entry.place == PEOPLE and spoken.is_in(entry.text)]


def is_title(head: Head, spoken: Spoken) -> bool:
    """True if the title of the workshop, or its place, holds ``spoken``."""
    return any(spoken.is_in(str(getattr(head, name))) for name in _TITLES)


def left_in(entries: Iterable[Entry], spoken: Spoken) -> list[Entry]:
    """Those of ``entries`` that still hold ``spoken`` where nobody's words stand.

    As the name of a group, of a file that was written, or in an exercise that somebody wrote.
    """
    return [entry for entry in entries if any(map(spoken.is_in, _all_of(entry)))]


def _all_of(entry: Entry) -> Iterator[str]:
    yield from filter(None, (*entry.place[::2], *entry.speakers))
    yield from _every_text(entry.body)


def _every_text(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from _every_text(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _every_text(each)
