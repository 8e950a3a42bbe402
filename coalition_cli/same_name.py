"""The one comparison of names: of people, groups, themes, items and keys."""

import unicodedata
from collections.abc import Iterable
from typing import Final

_SAME_SIGN: Final = {
    **dict.fromkeys(map(ord, "’‘ʼʻ′´`＇"), "'"),
    **dict.fromkeys(map(ord, "\u200b\u2060\ufeff")),
}
"""Apostrophes of every keyboard, and spaces without a width."""


def name_key(name: str) -> str:
    """The form in which all spellings of one name are the same.

    Capitals and small letters are, composed letters and those with a sign of their own (NFC),
    spaces of every kind and number, and apostrophes. The i with and without a dot stay two.
    """
    folded = unicodedata.normalize("NFD", name).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).translate(_SAME_SIGN).split())


def is_same_name(one: str, other: str) -> bool:
    """True if both are spellings of one name."""
    return name_key(one) == name_key(other)


def first_called(name: str, known: Iterable[str]) -> str:
    """The first of ``known`` that is called ``name``; empty if none is."""
    wanted = name_key(name)
    return next((each for each in known if name_key(each) == wanted), "")
