"""Lines of a step as a slide shows them, each made once, however many there are."""

from collections import Counter
from collections.abc import Callable

from coalition_cli.model.entry import Entry
from coalition_cli.slide import Said


class SaidLines:
    """The lines that stand, in the order of their coming; ``read`` makes one, None for none."""

    def __init__(self, read: Callable[[Entry], Said | None]) -> None:
        self._read = read
        self._said: dict[str, Said] = {}
        self.tagged: Counter[str] = Counter()
        """How many lines have each tag."""

    def take(self, entry: Entry) -> None:
        """Take in a line, or a newer wording of one."""
        before = self._said.get(entry.id)
        if before is not None:
            self.tagged[before.tag] -= 1
        said = self._read(entry)
        if said is not None:
            self._said[entry.id] = said
            self.tagged[said.tag] += 1
        elif before is not None:
            del self._said[entry.id]

    def lines(self) -> tuple[Said, ...]:
        """The lines as they are now."""
        return tuple(self._said.values())
