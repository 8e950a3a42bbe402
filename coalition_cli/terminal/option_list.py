"""The options of a choice as a list on the screen: whole options, and how many more stand above and below."""

from collections.abc import Callable, Sequence
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
    """What ``options`` holds, drawn in whatever room is there.

    Where that is too little, its first and its last line say how many options they hide, and stay where they are
    while the list moves between them. It moves only when the pointed option would leave it, by whole options.
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
            return [line for at in range(len(heights)) for line in self._option(at, width, height)]
        is_marked = height >= LOWEST_MARKED
        view = height - 2 if is_marked else height
        self._first = first_shown(heights, self._options.pointed_at, self._first, view)
        after = after_shown(heights, self._first, view)
        shown = [line for at in range(self._first, after) for line in self._option(at, width, view)]
        if not is_marked:
            return shown
        empty: list[StyleAndTextTuples] = [[]] * (view - len(shown))
        return [
            _mark(above, self._first, width),
            *shown,
            *empty,
            _mark(below, len(heights) - after, width),
        ]

    def _lay(self, width: int) -> list[list[Text]]:
        """The words of each option over as many lines as they need beside the pointer and the box."""
        width = max(1, width - len(self._before(0)))
        if width not in self._laid:
            most = len(str(len(self._options.choices)))
            self._laid[width] = [
                wrap(
                    str(choice.title),
                    width,
                    mark=_("{number}. {option}").format(number=f"{number:>{most}}", option=""),
                )
                for number, choice in enumerate(self._options.choices, 1)
            ]
        return self._laid[width]

    def _option(self, at: int, width: int, most: int) -> list[StyleAndTextTuples]:
        """At most ``most`` lines of one option; the last ends in three dots where there are more."""
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


def first_shown(heights: Sequence[int], pointed: int, first: int | None, view: int) -> int:
    """The first option of a list that shows ``pointed`` in ``room`` lines: ``first``, or as near to it as can be.

    ``first`` None means that nothing was shown yet: ``pointed`` then stands in the middle. ``heights`` are
    the lines of each option. No line stays empty at the end that an option before could fill.
    """
    lowest = pointed
    while lowest > 0 and sum(heights[lowest - 1 : pointed + 1]) <= view:
        lowest -= 1
    last = len(heights) - 1
    while last > 0 and sum(heights[last - 1 :]) <= view:
        last -= 1
    return min(max((lowest + pointed) // 2 if first is None else first, lowest), pointed, last)


def after_shown(heights: Sequence[int], first: int, view: int) -> int:
    """The first option behind those that stand whole in ``room`` lines from ``first`` on; at least one stands."""
    after = first + 1
    while after < len(heights) and sum(heights[first : after + 1]) <= view:
        after += 1
    return after


def _mark(words: Callable[[int, int], Text], count: int, width: int) -> StyleAndTextTuples:
    return [("", words(count, width).plain)] if count else []
