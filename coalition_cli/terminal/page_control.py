"""The page above a prompt: drawn in the room that is left, and turned where that is too little."""

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl
from rich.style import Style as Ink
from rich.text import Text

from coalition_cli.i18n import _
from coalition_cli.terminal.primitives import ruler
from coalition_cli.terminal.shown_page import ShownPage


class PageControl(UIControl):
    """A page in whatever room the prompt below leaves it.

    Where that is too little, earlier lines can be looked at.
    """

    def __init__(self, page: ShownPage) -> None:
        self.page = page
        self._back = 0
        self._begins_at_top = page.begins_at_top
        self._height = 0
        self._width = 0

    def create_content(self, width: int, height: int) -> UIContent:
        self._width, self._height = width, height
        if self._begins_at_top:
            self._back = self.page.hidden(width, height) + 1 if self.is_cut else 0
        lines = [fragments(line) for line in self.page.on_screen(width, height, self._back)]
        return UIContent(
            get_line=lambda number: lines[number], line_count=len(lines), show_cursor=False
        )

    @property
    def is_cut(self) -> bool:
        """True if there is more than fits."""
        return self._width > 0 and self.page.hidden(self._width, self._height) > 0

    @property
    def turning(self) -> list[str]:
        """Which key shows what does not fit, at the place where the page is turned to.

        Nothing where all of it fits.
        """
        if not self.is_cut:
            return []
        if self._back <= 0:
            return [_("PgUp earlier lines")]
        is_at_top = self._back > self.page.hidden(self._width, self._height)
        return [_("PgDn further lines") if is_at_top else _("PgUp and PgDn: more lines")]

    def turn(self, pages: int) -> None:
        """Look ``pages`` further back, or with less than 0 further on."""
        self._begins_at_top = False
        if self.page.turn_room is not None:
            self.page.turn_room(-pages)
            return
        most = self.page.hidden(self._width, self._height) + 1 if self.is_cut else 0
        stride = self.page.stride(self._width, self._height) if self.is_cut else 0
        self._back = min(max(self._back + pages * stride, 0), most)


def fragments(line: Text) -> StyleAndTextTuples:
    """A line as prompt_toolkit draws it."""
    return [(_style(segment.style), segment.text) for segment in line.render(ruler())]


def _style(ink: Ink | None) -> str:
    if ink is None:
        return ""
    words = ["bold"] if ink.bold else []
    if ink.color is not None:
        words.append(f"ansi{ink.color.name}")
    return " ".join(words)
