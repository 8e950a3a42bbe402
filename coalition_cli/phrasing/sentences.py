"""The parts of speech that the sentences of a result are made of, in the language of the room."""

from collections.abc import Sequence
from fractions import Fraction

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _


def ordinal(number: int) -> str:
    """``number`` as a place in an order: 1st, 2nd, 11th, 21st."""
    if number == 1:
        return _("1st")
    if number % 100 in (11, 12, 13):
        return _("{number}th").format(number=number)
    pattern = {1: _("{number}st"), 2: _("{number}nd"), 3: _("{number}rd")}.get(
        number % 10, _("{number}th")
    )
    return pattern.format(number=number)


def one_decimal(value: Fraction) -> str:
    """``value`` with one decimal, as ``decimals`` writes it."""
    return decimals(value, 1)


def decimals(value: Fraction, places: int) -> str:
    """``value`` with so many decimals, halves away from zero, from the exact fraction.

    4.05 with one is 4.1.
    """
    scale = 10**places
    # Whole numbers alone: sums of fractions cost much, and a ranking writes hundreds of them.
    units = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{units // scale}.{units % scale:0{places}}"


def listed(names: Sequence[str]) -> str:
    """``names`` in one breath: "Roads, Water and Light"."""
    if len(names) < 2:
        return "".join(map(isolated, names))
    return _("{names} and {last}").format(
        names=", ".join(map(isolated, names[:-1])), last=names[-1]
    )


def in_words(count: int) -> str:
    """``count`` as it is spoken up to ten, in digits above."""
    small = (_("none"), _("one"), _("two"), _("three"), _("four"), _("five"))
    large = (_("six"), _("seven"), _("eight"), _("nine"), _("ten"))
    spoken = small + large
    return spoken[count] if 0 <= count < len(spoken) else str(count)
