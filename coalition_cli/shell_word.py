"""A path as it is typed at a shell, for sentences that name a command."""

import os
import shlex
from pathlib import Path


def quoted(path: Path) -> str:
    """``path`` as one word of a shell, which says the same after it was shown on a screen.

    A name may hold what no screen shows, or what is no text: that is written as its bytes.
    """
    name = str(path)
    if name.isprintable():
        return shlex.quote(name)
    return "$'" + "".join(map(_as_typed, name)) + "'"


def _as_typed(letter: str) -> str:
    if letter in "\\'":
        return "\\" + letter
    if letter.isprintable():
        return letter
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(letter))
