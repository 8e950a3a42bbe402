"""The options of a choice as a list: whole options, with counts of those above and below."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl
from prompt_toolkit.layout.controls import GetLinePrefixCallable
from questionary.constants import INDICATOR_SELECTED, INDICATOR_UNSELECTED
from questionary.prompts.common import InquirerControl
from rich.text import Text

from coalition_cli.i18n import _
from coalition_cli.terminal.current_page import above, below
from coalition_cli.terminal.primitives import shortened, wrap

POINTER: Final = "»"
LOWEST_MARKED: Final = 3
"""From so many lines on two of them can be spared for what stands above and below."""


class OptionList(UIControl):
    """The list of ``options``, drawn in the room that there is.

    Where that is too little, its first and its last line say how many options they hide, and stay
    where they are while the list moves between them. It moves only when the pointed option would
    leave it, by whole options.
    """

    def __init__(self, options: InquirerControl, is_many: bool) -> None:
        self._options = options
        self._is_many = is_many
        self._first: int | None = None
        self._laid: dict[int, list[list[Text]]] = {}

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: GetLinePrefixCallable | None,
    ) -> int | None:
        return sum(map(len, self._lay(width)))

    def create_content(self, width: int, height: int) -> UIContent:
        lines = self._lines(width, max(1, height))
        return UIContent(get_line=lambda at: lines[at], line_count=len(lines), show_cursor=False)

    def _lines(self, width: int, height: int) -> list[StyleAndTextTuples]:
        heights = [len(option) for option in self._lay(width)]
        if sum(heights) <= height:
            return self._options_from(0, len(heights), width, height)
        is_marked = height >= LOWEST_MARKED
        most_lines = height - 2 if is_marked else height
        self._first = first_shown(heights, self._options.pointed_at, self._first, most_lines)
        after = after_shown(heights, self._first, most_lines)
        shown = self._options_from(self._first, after, width, most_lines)
        if not is_marked:
            return shown
        empty: list[StyleAndTextTuples] = [[]] * (most_lines - len(shown))
        return [
            _mark(above, self._first, width),
            *shown,
            *empty,
            _mark(below, len(heights) - after, width),
        ]

    def _options_from(
        self, first: int, after: int, width: int, most: int
    ) -> list[StyleAndTextTuples]:
        return list(
            chain.from_iterable(self._option(at, width, most) for at in range(first, after))
        )

    def _lay(self, width: int) -> list[list[Text]]:
        """The words of each option, over the lines that they need beside pointer and box."""
        width = max(1, width - len(self._before(0)))
        if width not in self._laid:
            digits = len(str(len(self._options.choices)))
            laid = []
            for number, choice in enumerate(self._options.choices, 1):
                mark = _("{number}. {option}").format(number=f"{number:>{digits}}", option="")
                laid.append(wrap(str(choice.title), width, mark=mark))
            self._laid[width] = laid
        return self._laid[width]

    def _option(self, at: int, width: int, most: int) -> list[StyleAndTextTuples]:
        """At most ``most`` lines of one option.

        The last ends in three dots where there are more.
        """
        style = "class:text"
        if self._options.choices[at].value in self._options.selected_options:
            style = "class:selected"
        elif at == self._options.pointed_at:
            style = "class:highlighted"
        before = self._before(at)
        words = [line.plain for line in self._lay(width)[at]]
        if len(words) > most:
            words[most - 1 :] = [
                shortened(words[most - 1].rstrip() + " …", max(1, width - len(before)))
            ]
        lines: list[StyleAndTextTuples] = [
            [("class:text", " " * len(before)), (style, line)] for line in words
        ]
        lines[0][0] = ("class:pointer" if at == self._options.pointed_at else "class:text", before)
        return lines

    def _before(self, at: int) -> str:
        pointer = POINTER if at == self._options.pointed_at else " "
        if not self._is_many:
            return f" {pointer} "
        is_chosen = self._options.choices[at].value in self._options.selected_options
        return f" {pointer} {INDICATOR_SELECTED if is_chosen else INDICATOR_UNSELECTED} "


def first_shown(heights: Sequence[int], pointed: int, first: int | None, most_lines: int) -> int:
    """The first option of a list that shows ``pointed`` in ``height`` lines.

    It is ``first``, or as near to it as can be. ``first`` None means that nothing was shown yet:
    ``pointed`` then stands in the middle. ``heights`` are the lines of each option. No line stays
    empty at the end that an option before could fill.
    """
    lowest = pointed
    while lowest > 0 and sum(heights[lowest - 1 : pointed + 1]) <= most_lines:
        lowest -= 1
    last = len(heights) - 1
    while last > 0 and sum(heights[last - 1 :]) <= most_lines:
        last -= 1
    return min(max((lowest + pointed) // 2 if first is None else first, lowest), pointed, last)


def after_shown(heights: Sequence[int], first: int, most_lines: int) -> int:
    """The first option behind those that stand whole in so many lines from ``first`` on.

    At least one stands.
    """
    after = first + 1
    while after < len(heights) and sum(heights[first : after + 1]) <= most_lines:
        after += 1
    return after


def _mark(words: Callable[[int, int], Text], count: int, width: int) -> StyleAndTextTuples:
    return [("", words(count, width).plain)] if count else []
