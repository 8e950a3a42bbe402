"""Words are broken into lines where Rich breaks them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from coalition_cli.terminal import folding
from coalition_cli.terminal.folding import fold, without_lone_joiners

SIGNS = "ab c-é…☼═漢字\u0301\u200d\xa0\n "
CONSOLE = Console(width=80)


def as_rich_breaks(words: str, width: int) -> list[str]:
    return [line.plain for line in Text(words, overflow="fold").wrap(CONSOLE, width)]


@given(st.text(st.sampled_from(SIGNS), max_size=40), st.integers(1, 12))
def test_any_signs_are_broken_as_rich_breaks_them(words: str, width: int) -> None:
    # Rich fails on joiners at the beginning of a word: what it breaks has none.
    assert fold(words, width) == as_rich_breaks(without_lone_joiners(words), width)


def test_a_word_that_begins_with_joiners_is_broken_as_without_them() -> None:
    for width in (1, 2, 3):
        assert fold("\u200d\u200d字字 \u200d字a\u200d字", width) == fold("字字 字a\u200d字", width)


@given(st.lists(st.text("abcde", min_size=1, max_size=9), max_size=12), st.integers(1, 14))
def test_plain_words_are_broken_as_rich_breaks_them(words: list[str], width: int) -> None:
    line = " ".join(words)
    assert fold(line, width) == as_rich_breaks(line, width)


def test_what_is_cut_by_its_length_has_one_cell_a_sign() -> None:
    signs = [sign for sign in map(chr, range(0x2100)) if folding._OF_ONE_CELL.fullmatch(sign)]
    assert len(signs) > 500
    assert [sign for sign in signs if cell_len(sign) != 1 or sign.isspace()] == [" "]
