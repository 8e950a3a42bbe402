"""What a prompt can stand under: a page of blocks, or a desk."""

from collections.abc import Callable
from typing import Protocol

from rich.text import Text


class ShownPage(Protocol):
    """Something that fills the screen above a prompt."""

    @property
    def begins_at_top(self) -> bool:
        """True if it is read from its beginning, where not all of it fits."""

    @property
    def saved(self) -> str:
        """What is on the disk, in words; empty where a page does not say it."""

    @property
    def turn_room(self) -> Callable[[int], None] | None:
        """Turns the pages of the room instead of this one; None where it is turned itself."""

    def lines(self, width: int) -> list[Text]:
        """Every line of it."""

    def on_screen(self, width: int, height: int, back: int = 0) -> list[Text]:
        """The lines that fit; ``back`` moves towards the oldest."""

    def hidden(self, width: int, height: int) -> int:
        """How many lines do not fit."""

    def stride(self, width: int, height: int) -> int:
        """By how many lines one turn moves."""
