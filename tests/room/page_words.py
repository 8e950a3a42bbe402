"""The words of a page: without the signs that only draw."""

from collections import Counter
from html.parser import HTMLParser

from coalition_cli.sanitize import for_line

_DRAWN = frozenset("▌►█░▀▄─│┼┌└·")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def text_of(page: str) -> str:
    """The text of a page in HTML."""
    parser = _Text()
    parser.feed(page)
    return "\n".join(parser.found)


def tags_of(page: str) -> set[str]:
    """The tags of a page in HTML."""
    parser = _Text()
    parser.feed(page)
    return set(parser.tags)


def letters(text: str) -> Counter[str]:
    """The letters of ``text``: rows may be broken elsewhere, and cells in another order.

    Emoji that are joined count as the first of them, which is all that a row of a terminal has.
    """
    return Counter(each for each in for_line(text) if each not in _DRAWN and not each.isspace())
