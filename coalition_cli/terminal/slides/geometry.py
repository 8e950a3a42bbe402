"""The geometry of a wall: where its column stands on a screen of any size."""

from typing import Final, NamedTuple

NARROW: Final = 60
"""On fewer columns than this the margin is one cell."""
LOW: Final = 16
"""On fewer rows than this the first and the last row are used, and the place goes to the foot."""
TALL: Final = 30
"""From so many rows on there is room for an empty row between any two lines."""
WIDEST: Final = 72
WIDEST_TABLE: Final = 104


class Geometry(NamedTuple):
    """A screen of ``columns`` by ``rows``; ``is_wide``: with a table or a picture on it."""

    columns: int
    rows: int
    is_wide: bool = False

    @property
    def is_narrow(self) -> bool:
        """True if the margin is one cell and short lines have no sign of their own."""
        return self.columns < NARROW

    @property
    def is_low(self) -> bool:
        """True if every row is needed."""
        return self.rows < LOW

    @property
    def is_tall(self) -> bool:
        """True if lines may stand apart."""
        return self.rows >= TALL

    @property
    def width(self) -> int:
        """The cells of the column, those before its text too."""
        if self.is_narrow:
            return max(1, self.columns - 2)
        return min(self.columns - 8, WIDEST_TABLE if self.is_wide else WIDEST)

    @property
    def left(self) -> int:
        """The empty cells before the column."""
        return (self.columns - self.width) // 2

    @property
    def gutter(self) -> int:
        """The cells before the text of the column, in which signs stand."""
        return 0 if self.is_narrow else 2

    @property
    def text_width(self) -> int:
        """The cells of the column for words."""
        return self.width - self.gutter

    @property
    def top(self) -> int:
        """The first row that is used."""
        return 0 if self.is_low else 1

    @property
    def foot(self) -> int:
        """The row of the foot, from 0."""
        return self.rows - 1 if self.is_low else self.rows - 2
