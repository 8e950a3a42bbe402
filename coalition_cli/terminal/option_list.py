"""The options of a choice as a list: page by page where they are many, in short where it is small.

Numbers are the same in every form, and whatever is typed is looked for in all of the words.
"""

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest
from typing import Final

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl
from prompt_toolkit.layout.controls import GetLinePrefixCallable
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from coalition_cli.i18n import _
from coalition_cli.sanitize import for_line, for_screen
from coalition_cli.stage import Option
from coalition_cli.terminal.folding import cut
from coalition_cli.terminal.option_search import Choices
from coalition_cli.terminal.primitives import shortened, wrap

POINTER: Final = "»"
CHOSEN, NOT_CHOSEN = "●", "○"
_GAP: Final = 2
LOWEST_COUNTED: Final = 2
"""From so many lines on one can be spared that says which page this is."""


class OptionList(UIControl):
    """The list of ``choices``, drawn in the room that there is.

    Where that is too little, it is turned by whole pages, and the last line says which page of how
    many this is. An option keeps its line until the page is turned. ``is_small``: a screen on which
    each has one line then, but for the one that is pointed at: that is whole.
    """

    def __init__(self, choices: Choices, is_small: Callable[[], bool] = lambda: False) -> None:
        self._choices = choices
        self._is_small = is_small
        self._laid: dict[int, list[list[Text]]] = {}
        self._digits = max(map(len, choices.labels), default=1)
        self._pages: list[list[int]] = [[]]

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: GetLinePrefixCallable | None,
    ) -> int | None:
        laid = self._lay(width)
        return sum(len(laid[place]) for place in self._choices.shown)

    def create_content(self, width: int, height: int) -> UIContent:
        lines = self._lines(width, max(1, height))
        return UIContent(get_line=lambda at: lines[at], line_count=len(lines), show_cursor=False)

    @property
    def has_pages(self) -> bool:
        """True if the options do not fit on one page."""
        return len(self._pages) > 1

    @property
    def page(self) -> int:
        """The page, from 0, on which the option stands that is pointed at."""
        pointed = self._choices.pointed
        return next((at for at, page in enumerate(self._pages) if pointed in page), 0)

    def can_turn(self, pages: int) -> bool:
        """True if there is such a page."""
        return 0 <= self.page + pages < len(self._pages)

    def turn(self, pages: int) -> None:
        """Point at the first option of a page further on."""
        self._choices.point_at(self._pages[self.page + pages][0])

    def _lines(self, width: int, height: int) -> list[StyleAndTextTuples]:
        laid = self._lay(width)
        shown = self._choices.shown
        heights = [len(laid[place]) for place in shown]
        if sum(heights) <= height:
            self._pages = [shown]
            return self._drawn(shown, width, height)
        is_counted = height >= LOWEST_COUNTED
        most = height - 1 if is_counted else height
        is_short = self._is_small()
        if is_short and len(pages_in_short(heights, height)) == 1:
            self._pages = [shown]
            return self._drawn(shown, width, height, is_short=True)
        pages = pages_in_short(heights, most) if is_short else pages_of(heights, most)
        self._pages = [[shown[at] for at in page] for page in pages]
        lines = self._drawn(self._pages[self.page], width, most, is_short=is_short)
        if not is_counted:
            return lines
        empty: list[StyleAndTextTuples] = [[]] * (most - len(lines))
        return [*lines, *empty, [("", shortened(self._which_page(), width))]]

    def _which_page(self) -> str:
        keys = [_("PgUp")] if self.page else []
        keys += [_("PgDn")] if self.can_turn(1) else []
        counted = _("{page} of {pages}").format(page=self.page + 1, pages=len(self._pages))
        return f"   {counted} · {' '.join(keys)}"

    def _drawn(
        self, places: Sequence[int], width: int, most: int, *, is_short: bool = False
    ) -> list[StyleAndTextTuples]:
        pointed = self._choices.pointed
        drawn = (
            self._in_short(place, width)
            if is_short and place != pointed
            else self._option(place, width, most)
            for place in places
        )
        return list(chain.from_iterable(drawn))

    def _lay(self, width: int) -> list[list[Text]]:
        """The words of each option, over the lines that they need beside pointer and box."""
        width = max(1, width - len(self._before(0)))
        if width not in self._laid:
            laid = []
            room = width - cell_len(self._mark(0))
            for place, words in enumerate(in_columns(self._choices.options, room)):
                laid.append(wrap(for_screen(words), width, mark=self._mark(place)))
            self._laid = {width: laid}
        return self._laid[width]

    def _mark(self, place: int) -> str:
        """The number before an option, as wide as the widest."""
        label = self._choices.labels[place]
        if not label:
            return " " * cell_len(self._mark(0))
        number = f"{label:>{self._digits}}"
        return _("{number}. {option}").format(number=number, option="")

    def _in_short(self, place: int, width: int) -> list[StyleAndTextTuples]:
        """One option in one line, cut where it must be."""
        before, mark = self._before(place), self._mark(place)
        room = width - cell_len(before) - cell_len(mark)
        words = mark + in_one_line(self._choices.options[place], max(1, room))
        return [[("class:text", before), (self._style(place), shortened(words, width))]]

    def _option(self, place: int, width: int, most: int) -> list[StyleAndTextTuples]:
        """At most ``most`` lines of one option.

        The last ends in three dots where there are more.
        """
        is_pointed = place == self._choices.pointed
        style = self._style(place)
        before = self._before(place)
        words = [line.plain for line in self._lay(width)[place]]
        if len(words) > most:
            words[most - 1 :] = [
                shortened(words[most - 1].rstrip() + " …", max(1, width - len(before)))
            ]
        lines: list[StyleAndTextTuples] = [
            [("class:text", " " * len(before)), (style, line)] for line in words
        ]
        lines[0][0] = ("class:pointer" if is_pointed else "class:text", before)
        return lines

    def _style(self, place: int) -> str:
        if self._choices.is_marked(place):
            return "class:selected"
        return "class:highlighted" if place == self._choices.pointed else "class:text"

    def _before(self, place: int) -> str:
        pointer = POINTER if place == self._choices.pointed else " "
        if not self._choices.is_many:
            return f" {pointer} "
        return f" {pointer} {CHOSEN if self._choices.is_marked(place) else NOT_CHOSEN} "


