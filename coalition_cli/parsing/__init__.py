"""Answers, typed or from a file, read into values, with the sentence for what is wrong."""

from collections.abc import Iterable, Sequence
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.view import Item, View
from coalition_cli.model.workshop import Person
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.phrasing.sentences import listed
from coalition_cli.same_name import is_same_name, name_key
from coalition_cli.sanitize import MOST_CHARACTERS, clean, in_short, is_empty
from coalition_cli.stage import Given, ItemKey

_MOST_LISTED: Final = 20


def read_words(given: Given) -> str:
    """Words, cleaned. Raises ``Problem`` where there is nothing to save or too much."""
    words = read_words_or_none(given)
    if not words:
        raise Problem(_("There is nothing to save here. Type the words, then Enter."))
    return words


def read_words_or_none(given: Given) -> str:
    """Words, cleaned; empty is an answer too."""
    if not isinstance(given, str):
        raise Problem(_("Expected words, not {given}.").format(given=in_short(given)))
    words = clean(given).text
    if len(words) > MOST_CHARACTERS:
        sentence = _(
            "This is {count} characters long; one note holds {most}. Nothing was cut: save "
            "it in parts."
        )
        raise Problem(sentence.format(count=len(words), most=MOST_CHARACTERS))
    return "" if is_empty(words) else words


def read_count(given: Given) -> int:
    """Read a whole number from 0. An empty line is 0."""
    number = 0 if isinstance(given, str) and not given.strip() else as_whole(given)
    if number is None or not 0 <= number < 1_000_000:
        raise Problem(
            _("Expected a whole number such as 12, not {given}.").format(given=in_short(given))
        )
    return number


def as_whole(given: Given) -> int | None:
    """The whole number that was given, in figures or as a number.

    None for anything else, true and false too.
    """
    if isinstance(given, str):
        figures = given.strip()
        return (
            int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 7 else None
        )
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def read_person(given: Given, view: View) -> Person:
    """Somebody who is in the room now, by name. Raises ``Problem`` for anybody else."""
    name = read_words(given)
    person = view.workshop.person_named(name)
    if person is None:
        names = (each.name for each in view.workshop.people())
        raise not_here(
            _('"{name}" is nobody here: {known}.'),
            name,
            names,
            otherwise=_("Add the name with: coalition people."),
        )
    if not person.is_present:
        sentence = _(
            "{name} is not in the room now. Name somebody who is here, or first: coalition "
            "people back."
        )
        raise Problem(sentence.format(name=person.name))
    return person


def worded_alike(numbers: Iterable[int]) -> str:
    """The sentence that refuses words which name several items, by the numbers of these."""
    sentence = _("{numbers} are worded alike: use the numbers. Nothing was saved.")
    return sentence.format(numbers=listed(list(map(str, numbers))))


def item_key(item: Item, items: Sequence[Item]) -> ItemKey:
    """The key of ``item`` in an answers file that names some of ``items``."""
    alike = (each.digits for each in items if is_same_name(each.text, item.text))
    return ItemKey(item.text, item.digits, tuple(alike))


def find_item(given: Given, items: Sequence[Item]) -> Item:
    """The item that goes by this number (from 1), this code or these words.

    Raises ``Problem`` if none does, or if several are worded so.
    """
    return ItemFinder(items).find(given)


class ItemFinder:
    """Items as answers name them: for whoever looks for many among many."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._numbered: dict[int | str, Item] = {}
        """By their numbers, and by the keys of their codes."""
        self._worded: dict[str, list[Item]] = {}
        for item in items:
            self._numbered.setdefault(item.digits, item)
            if item.code:
                self._numbered.setdefault(name_key(item.code), item)
            self._worded.setdefault(name_key(item.text), []).append(item)

    def find(self, given: Given) -> Item:
        """The item that goes by this number, this code or these words, as ``find_item`` has it."""
        number = as_whole(given)
        words = name_key(clean(given).text) if isinstance(given, str) else ""
        item = self._numbered.get(words if number is None else number)
        if item is not None:
            return item
        worded = self._worded.get(words, []) if isinstance(given, str) else []
        if len(worded) == 1:
            return worded[0]
        if worded:
            raise Problem(worded_alike(item.digits for item in worded))
        raise _unknown_item(given, self._items)

    def worded(self, words: str) -> Item | None:
        """The first item of these words; None where there is none."""
        return next(iter(self._worded.get(name_key(words), ())), None)


def _unknown_item(given: Given, items: Sequence[Item]) -> Problem:
    """The ``Problem`` of what names none of ``items``."""
    numbers = [item.mark for item in items]
    known = ", ".join(numbers if len(numbers) <= _MOST_LISTED else [*numbers[:_MOST_LISTED], "…"])
    sentence = _('"{name}" is no number and no words here: {known}.')
    return not_here(sentence, given, (item.text for item in items), told=known or _("none yet"))


def check_keys(given: Given, known: Iterable[str]) -> None:
    """Raise a ``Problem`` for a key of an answers table that nobody reads."""
    names = list(known)
    for key in given:
        if key not in names:
            sentence = _('"{name}" is no key here: {known}.')
            raise not_here(sentence, key, names, told=", ".join(names))
