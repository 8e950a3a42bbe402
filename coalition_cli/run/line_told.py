"""Lines told to people before they change: words, speaker, place, time; and what goes along."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.clock import local_time
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import PEOPLE, Entry
from coalition_cli.model.workshop import Workshop
from coalition_cli.run.named_lines import Line, Room, line_name, name_in

_LONGEST: Final = 60
_MOST_TOLD: Final = 5
_OWNED: Final = ("who", "helper")
"""The columns of a plan that hold somebody who said yes."""


def line_in_words(line: Line, workshop: Workshop) -> str:
    """Return number, words, speaker and time of a line, for whoever may read all of it."""
    entry = line.standing or line.entry
    said = [short(words_of(entry)), workshop.name_of(entry.by), local_time(line.entry.at)]
    return " · ".join([line_name(line.entry, workshop), *filter(None, said)])


def words_of(entry: Entry) -> str:
    """Return the words of an entry, whatever key of its body holds them."""
    texts = (value for value in entry.body.values() if isinstance(value, str))
    return (entry.text or next(filter(None, texts), "")).replace("\n", " ")


def short(words: str) -> str:
    """Return ``words`` cut to a line of a page."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def lines_in_words(lines: Sequence[Line], workshop: Workshop) -> list[str]:
    """Return the first of ``lines`` in words, and how many more there are."""
    told = [line_in_words(line, workshop) for line in lines[:_MOST_TOLD]]
    more = len(lines) - len(told)
    if more:
        told.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return told


def names_of(lines: Sequence[Line], room: Room) -> str:
    """Return the numbers of ``lines`` alone, for a screen that the room sees."""
    return ", ".join(name_in(line.entry, room) for line in lines)


def what_goes(line: Line, workshop: Workshop, *, before_room: bool = False) -> list[str]:
    """Return what a withdrawal takes out of the file beside ``line``, and how much, in sentences.

    No sentence holds what was said; a person is called by her name where ``line`` is hers, and
    ``before_room`` by her number. Raises the ``Problem`` of what is withdrawn already.
    """
    if line.entry.is_gone or line.entry.id in workshop.withdrawn:
        raise Problem(_("It was withdrawn already: its words are gone. Nothing was changed."))
    outlook = withdrawal.outlook(workshop.entries, line.entry)
    told: list[str] = []
    if line.entry.place == PEOPLE:
        said = ngettext(
            "This removes {name} and {count} line of hers.",
            "This removes {name} and {count} lines of hers.",
            outlook.lines,
        )
        name = workshop.name_of(line.entry.id)
        if before_room:
            name = line_name(line.entry, workshop)
        told.append(said.format(name=name, count=outlook.lines))
        told += _what_else_of(line.entry, workshop)
    elif outlook.lines:
        along = ngettext(
            "{count} more line goes with it.", "{count} more lines go with it.", outlook.lines
        )
        told.append(along.format(count=outlook.lines))
    if outlook.wordings:
        earlier = ngettext(
            "{count} earlier wording goes too.",
            "{count} earlier wordings go too.",
            outlook.wordings,
        )
        told.append(earlier.format(count=outlook.wordings))
    if outlook.quoting:
        quoting = ngettext(
            "{count} line that quotes the words will say […] there.",
            "{count} lines that quote the words will say […] there.",
            outlook.quoting,
        )
        told.append(quoting.format(count=outlook.quoting))
    return told


def _what_else_of(person: Entry, workshop: Workshop) -> list[str]:
    """Return the sentences on what else is touched where somebody withdraws."""
    hers = {person.id, *workshop.entries_of(person.id)}
    standing = [entry for place in workshop.places() for entry in workshop.standing(place)]
    told = []
    shared = [each for each in standing if hers & set(each.speakers) and set(each.speakers) - hers]
    if shared:
        sentence = ngettext(
            "{count} of them was said with somebody else, and goes too.",
            "{count} of them were said with somebody else, and go too.",
            len(shared),
        )
        told.append(sentence.format(count=len(shared)))
    led = [line_name(each, workshop) for each in standing if hers & set(_owners(each))]
    if led:
        sentence = _("Nobody leads these any more: {lines}.")
        told.append(sentence.format(lines=", ".join(dict.fromkeys(led))))
    return told


def _owners(entry: Entry) -> list[str]:
    return [value for key in _OWNED if isinstance(value := entry.body.get(key), str)]
