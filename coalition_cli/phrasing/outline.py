"""The outline of a document: the levels of its headings, of which none is left out on the way."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.blocks import Heading
from coalition_cli.model.document import Content, Part, Section

DEEPEST: Final = 6


class Outline:
    """The headings of one document in their order; the first, at level 1, is its title.

    No heading lies more than one level below the one before it.
    """

    def __init__(self) -> None:
        self._last = 1
        self._deeper = 0
        self._shift = 0

    def part(self, part: Part) -> int:
        """Begin ``part``, and return the level of its title; its sections lie below that."""
        self._deeper = 1 if part.title else 0
        return self._given(2) if part.title else 0

    def section(self, section: Section, contents: Sequence[Content]) -> int:
        """Begin ``section``, and return the level of its title; its headings lie below that."""
        level = section.level + self._deeper
        first = level + 1 if section.title else 2 + self._deeper
        highest = min((each.level for each in contents if isinstance(each, Heading)), default=first)
        self._shift = max(0, first - highest)
        return self._given(level) if section.title else 0

    def heading(self, heading: Heading) -> int:
        """The level of a heading inside the section that was begun last."""
        return self._given(heading.level + self._shift)

    def _given(self, wanted: int) -> int:
        self._last = min(max(wanted, 2), self._last + 1, DEEPEST)
        return self._last
