"""Reading what was given as an answer, typed or from a file, with the sentence for what it should have been."""

from collections.abc import Iterable, Sequence

from coalition_cli.errors import Problem
from coalition_cli.model.room import Item, Room
from coalition_cli.model.workshop import Person
from coalition_cli.stage import Given
from coalition_cli.typed import MOST_CHARACTERS, clean, is_empty
from coalition_cli.words import _


def read_words(given: Given) -> str:
    """Words, cleaned. Raises ``Problem`` where there is nothing to save or too much."""
    words = read_words_or_none(given)
    if not words:
        raise Problem(_("There is nothing to save here. Type the words, then Enter."))
    return words


def read_words_or_none(given: Given) -> str:
    """Words, cleaned; empty is an answer too."""
    if not isinstance(given, str):
        raise Problem(_("Expected words, not {given}.").format(given=_shorten(given)))
    words = clean(given).text
    if len(words) > MOST_CHARACTERS:
        sentence = _("This is {count} characters long; one note holds {most}. Nothing was cut: save it in parts.")
        raise Problem(sentence.format(count=len(words), most=MOST_CHARACTERS))
    return "" if is_empty(words) else words


def read_count(given: Given) -> int:
    """How many: a whole number from 0. An empty line is 0."""
    if isinstance(given, str):
        given = given.strip() or "0"
        given = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else given
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 1_000_000:
        raise Problem(_("Expected a whole number such as 12, not {given}.").format(given=_shorten(given)))
    return given


def read_person(given: Given, room: Room) -> Person:
    """Somebody who is here, by name. Raises ``Problem`` for anybody else."""
    name = read_words(given)
    person = room.workshop.person_named(name)
    if person is None:
        sentence = _("Nobody here is called {name}. Add the name with: coalition people.")
        raise Problem(sentence.format(name=_shorten(name)))
    if not person.is_present:
        raise Problem(_("{name} has left the room; only someone present can say yes.").format(name=person.name))
    return person


def find_item(given: Given, items: Sequence[Item]) -> Item:
    """The item that goes by this number (from 1) or these words. Raises ``Problem`` if none does."""
    wanted = str(given).strip()
    for item in items:
        if wanted == str(item.number):
            return item
    folded = clean(wanted).text.casefold()
    for item in items:
        if item.text.casefold() == folded:
            return item
    known = ", ".join(str(item.number) for item in items)
    sentence = _("Nothing here is numbered or worded {given}. There are: {known}.")
    raise Problem(sentence.format(given=_shorten(given), known=known or _("none yet")))


def check_keys(given: Given, known: Iterable[str]) -> None:
    """Raise a ``Problem`` for a key of an answers table that nobody reads."""
    names = list(known)
    for key in given:
        if key not in names:
            sentence = _("The key {key} is not known here; expected some of {known}.")
            raise Problem(sentence.format(key=_shorten(key), known=", ".join(names)))


def _shorten(given: Given) -> str:
    text = clean(str(given)).text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"
