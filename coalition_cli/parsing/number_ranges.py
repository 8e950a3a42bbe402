"""Numbers of lines as people type them: ``7``, ``#7``, ``14-25``, ``3,7,9``."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _

_RANGE: Final = re.compile(r"#?(\d{1,9})(?:-#?(\d{1,9}))?")
_LONGEST_RANGE: Final = 1000


def numbers_of(which: Sequence[str], most: int) -> Iterator[tuple[int, bool]]:
    """Yield every number that is meant, and True if it was named by itself.

    Raises ``Problem`` for what is no number from 1 to ``most``, and for a range longer than 1,000.
    """
    for word in filter(None, re.split(r"[\s,;]+", " ".join(which))):
        found = _RANGE.fullmatch(word)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= most or last - first > _LONGEST_RANGE:
            sentence = _(
                "{word} is no number of a line. They are in: coalition show --numbers, up to "
                "{most}."
            )
            raise Problem(sentence.format(word=word, most=most))
        for number in range(first, last + 1):
            yield number, first == last
