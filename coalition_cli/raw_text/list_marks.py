"""The marks of lists: bullets, numbers and check boxes before the words of a line."""

import re
from typing import Final

_SIGNS: Final = "-*•–—·‣⁃◦▪▫■□●○►▶➢✓✔✗✘☐☑☒"
_BOX: Final = r"\[[ xX✓✔]?\]"
_MARK: Final = re.compile(
    rf"\s*(?:(?:[{re.escape(_SIGNS)}]\s+)?{_BOX}|[{re.escape(_SIGNS)}]|\d{{1,3}}[.)])\s+"
)
_LONE: Final = re.compile(rf"\s*(?:[{re.escape(_SIGNS)}]|{_BOX})\s*")


def unmarked(line: str) -> str:
    """The words of one line of a list: empty for a mark with nothing behind it.

    A number alone is words: only a dot, a bracket or a sign makes a mark of it.
    """
    if _LONE.fullmatch(line):
        return ""
    return _MARK.sub("", line, count=1).strip() if _MARK.match(line) else line.strip()
