"""A pasted list: one entry a line, without bullets and numbers."""

import re
from typing import Final

from coalition_cli.sanitize import is_empty

_LIST_MARK: Final = re.compile(r"^\s*(?:[-*•–—·]|\d{1,3}[.)])\s+")


def listed(text: str) -> list[str]:
    """The lines of a pasted list without their marks and numbers, the empty ones left out."""
    lines = (_LIST_MARK.sub("", line).strip() for line in text.split("\n"))
    return [line for line in lines if not is_empty(line)]
