"""One page: what stands at its top, what the room sees of the step, and what was said below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rich.text import Text

from coalition_cli.blocks import Block, Prompt, Tone
from coalition_cli.i18n import _
from coalition_cli.terminal.primitives import (
    BRIEF,
    CLOSE,
    ROOMY,
    SMALL,
    SPACED,
    TIGHT,
    Sheet,
    said,
    wrap,
)
from coalition_cli.terminal.render import lay

NARROW: Final = 60


@dataclass(frozen=True)
class Page:
    """Blocks for one screen. A page never changes; its lines are laid out once for each width.

    Where nobody ``can_turn`` back to earlier lines, the words of a table are shortened before whole
    rows are hidden.
    """

    header: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    sentences: tuple[tuple[str, Tone], ...] = ()
    is_plain: bool = False
    begins_at_top: bool = False
    can_turn: bool = True
    saved: str = ""
    turn_room: Callable[[int], None] | None = None
    _laid: dict[Sheet, "_Laid"] = field(default_factory=dict, repr=False, compare=False)

    def lines(self, width: int, height: int | None = None, back: int = 0) -> list[Text]:
        """The lines that fit: with empty space where there is room, else the newest ones.

        A count of the others stands with these. ``back`` moves that many lines towards the oldest,
        as far as there are any.
        """
        width = max(1, width)
        if height is None:
            return self._lay(width, ROOMY).lines
        for gap in (ROOMY, SPACED, CLOSE, TIGHT, SMALL, *(() if self.can_turn else (BRIEF,))):
            laid = self._lay(width, gap)
            if len(laid.lines) <= height:
                return laid.lines
        return self._lay(width, SMALL).newest(width, max(1, height), back)

    def on_screen(self, width: int, height: int | None = None, back: int = 0) -> list[Text]:
        """``lines`` with an empty margin on both sides where there is room.

        Projectors cut off the edges.
        """
        edge = margin(width)
        return [
            Text.assemble(" " * edge, line) for line in self.lines(width - 2 * edge, height, back)
        ]

    def hidden(self, width: int, height: int) -> int:
        """The number of lines of the page that do not fit; 0 when everything is there."""
        laid = self._lay(max(1, width - 2 * margin(width)), SMALL)
        return max(0, len(laid.lines) - height)

    def stride(self, width: int, height: int) -> int:
        """By how many lines one turn of the page moves: what was last seen is seen once more."""
        return self._lay(max(1, width - 2 * margin(width)), SMALL).stride(max(1, height))

    def _lay(self, width: int, gap: int) -> "_Laid":
        sheet = Sheet(width, gap, self.is_plain)
        if sheet not in self._laid:
            spoken: list[Text] = []
            for sentence, tone in self.sentences:
                spoken += said(sentence, tone, sheet.measure)
            prompts = [block for block in self.header if isinstance(block, Prompt)]
            question = prompts or self.header[:1]
            others = [block for block in self.header if block not in question]
            top, asked, beside = lay(self.header, sheet), lay(question, sheet), lay(others, sheet)
            body = lay(self.body, sheet)
            self._laid[sheet] = _Laid(top, asked, beside, body, spoken, gap >= CLOSE)
        return self._laid[sheet]


def margin(width: int) -> int:
    """The empty cells on each side of a screen ``width`` cells wide."""
    return 2 if width >= NARROW else 0


@dataclass(frozen=True)
class _Laid:
    top: list[Text]
    question: list[Text]
    beside: list[Text]
    middle: list[Text]
    bottom: list[Text]
    is_spaced: bool

    @cached_property
    def lines(self) -> list[Text]:
        """Everything, one part below the other."""
        lines: list[Text] = []
        for part in (self.top, self.middle, self.bottom):
            if lines and part and self.is_spaced:
                lines.append(Text())
            lines += part
        return lines

    def newest(self, width: int, height: int, back: int) -> list[Text]:
        """``height`` lines: the top or its question, the bottom, and the newest lines between."""
        if len(self.lines) <= height:
            return self.lines
        bottom = self._bottom(height)
        top, turned = self._parted(height)
        view = height - len(top) - len(bottom)
        if len(turned) <= view:
            return [*top, *turned, *bottom]
        if (
            back <= 0 and len(self.middle) == view
        ):  # a count of what is above would take the place of what was said
            return [*top, *self.middle, *bottom]
        return [*top, *_end_of(turned, width, view, back), *bottom][-height:]

    def stride(self, height: int) -> int:
        """The lines between the two counts of what stands above and below, but for one."""
        return max(1, height - len(self._parted(height)[0]) - len(self._bottom(height)) - 3)

    def _bottom(self, height: int) -> list[Text]:
        return self.bottom[-max(1, height // 3) :] if self.bottom else []

    def _parted(self, height: int) -> tuple[list[Text], list[Text]]:
        """The lines that stand at the top whatever is looked at, and those that turn below them."""
        most = max(1, height // 2)
        if height <= 2:
            return [], self.middle or self.question
        if len(self.top) <= most:
            return self.top, self.middle
        if len(self.question) <= most:
            return self.question, [*self.beside, *self.middle]
        cut = self.question[most - 1].copy()
        cut.rstrip()
        return [*self.question[: most - 1], cut.append("…")], [*self.beside, *self.middle]


def _end_of(lines: Sequence[Text], width: int, view: int, back: int) -> list[Text]:
    if view <= 1:
        return list(lines[-1:]) if view == 1 else []
    if back <= 0:
        hidden = len(lines) - view + 1
        return [above(hidden, width), *lines[hidden:]]
    end = len(lines) - back
    if end < view:
        return [*lines[: view - 1], below(len(lines) - view + 1, width)]
    begin = end - (view - 2)
    return [above(begin, width), *lines[begin:end], below(back, width)]


def above(count: int, width: int) -> Text:
    """The line that says how many more stand above it."""
    return wrap(_("… {count} more above").format(count=count), width)[0]


def below(count: int, width: int) -> Text:
    """The line that says how many more stand below it."""
    return wrap(_("… {count} more below").format(count=count), width)[0]
