"""Lines of standard input that may name somebody: told of once, after they were saved.

The people of the workshop are not looked for: a line is saved without opening it, and into a
sealed one by whoever may not read it.
"""

from typing import Final

from coalition_cli.app import console
from coalition_cli.i18n import _, ngettext
from coalition_cli.raw_text.naming_signs import may_name

_MOST_TOLD: Final = 10


class LinesThatName:
    """The lines so far whose words may name somebody, by their numbers in what was given."""

    def __init__(self) -> None:
        self._kinds: dict[int, list[str]] = {}

    def look(self, words: str, number: int) -> None:
        """Look at the ``words`` of a line."""
        if not may_name(words):
            return
        # price: patterns, 3 ms, and most lines have no sign of a name
        from coalition_cli.raw_text.identifying_words import marks

        if found := marks(words):
            self._kinds[number] = [mark.kind for mark in found]

    def say(self) -> None:
        """Say how many there are, where, and of which kind; the words are not repeated."""
        if not self._kinds:
            return
        # price: dates and sentences, 5 ms, and most lines name nobody
        from coalition_cli.phrasing.naming import kinds_in_words

        where = _("line {number}: {what}")
        told = [
            where.format(number=number, what=kinds_in_words(kinds))
            for number, kinds in list(self._kinds.items())[:_MOST_TOLD]
        ]
        more = ["…"] if len(self._kinds) > _MOST_TOLD else []
        sentence = ngettext(
            "Saved as it is: {count} line may name somebody ({where}). To change it: coalition fix",
            "Saved as they are: {count} lines may name somebody ({where}). To change one: "
            "coalition fix",
            len(self._kinds),
        )
        console.say(sentence.format(count=len(self._kinds), where="; ".join([*told, *more])))
