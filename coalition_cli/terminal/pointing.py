"""Words that may name somebody, pointed at before they are saved, each of them once.

The room sees the screen: the sentence says how many of which kind, and never repeats the words.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from coalition_cli.i18n import _, ngettext
from coalition_cli.phrasing.naming import kinds_in_words
from coalition_cli.same_name import name_key


class Naming(NamedTuple):
    """A stretch of words that may name somebody, what it may name, and what may stand instead."""

    kind: str
    words: str
    instead: str = ""


NamesIn: TypeAlias = Callable[[str], Sequence[Naming]]
"""Finds every stretch of a text that may name somebody."""


def names_nobody(_text: str) -> Sequence[Naming]:
    """Find nothing."""
    return ()


class Offer(NamedTuple):
    """Words that may stand in the place of ``words``, wherever these stand in an answer."""

    words: str
    instead: str

    def put(self, text: str) -> tuple[str, int]:
        """The ``text`` with them, and where the first of them ends; -1 where nothing changed."""
        whole = re.compile(rf"(?<!\w){re.escape(self.words)}(?!\w)")
        first = whole.search(text)
        if first is None:
            return text, -1
        return whole.sub(lambda _found: self.instead, text), first.start() + len(self.instead)


class PointedAt(Exception):
    """The answer is not saved yet: ``sentence`` says what it may name, ``words`` is the first.

    ``offers`` are what may stand in the place of each.
    """

    def __init__(self, sentence: str, words: str, offers: Sequence[Offer]) -> None:
        super().__init__()
        self.sentence = sentence
        self.words = words
        self.offers = tuple(offers)


class Pointing:
    """What was pointed at so far, at any prompt of this sitting."""

    def __init__(self, names_in: NamesIn) -> None:
        self._names_in = names_in
        self._known: set[str] = set()

    def look(self, lines: Sequence[str], stood: str = "") -> None:
        """Raise ``PointedAt`` where ``lines`` may name somebody who was not pointed at before.

        ``stood`` are the words that were saved already and are changed now.
        """
        self._known.update(map(_key, self._names_in(stood) if stood else ()))
        found = [self._new(line) for line in lines]
        all_new = [naming for line in found for naming in line]
        if not all_new:
            return
        self._known.update(map(_key, all_new))
        # What may be put in their place is known too: nobody is asked twice about one line.
        self._known.update(_key(each._replace(words=each.instead)) for each in all_new)
        what = kinds_in_words(naming.kind for naming in all_new)
        if len(lines) == 1:
            sentence = _("This may name somebody: {what}. Enter saves it so; or change it first.")
        else:
            sentence = ngettext(
                "{count} of {total} lines may name somebody: {what}. Enter saves them so; or "
                "change it first.",
                "{count} of {total} lines may name somebody: {what}. Enter saves them so; or "
                "change them first.",
                sum(map(bool, found)),
            )
        told = sentence.format(count=sum(map(bool, found)), total=len(lines), what=what)
        offers = [Offer(each.words, each.instead) for each in all_new if each.instead]
        raise PointedAt(told, all_new[0].words, offers)

    def _new(self, line: str) -> list[Naming]:
        found = {_key(naming): naming for naming in self._names_in(line)}
        return [naming for key, naming in found.items() if key not in self._known]


def _key(naming: Naming) -> str:
    """The same for a name or a number however it is spaced."""
    return "".join(filter(str.isalnum, name_key(naming.words)))
