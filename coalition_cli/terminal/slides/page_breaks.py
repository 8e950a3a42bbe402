"""Page breaks: which units of which parts stand on which page, and what is never parted."""

from collections.abc import Iterable, Sequence

from coalition_cli.terminal.slides.page_parts import Piece
from coalition_cli.terminal.slides.parts import Drawn
from coalition_cli.terminal.slides.rows import Row, words


def all_of(drawn: Sequence[Drawn]) -> list[Piece]:
    """Every unit of every part, whole."""
    return [
        Piece(at, number, 0, len(unit))
        for at, part in enumerate(drawn)
        for number, unit in enumerate(part.units)
    ]


def split(drawn: Sequence[Drawn], capacity: int) -> list[list[Piece]]:
    """Units in their order on as many pages as they need; one that is too high is cut."""
    pages: list[list[Piece]] = [[]]
    left = capacity
    found = [piece for whole in all_of(drawn) for piece in _pieces(whole, capacity)]
    for at, piece in enumerate(found):
        high = piece.end - piece.first
        is_led = at > 0 and _is_heading(rows_of(found[at - 1], drawn))
        bound = () if is_led else _bound(found, at, drawn)  # what it belongs to is there already
        needed = next((each for each in bound if each <= capacity), high)
        if high > left or (left < needed <= capacity):
            pages.append([])
            left = capacity
        pages[-1].append(piece)
        left -= high
    return pages


def _bound(found: Sequence[Piece], at: int, drawn: Sequence[Drawn]) -> Iterable[int]:
    """The rows of a piece with those behind it that belong on its page: first of all of them.

    A heading has what it is of behind it, and the first piece of a whole part the others.
    """
    end = at + 2 if _is_heading(rows_of(found[at], drawn)) else at + 1
    last = found[end - 1 : end]
    part = last[0].part if last and last[0].unit == 0 and drawn[last[0].part].is_whole else None
    whole = end
    while whole < len(found) and found[whole].part == part:
        whole += 1
    for until in (whole, end):
        yield sum(each.end - each.first for each in found[at:until])


def rows_of(piece: Piece, drawn: Sequence[Drawn]) -> list[Row]:
    """The rows of ``piece``."""
    return drawn[piece.part].units[piece.unit][piece.first : piece.end]


def _is_heading(piece: Sequence[Row]) -> bool:
    """True if it stands above something, as no whole sentence does: never last on a page."""
    is_strong = all(span.role == "strong" or not span.text.strip() for row in piece for span in row)
    return is_strong and not words(piece[-1]).endswith(".")


def _pieces(whole: Piece, capacity: int) -> Iterable[Piece]:
    for first in range(0, whole.end, capacity):
        yield whole._replace(first=first, end=min(first + capacity, whole.end))
