"""Typed words as a room means them, and what it is told about them."""

import re
from typing import Final

from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import MOST_CHARACTERS, is_empty

_LIST_MARK: Final = re.compile(r"^\s*(?:[-*•–—·]|\d{1,3}[.)])\s+")


def listed(text: str) -> list[str]:
    """The lines of a pasted list without their marks and numbers, the empty ones left out."""
    lines = (_LIST_MARK.sub("", line).strip() for line in text.split("\n"))
    return [line for line in lines if not is_empty(line)]


def passing_takes(text: str) -> str:
    """The warning to whoever passes over words that stand in the prompt."""
    return ngettext(
        "{count} character stands here. Passing once more takes it away; Enter saves it.",
        "{count} characters stand here. Passing once more takes them away; Enter saves them.",
        len(text),
    ).format(count=len(text))


def too_long(count: int) -> str:
    """The sentence on an answer that one entry cannot hold."""
    return _(
        "This is {count} characters; one answer holds {most}. Nothing was cut: it still stands "
        "here. Divide it into parts and save each part."
    ).format(count=count, most=MOST_CHARACTERS)
