"""Offers and needs brought together: who can give what to whom, with the reason in one sentence.

Tags are compared first, then words. Nothing is understood and nobody is ranked: what stands first
was named first.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _, english
from coalition_cli.phrasing.sentences import listed

LETTERS_OF_A_TELLING_WORD: Final = 4
LETTERS_THAT_TELL: Final = 6
"""Words count by their first letters, so that their endings may bend."""
FEWEST_TO_BE_COMMON: Final = 5
MOST_COMMON: Final = 0.4
"""The share of both sides from which on a word tells nothing, where so many lines stand."""
_MOST_NAMED: Final = 3
_SHORT: Final = 60
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Side:
    """One line: what somebody offers, or what somebody needs.

    ``who`` is whose line it is (a person, a group, a country, a partner), empty where nobody said;
    ``within`` those to whom she belongs, so that a group is never sent to itself. ``name`` is what
    readers may call her. ``tags`` are pairs of what is compared and what is read. ``more`` are
    further words that count, such as what a partner brings.
    """

    id: str
    words: str
    who: str = ""
    name: str = ""
    within: frozenset[str] = frozenset()
    tags: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One offer for one need. ``tags`` and ``words`` are what both say, as the offer says it."""

    offer: Side
    need: Side
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Why they stand together, in one sentence."""
        shared = self.tags or self.words
        if not shared:
            return _("{giving} and {taking}: the room put them together.").format(**self._parties())
        what = listed([f"“{isolated(each)}”" for each in shared[:_MOST_NAMED]])
        if self.tags:
            return _("{giving} can reach {taking}, because both are tagged {tags}.").format(
                **self._parties(), tags=what
            )
        return _("{giving} can reach {taking}, because both say {words}.").format(
            **self._parties(), words=what
        )

    def _parties(self) -> dict[str, str]:
        return {"giving": _party(self.offer), "taking": _party(self.need)}


class Matches(NamedTuple):
    """``of_need`` are the matches of each need, by its id.

    A need for which nobody offered anything has none.
    """

    needs: Sequence[Side]
    of_need: Mapping[str, Sequence[Match]]

    @property
    def all(self) -> list[Match]:
        """Every match, in the order in which the needs, and then the offers, were named."""
        return list(chain.from_iterable(self.of_need[need.id] for need in self.needs))


def match(offers: Sequence[Side], needs: Sequence[Side]) -> Matches:
    """Matches of ``offers`` with ``needs``.

    Of one need, offers that share a tag stand before those that share only words; in both, the
    first named is first.
    """
    silent = _words_that_tell_nothing(offers, needs)
    told = {side.id: _telling(side, silent) for side in (*offers, *needs)}
    of_need: dict[str, list[Match]] = {}
    for need in needs:
        found = [_compared(offer, need, told) for offer in offers if not is_same(offer, need)]
        by_tags = [each for each in found if each.tags]
        of_need[need.id] = by_tags + [each for each in found if each.words and not each.tags]
    return Matches(needs, of_need)


def is_same(offer: Side, need: Side) -> bool:
    """True if giver and taker are one: a line, a person, or a person and a group of hers."""
    if offer.id == need.id:
        return True
    if not offer.who or not need.who:
        return False
    return offer.who == need.who or offer.who in need.within or need.who in offer.within


def telling_words(text: str) -> dict[str, str]:
    """Words of ``text`` that may tell what it is about: as compared, with the word as said."""
    said: dict[str, str] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        plain = _plain(word)
        if len(plain) >= LETTERS_OF_A_TELLING_WORD and not plain.isdecimal():
            said.setdefault(plain[:LETTERS_THAT_TELL], word)
    return said


def _compared(offer: Side, need: Side, told: Mapping[str, Mapping[str, str]]) -> Match:
    tagged = {_plain(tag) for tag, _title in need.tags}
    tags = tuple(title for tag, title in offer.tags if _plain(tag) in tagged)
    words = tuple(word for stem, word in told[offer.id].items() if stem in told[need.id])
    return Match(offer, need, tags, words)


def _telling(side: Side, silent: Iterable[str]) -> dict[str, str]:
    words: dict[str, str] = {}
    for text in (side.words, *side.more):
        words = {**telling_words(text), **words}
    return {stem: word for stem, word in words.items() if stem not in silent}


def _words_that_tell_nothing(offers: Sequence[Side], needs: Sequence[Side]) -> set[str]:
    """Words not compared: little words here and in English, speakers' names, common words."""
    silent = set(telling_words(_little_words()))
    with english():
        silent |= set(telling_words(_little_words()))
    for side in (*offers, *needs):
        silent |= set(telling_words(side.name))
    if min(len(offers), len(needs)) >= FEWEST_TO_BE_COMMON:
        silent |= _common(offers) & _common(needs)
    return silent


def _common(sides: Sequence[Side]) -> set[str]:
    held: Counter[str] = Counter()
    for side in sides:
        held.update(_telling(side, ()).keys())
    return {stem for stem, times in held.items() if times > MOST_COMMON * len(sides)}


def _little_words() -> str:
    """Words that stand in every offer and every wish; they are split at blanks."""
    return _(
        "about also among because been being could does doing each every from give given gives "
        "giving have having help helps here into just know learn learning like make many more "
        "most much must need needs offer offers only other others over same share should some "
        "somebody someone such teach than that their them then there these they thing things this "
        "those very want wants well were what when where which while whom will wish with women "
        "would your"
    )


def _party(side: Side) -> str:
    words = side.words if len(side.words) <= _SHORT else side.words[: _SHORT - 1] + "…"
    if not side.name:
        return f"“{words}”"
    return _("{name} (“{words}”)").format(name=side.name, words=words)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character)).strip()
