"""Page breaks: what stays together where one page has room for it."""

import pytest

from coalition_cli.terminal.slides.page_breaks import split
from coalition_cli.terminal.slides.parts import Drawn
from coalition_cli.terminal.slides.rows import Span

ROW = (Span("words"),)


def part(*heights, is_whole=False):
    return Drawn([[ROW] * height for height in heights], is_whole=is_whole)


def heading(words="Keeper of the list"):
    return Drawn([[(Span(words, "strong"),)]])


@pytest.mark.parametrize(
    ("drawn", "capacity", "pages"),
    [
        ([part(1, 1, 1)], 3, [3]),
        ([part(1, 1, 1), part(1, 1)], 4, [4, 1]),
        ([part(1, 1, 1), part(1, 1, is_whole=True)], 4, [3, 2]),
        ([part(1, 1, 1), part(2, 1, is_whole=True)], 4, [3, 2]),
        ([part(1, 1), heading(), part(1, 1, is_whole=True)], 4, [2, 3]),
        ([part(1, 1), heading(), part(1, 1)], 4, [4, 1]),
        ([part(1, 1), heading("It is said."), part(1, 1, is_whole=True)], 4, [3, 2]),
        # What no page has room for is broken where the page ends; its heading goes with its first.
        ([part(1, 1), part(1, 1, 1, 1, 1, is_whole=True)], 4, [4, 3]),
        ([part(1, 1, 1), heading(), part(1, 1, 1, 1, is_whole=True)], 4, [3, 4, 1]),
        ([part(9)], 4, [1, 1, 1]),
        ([], 4, [0]),
    ],
)
def test_parts_stand_on_as_few_pages_as_keep_together_what_belongs_together(drawn, capacity, pages):
    assert [len(page) for page in split(drawn, capacity)] == pages
