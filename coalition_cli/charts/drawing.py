"""The parts that every chart is drawn of: shapes and words, in tenths of a millimetre."""

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Final

from coalition_cli.sanitize import for_screen

ACCENT: Final = "#0b5563"
MIDDLE: Final = "#718589"
LIGHT: Final = "#b9c6c9"
TINT: Final = "#e9f0f1"
HAIRLINE: Final = "#b9c6c9"
GREY: Final = "#4d5659"
WHITE: Final = "#ffffff"
BLACK: Final = "#000000"

_FACE: Final = "Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, sans-serif"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MOST_MEASURED: Final = 120
"""No line of a chart holds more letters; the rest need not be measured."""


def svg(width: float, height: float, told: str, parts: Iterable[str]) -> str:
    """A picture as large as it is printed, with the words that say what it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{said(told)}"'
        f' viewBox="0 0 {number(width)} {number(height)}"'
        f' width="{number(width / 10)}mm" height="{number(height / 10)}mm"'
        f' font-family="{_FACE}">{"".join(parts)}</svg>'
    )


def said(text: str) -> str:
    """Text of people as text of an SVG: no markup, nothing that XML may not hold."""
    return escape(_SURROGATES.sub("\ufffd", for_screen(text).replace("\n", " ")))


def words(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    anchor: str = "middle",
    colour: str = GREY,
    is_strong: bool = False,
    turned: bool = False,
) -> str:
    """One line of words on the base line ``y``; ``turned``: it runs upwards."""
    place = f'x="{number(x)}" y="{number(y)}"'
    if turned:
        place = f'transform="translate({number(x)} {number(y)}) rotate(-90)"'
    weight = ' font-weight="bold"' if is_strong else ""
    return (
        f'<text {place} font-size="{number(size)}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{said(text)}</text>"
    )


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    edge: str = "",
    corner: float = 0.0,
) -> str:
    """A rectangle, filled or with an edge."""
    edges = f' stroke="{edge}" stroke-width="2"' if edge else ""
    round_corners = f' rx="{number(corner)}"' if corner else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}"'
        f' height="{number(height)}"{round_corners} fill="{fill}"{edges}/>'
    )


def line(
    x: float, y: float, to_x: float, to_y: float, *, colour: str = HAIRLINE, is_dashed: bool = False
) -> str:
    """A hair line."""
    dashes = ' stroke-dasharray="10 8"' if is_dashed else ""
    return (
        f'<path d="M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}" fill="none"'
        f' stroke="{colour}" stroke-width="2"{dashes}/>'
    )


def circle(x: float, y: float, radius: float, *, fill: str, edge: str = "") -> str:
    """A circle; its edge lies inside its radius."""
    inside = radius - 2 if edge else radius
    edges = f' stroke="{edge}" stroke-width="4"' if edge else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(inside)}" fill="{fill}"{edges}/>'


def number(value: float) -> str:
    """A number as short as it can be at a hundredth of a unit."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def wide(text: str, size: float) -> float:
    """How wide a line of ``text`` is at most, judged high."""
    return sum(_em(character) for character in text) * size


def shortened(text: str, size: float, widest: float) -> str:
    """``text`` on one line of ``widest``, its end as an ellipsis where it is longer."""
    whole = " ".join(text.split())
    if len(whole) <= _MOST_MEASURED and wide(whole, size) <= widest:
        return whole
    end = min(len(whole), _MOST_MEASURED)
    while end and wide(whole[:end] + "…", size) > widest:
        end -= 1
    while end and _belongs_to_the_letter_before(whole[end : end + 1]):
        end -= 1
    return whole[:end].rstrip() + "…"


def _belongs_to_the_letter_before(after: str) -> bool:
    return bool(after) and (unicodedata.combining(after) > 0 or after in "\u200d\ufe0f")


def _em(character: str) -> float:
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) >= 0x1F000:
        return 1.3
    if character in "ijl.,:;'|! ()[]/ftr-":
        return 0.42
    return 0.78 if character.isupper() or not character.isascii() else 0.62
