"""The two themes of a wall: its colours, their contrast, and the escapes that paint a row."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from coalition_cli.terminal.slides.rows import Role, Row, cells

Theme: TypeAlias = Literal["light", "dark"]
Depth: TypeAlias = Literal["none", "16", "true"]
"""The colours that a screen has: none, the sixteen of every terminal, or all."""

THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
_STRAY_LIGHT: Final = 0.15
"""The part of a white screen that a lit room adds to every pixel of a projector."""
_RESET: Final = "\x1b[0m"


class Ink(NamedTuple):
    """One colour: as ``#RRGGBB``, and its number among the sixteen."""

    colour: str
    number: int


BACKGROUND: Final[Mapping[Theme, Ink]] = {"light": Ink("#FFFFFF", 15), "dark": Ink("#0E1116", 0)}
INKS: Final[Mapping[Theme, Mapping[Role, Ink]]] = {
    "light": {
        "text": Ink("#111417", 0),
        "strong": Ink("#111417", 0),
        "quiet": Ink("#454B54", 0),
        "question": Ink("#0A3A82", 4),
        "bar": Ink("#1B5FB4", 4),
        "attention": Ink("#8A2B00", 1),
    },
    "dark": {
        "text": Ink("#F5F6F7", 15),
        "strong": Ink("#F5F6F7", 15),
        "quiet": Ink("#C2C8D0", 7),
        "question": Ink("#FFD76A", 11),
        "bar": Ink("#7FB6FF", 14),
        "attention": Ink("#FFB38A", 11),
    },
}
BOLD: Final[frozenset[Role]] = frozenset(("strong", "question", "attention"))


def contrast(one: str, other: str, stray: float = 0.05) -> float:
    """The contrast of two colours, as WCAG 2 defines it; ``stray`` is the light added to both."""
    lights = sorted((_luminance(one) + stray, _luminance(other) + stray), reverse=True)
    return lights[0] / lights[1]


def in_a_lit_room(one: str, other: str) -> float:
    """The contrast of two colours on a projector in a room with its lamps on."""
    return contrast(one, other, _STRAY_LIGHT)


def painted(row: Row, theme: Theme, depth: Depth, columns: int) -> str:
    """One whole row of the screen with its escapes: the wall paints its background too.

    Without colours only what is bold has any, and every row holds the same characters.
    """
    ground = _ground(theme, depth)
    parts = [ground + span_painted(span.text, span.role, theme, depth) for span in row if span.text]
    rest = " " * max(0, columns - cells(row)) if depth != "none" else ""
    return "".join(part + _RESET for part in parts) + (f"{ground}{rest}{_RESET}" if rest else "")


def span_painted(text: str, role: Role, theme: Theme, depth: Depth) -> str:
    """``text`` behind the escapes of ``role``, without those of the background."""
    bold = "\x1b[1m" if role in BOLD else ""
    ink = INKS[theme][role]
    if depth == "none":
        return bold + text
    if depth == "16":
        return f"{bold}\x1b[{_sixteen(ink.number, 30)}m{text}"
    return f"{bold}\x1b[38;2;{_triple(ink.colour)}m{text}"


def _ground(theme: Theme, depth: Depth) -> str:
    ink = BACKGROUND[theme]
    if depth == "none":
        return ""
    if depth == "16":
        return f"\x1b[{_sixteen(ink.number, 40)}m"
    return f"\x1b[48;2;{_triple(ink.colour)}m"


def _sixteen(number: int, base: int) -> int:
    return base + number if number < 8 else base + 60 + number - 8


def _triple(colour: str) -> str:
    return ";".join(str(value) for value in bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB, W3C WCAG 2.2."""
    parts = []
    for value in bytes.fromhex(colour[1:]):
        share = value / 255
        parts.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
