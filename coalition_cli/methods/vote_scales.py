"""The scales on which a room votes: their levels, the shares that it may need, and their words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from coalition_cli.i18n import _, ngettext

YES_NO: Final = "yes-no"
HANDS: Final = "hands"
PASSED: Final = "pass"
SHARES: Final[Mapping[str, Fraction]] = {
    "half": Fraction(1, 2),
    "two-thirds": Fraction(2, 3),
    "three-quarters": Fraction(3, 4),
    "all": Fraction(1),
}
"""The lines that a room may set before it counts: the part that must be for it."""


def levels(scale: str) -> dict[str, str]:
    """Levels of a scale, from the most to the least, by the key of their count."""
    if scale == HANDS:
        return {HANDS: _("Hands")}
    if scale == YES_NO:
        return {"yes": _("Yes"), "no": _("No"), PASSED: _("Pass")}
    return {
        "5": _("5 · Yes, and I will work on it"),
        "4": _("4 · Yes, with a small wish"),
        "3": _("3 · I can live with it"),
        "2": _("2 · I have a worry to talk about first"),
        "1": _("1 · I step aside; go on without me"),
        "0": _("0 · Stop: this would harm us"),
        PASSED: _("Pass"),
    }


def levels_in_short(scale: str) -> dict[str, str]:
    """The meanings of the levels of a scale in a few words; those that have a short form."""
    if scale in (HANDS, YES_NO):
        return {}
    return {
        "5": _("yes, I will work"),
        "4": _("yes, a small wish"),
        "3": _("I can live with it"),
        "2": _("a worry first"),
        "1": _("I step aside"),
        "0": _("stop"),
    }


def hands_word(hands: int) -> str:
    """A number of hands, as a bar says it."""
    return ngettext("{count} hand", "{count} hands", hands).format(count=hands)


def share_word(needed: Fraction) -> str:
    """The line that a room set, in words."""
    words = {
        SHARES["half"]: _("at least half of us"),
        SHARES["two-thirds"]: _("two thirds of us"),
        SHARES["three-quarters"]: _("three quarters of us"),
        SHARES["all"]: _("all of us"),
    }
    return words.get(needed) or _("{percent} of every 100 of us").format(
        percent=round(needed * 100)
    )
