"""Signs that a line may name somebody: what ``identifying_words`` finds always has one.

They cost a captured line next to nothing; patterns are loaded for a line that has one.
"""

from typing import Final

_FEWEST_FIGURES: Final = 6
_OF_PLACES: Final = (
    # one part of each word that ``identifying_words`` takes for a place of detention
    *("prisi", "prison", "jail", "remand", "peniten", "detention", "custody", "borstal"),
    *("block ", "ward ", "cell ", "gereza", "mahabusu", "rumande", "selo"),
    *("maison d", "pénitent", "cachot", "cárcel", "carcel", "calabozo", "presídio", "presidio"),
    *("prisã", "prisa", "cadeia", "тюрьм", "колони", "сизо", "изолятор"),
    *("ukonga", "segerea", "isanga", "keko", "butimba", "karanga", "kamiti", "lang", "shimo"),
    *("luzira", "kigo", "makala", "gitega", "mpimba", "mageragere", "chikurubi", "chichiri"),
)


def may_name(text: str) -> bool:
    """True if ``text`` has a capital inside, many figures, a ``@``, or a word of such a place."""
    if "@" in text or any(map(str.isupper, text[1:])):
        return True
    if sum(map(str.isdigit, text)) >= _FEWEST_FIGURES:
        return True
    folded = text.casefold()
    return any(part in folded for part in _OF_PLACES)
