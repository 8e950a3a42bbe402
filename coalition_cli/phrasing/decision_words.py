"""The sentence that says what was decided, with what was put to the vote in its gap."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.bidi import isolated

ITEM: Final = "item"
"""The word in braces for which what was put to the vote stands."""

_GAP: Final = f"{{{ITEM}}}"
_ENDS: Final = (".", "!", "?", "…", "؟", "۔", "।", "።")


def fill_item(frame: str, texts: Sequence[str]) -> str:
    """Return ``frame`` with ``texts`` in its gap, the lines of a list parted by semicolons.

    A brace in what people said is theirs and stays. No full stop stands after another end.
    """
    before, *others = frame.split(_GAP)
    said = _joined(texts)
    for after in others:
        is_ended = texts[-1:] and texts[-1].rstrip().endswith(_ENDS) and after.startswith(".")
        before += said + (after[1:] if is_ended else after)
    return before


def has_item(frame: str) -> bool:
    """True if ``frame`` has the gap."""
    return _GAP in frame


def titled(title: str) -> str:
    """Return the frame of a decision for which a file says no more than its ``title``."""
    return f"{title} {_GAP}" if title.endswith(_ENDS) else f"{title}: {_GAP}"


def _joined(texts: Sequence[str]) -> str:
    lines = [text.strip() for text in texts]
    return "; ".join(map(isolated, (*map(_without_stop, lines[:-1]), *lines[-1:])))


def _without_stop(line: str) -> str:
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line