def pages_of(heights: Sequence[int], most_lines: int) -> list[list[int]]:
    """The places of a list, page by page: as many whole ones as stand in ``most_lines``.

    ``heights`` are the lines of each. One that is higher has a page of its own.
    """
    pages: list[list[int]] = []
    used = 0
    for place, height in enumerate(heights):
        if not pages or used + height > most_lines:
            pages.append([])
            used = 0
        pages[-1].append(place)
        used += height
    return pages


def pages_in_short(heights: Sequence[int], most_lines: int) -> list[list[int]]:
    """The places of a list, page by page, each on one line and any of them whole.

    ``heights`` are the lines of each when it is whole.
    """
    pages: list[list[int]] = []
    highest = 0
    for place, height in enumerate(heights):
        whole = max(1, min(height, most_lines))
        if not pages or len(pages[-1]) + max(highest, whole) > most_lines:
            pages.append([])
            highest = 0
        pages[-1].append(place)
        highest = max(highest, whole)
    return pages


def in_columns(options: Sequence[Option], width: int) -> list[str]:
    """The words of each option; where ``width`` has room for all their cells, those in columns."""
    rows = [[for_line(cell) for cell in option.cells] for option in options]
    across = zip_longest(*rows, fillvalue="")
    widths = [max(map(cell_len, column)) for column in across]
    if not widths or sum(widths) + _GAP * (len(widths) - 1) > width:
        return [option.words for option in options]
    gap = " " * _GAP
    return [
        gap.join(map(set_cell_size, row, widths)).rstrip() if row else option.words
        for option, row in zip(options, rows, strict=True)
    ]


def in_one_line(option: Option, width: int) -> str:
    """The short form of ``option`` in ``width`` cells: what had to go, three dots stand for.

    Its state is whole where it leaves half of the line to the words, or they need no more.
    """
    words = " ".join(for_line(option.short or option.words).split())
    state = " ".join(for_line(option.state).split())
    if not state:
        return cut(words, width)
    end = cut(f" · {state}", max(width // 2, width - cell_len(words)))
    return cut(words, width - cell_len(end)) + end
