"""How much is tried: the short form in every run, the long one with ``COALITION_FAULTS=long``."""

import os
from typing import Final

IS_LONG: Final = os.environ.get("COALITION_FAULTS") == "long"
KILLS: Final = 1000 if IS_LONG else 200
CUTS_EACH: Final = 100 if IS_LONG else 10


def shares(total: int, parts: int) -> list[tuple[int, int]]:
    """``total`` turns in ``parts`` pieces, so that several processes share them: where each begins, and how many."""
    size = total // parts
    return [(1 + part * size, size) for part in range(parts)]
