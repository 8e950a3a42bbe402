"""Lines told to people before they change: words, speaker, place, time."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.clock import local_time
from coalition_cli.i18n import ngettext
from coalition_cli.model.entry import Entry
from coalition_cli.run.named_lines import Line, Room, name_in

_LONGEST: Final = 60
_MOST_TOLD: Final = 5


def line_in_words(line: Line, room: Room) -> str:
    """Return number, words, speaker and time of a line, for whoever may read all of it."""
    entry = line.standing or line.entry
    said = [short(words_of(entry)), room.workshop.name_of(entry.by), local_time(line.entry.at)]
    return " · ".join([name_in(line.entry, room), *filter(None, said)])


def words_of(entry: Entry) -> str:
    """Return the words of an entry, whatever key of its body holds them."""
    texts = (value for value in entry.body.values() if isinstance(value, str))
    return (entry.text or next(filter(None, texts), "")).replace("\n", " ")


def short(words: str) -> str:
    """Return ``words`` cut to a line of a page."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def lines_in_words(lines: Sequence[Line], room: Room) -> list[str]:
    """Return the first of ``lines`` in words, and how many more there are."""
    told = [line_in_words(line, room) for line in lines[:_MOST_TOLD]]
    more = len(lines) - len(told)
    if more:
        told.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return told


def names_of(lines: Sequence[Line], room: Room) -> str:
    """Return the numbers of ``lines`` alone, for a screen that the room sees."""
    return ", ".join(name_in(line.entry, room) for line in lines)
