"""The desk on a screen: what the room sees, what is only for you, and the lines saved last.

Until somebody says that the room cannot see this window, it shows nothing that is not on the wall:
the slide of the moment, and the prompt below it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from coalition_cli.blocks import Tone
from coalition_cli.desk_page import DeskPage, LastLine
from coalition_cli.i18n import _, ngettext
from coalition_cli.sanitize import for_line
from coalition_cli.slide import Slide
from coalition_cli.terminal.folding import cut
from coalition_cli.terminal.primitives import STRONG, said
from coalition_cli.terminal.room_at_desk import DeskState
from coalition_cli.terminal.slides.brief import brief
from coalition_cli.terminal.slides.frame import Frame, Framing, Shown
from coalition_cli.terminal.slides.palette import BOLD
from coalition_cli.terminal.slides.rows import Row, folded, padded

_WIDE: Final = 110
_TALL: Final = 24
_WALL_COLUMNS: Final = 70
_BRIEF: Final = 4
"""Rows for what the room sees, its question and the newest of its lines."""
_NAME_WIDTH: Final = 10


class DeskScreen:
    """One page of a desk, drawn in whatever room its prompt leaves it.

    ``turn_room`` is told by how many pages the wall is turned, and the frame that stands here when
    nobody turned.
    """

    begins_at_top = False

    def __init__(
        self,
        page: DeskPage,
        state: Callable[[], DeskState],
        sentences: Sequence[tuple[str, Tone]],
        framing: Framing,
        turn: Callable[[int, Frame | None], None],
    ) -> None:
        self.page = page
        self._state = state
        self._sentences = tuple(sentences)
        self._framing = framing
        self._turn = turn
        self._panel = Framing()
        self._frame: Frame | None = None

    @property
    def turn_room(self) -> Callable[[int], None]:
        """Turns the wall by so many pages: below zero towards the first."""
        return lambda pages: self._turn(pages, self._frame)

    @property
    def saved(self) -> str:
        """What is on the disk, in words."""
        return self.page.saved

    def lines(self, width: int) -> list[Text]:
        """The rows of a screen of the usual height."""
        return self.on_screen(width, _TALL)

    def on_screen(self, width: int, height: int, back: int = 0) -> list[Text]:
        """The rows that fit."""
        height = max(1, height)
        state = self._state()
        most = max(1, height // 3)
        spoken = self._spoken(self._sentences, width, most)
        if not state.is_unseen and self._hides_question(width, height, len(spoken)):
            told = [each for each in self._sentences if each[1] != "quiet"]
            spoken = self._spoken(told, width, most)
        room = max(1, height - len(spoken))
        if not state.is_unseen:
            rows = self._as_wall(width, room, state)
        elif width >= _WIDE and height >= _TALL:
            rows = self._side_by_side(width, room, state)
        else:
            rows = self._below_each_other(width, room, state)
        drawn = [*rows, *spoken]
        for row in drawn:
            if row.cell_len > width:
                row.truncate(width)
        return drawn

    def _hides_question(self, width: int, height: int, taken: int) -> bool:
        """True if the room reads less of its question where ``taken`` rows are not the wall's.

        The question alone is laid out for that, not the lines below it.
        """
        if not taken:
            return False
        asked, framing = Slide(self.page.slide.question), self._framing
        whole, left = (
            framing.frame(asked, width, max(1, rows)) for rows in (height, height - taken)
        )
        return _question_rows(left) < _question_rows(whole)

    def _spoken(self, told: Sequence[tuple[str, Tone]], width: int, most: int) -> list[Text]:
        """The sentences ``told`` in at most so many rows: what only advises goes first."""
        sentences = [*told]
        while True:
            rows: list[Text] = []
            for sentence, tone in sentences:
                rows += said(" " + sentence, tone, width)
            quiet = next((each for each in sentences if each[1] == "quiet"), None)
            if len(rows) <= most or quiet is None:
                return rows[-most:]
            sentences.remove(quiet)

    def hidden(self, width: int, height: int) -> int:
        """Nothing: what does not fit is on another page of the wall."""
        return 0

    def stride(self, width: int, height: int) -> int:
        """No lines: the wall turns whole pages."""
        return 0

    def _as_wall(self, width: int, height: int, state: DeskState) -> list[Text]:
        slide = replace(self.page.slide, timing=state.timing)
        frame = self._frame = self._framing.frame(slide, width, height)
        if state.turned:
            frame = self._framing.frame(slide, width, height, frame.page + state.turned)
        return [as_text(row) for row in frame.rows]

    def _below_each_other(self, width: int, height: int, state: DeskState) -> list[Text]:
        shown = self._on_wall(state)
        yours = _wrapped(self._yours(state), width - 1)
        last = [_last_line(line, width) for line in self.page.last]
        room = brief(shown.slide, width - 2, _BRIEF)
        title, pages = _heading(shown, state)
        top = [self._where(width, state)]
        parts = [
            ([_rule(title, width, pages)], [as_text(row, " ") for row in room]),
            ([_rule(_("Only you"), width)], [Text(" " + line) for line in yours]),
            (
                [_rule(_("Last lines"), width)],
                [Text(" " + line) for line in last],
            ),
        ]
        return _fitted(top, parts, height)

    def _side_by_side(self, width: int, height: int, state: DeskState) -> list[Text]:
        last = [_last_line(line, width) for line in self.page.last]
        below = [_rule(_("Last lines"), width), *(Text(" " + line) for line in last)]
        rows = max(8, height - 2 - len(below))
        shown = self._on_wall(state)
        frame = self._panel.frame(shown.slide, _WALL_COLUMNS, rows)
        right = width - _WALL_COLUMNS - 2
        yours = _wrapped(self._yours(state), right - 1)[:rows]
        title, pages = _heading(shown, state)
        beside = _rule(_("Only you"), right).plain
        head = f"{_rule(title, _WALL_COLUMNS, pages).plain}┬{beside}"
        body = []
        for number in range(rows):
            left = as_text(frame.rows[number])
            gap = " " * max(0, _WALL_COLUMNS - cell_len(left.plain))
            note = yours[number] if number < len(yours) else ""
            line = Text.assemble(left, gap, "│ ", note)
            body.append(line)
        return [self._where(width, state), Text(head), *body, *below][:height]

    def _on_wall(self, state: DeskState) -> Shown:
        """What the page holds that stands on the wall, and which it is; or what comes next."""
        slide = (self.page.ahead if state.is_ahead else None) or self.page.slide
        shown = self._framing.shown(slide, *state.wall)
        if state.turned and not state.is_ahead:
            shown = self._framing.shown(slide, *state.wall, shown.page + state.turned)
        whole = replace(
            shown.slide, foot=slide.foot, place=slide.place, sign=slide.sign, pace=slide.pace
        )
        return shown._replace(slide=whole)

    def _yours(self, state: DeskState) -> list[str]:
        heard = self.page.not_yet_heard
        lines = list(self.page.only_you)
        if heard:
            sentence = ngettext(
                "Not yet heard, {count}: {names}", "Not yet heard, {count}: {names}", len(heard)
            )
            lines.append(sentence.format(count=len(heard), names=", ".join(heard)))
        if self.page.then:
            key = _("F7 closes it") if state.is_ahead else _("F7 looks at it first")
            lines.append(f"{self.page.then} · {key}")
        return lines

    def _where(self, width: int, state: DeskState) -> Text:
        right = "  ".join(filter(None, (state.time, self.page.pace)))
        room = width - cell_len(right) - 3
        where = cut(for_line(self.page.where), max(1, room))
        gap = " " * max(1, width - cell_len(where) - cell_len(right) - 2)
        return Text.assemble(" ", (where, STRONG), gap, right)


def _heading(shown: Shown, state: DeskState) -> tuple[str, str]:
    """The head above the page of the room, as true as the wall, and which page that is."""
    return _title(state), _("{page} of {pages}").format(page=shown.page, pages=shown.pages)


def _title(state: DeskState) -> str:
    if state.is_ahead:
        return _("Next, not on the wall yet")
    return _("Not on the wall: it is hidden") if state.is_hidden else _("On the wall")


def _question_rows(frame: Frame) -> int:
    return sum(any(span.role == "question" for span in row) for row in frame.rows)


def as_text(row: Row, before: str = "") -> Text:
    """One row of a frame as a line of the desk, which keeps the colours of its terminal."""
    parts = ((span.text, STRONG if span.role in BOLD else "") for span in row)
    line = Text.assemble(before, *parts)
    line.rstrip()
    return line


def _rule(title: str, width: int, right: str = "") -> Text:
    begun = f"─ {title} "
    end = f" {right} ─" if right else ""
    return Text(begun + "─" * max(0, width - cell_len(begun) - cell_len(end)) + end)


def _wrapped(lines: Sequence[str], width: int) -> list[str]:
    return [row for line in lines for row in folded(line, width)]


def _last_line(line: LastLine, width: int) -> str:
    by = padded(cut(for_line(line.by) or "–", _NAME_WIDTH), _NAME_WIDTH)
    before = f"{line.mark:>4}  {by}"
    room = width - cell_len(before) - cell_len(line.time) - 3
    text = cut(for_line(" ".join(line.text.split())), max(1, room))
    return f"{before}{padded(text, room)} {line.time}".rstrip()


def _fitted(
    top: Sequence[Text], parts: Sequence[tuple[list[Text], list[Text]]], height: int
) -> list[Text]:
    """The parts below each other; where there is too little room each gives way to one line."""
    heads = [list(head) for head, _rows in parts]
    bodies = [list(rows) for _head, rows in parts]
    # First the lines saved last, then what is for the desk, then what the wall shows.
    for index in (2, 1, 0):
        least = 1
        while _count(top, heads, bodies) > height and len(bodies[index]) > least:
            bodies[index].pop(0 if index == 2 else -1)
    for index in (2, 0, 1):
        if _count(top, heads, bodies) > height:
            heads[index] = []
    rows = list(top)
    for head, body in zip(heads, bodies, strict=True):
        rows += [*head, *body] if body else []
    return rows[:height]


def _count(top: Sequence[Text], heads: Sequence[list[Text]], bodies: Sequence[list[Text]]) -> int:
    shown = sum(len(head) + len(body) for head, body in zip(heads, bodies, strict=True) if body)
    return len(top) + shown
