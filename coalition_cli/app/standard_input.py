"""Lines of standard input: those of a pipe as they come, those of a file once all of it was read.

What is no text, or not what the command takes, is refused before the first line is given on.
"""

import select
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Final, TypeAlias

from coalition_cli.app import console
from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED, USAGE
from coalition_cli.i18n import _
from coalition_cli.raw_text.decode import Decoded, decode, decode_line, is_wide, refuse_no_text
from coalition_cli.raw_text.table_signs import is_table

_PIECE: Final = 65_536
_MOST_AT_ONCE: Final = 1 << 26
_PAUSE_SECONDS: Final = 0.05
"""A pipe that gives nothing for so long has somebody at its other end, who is answered first."""

Judge: TypeAlias = Callable[[Sequence[str]], None]
"""Looks at the lines that are there at first. Raises the ``Problem`` of what is not taken."""


def _takes_all(_lines: Sequence[str]) -> None:
    """Find nothing wrong with the lines."""


def lines_given(judge: Judge = _takes_all, check: Judge = _takes_all) -> Iterator[str]:
    """The lines of standard input. Raises a ``Problem`` where there is not one, or no text.

    ``check`` is a ``judge`` that needs whole lines: of a file it has them all, of a pipe those that
    came before its first pause.
    """
    has_begun = False
    try:
        for line in _lines(sys.stdin.buffer, judge, check):
            has_begun = True
            yield line
    except OSError as trouble:
        sentence = _(
            "Standard input could not be read ({reason}). Everything that was saved is kept."
        )
        raise Problem(sentence.format(reason=trouble.strerror), REFUSED) from None
    if not has_begun:
        raise Problem(
            _("There is nothing to read: give lines on standard input, or use a terminal."), USAGE
        )


def refuse_table(lines: Sequence[str]) -> None:
    """Raise the ``Problem`` of lines that are a table."""
    if is_table(lines):
        raise table_problem()


def table_problem() -> Problem:
    """The ``Problem`` of a table where lines are taken."""
    return Problem(
        _(
            "This is a table, and here each line is taken as it stands; nothing was saved. To "
            "bring it in column by column: coalition import FILE"
        )
    )


def _lines(source: BinaryIO, judge: Judge, check: Judge) -> Iterator[str]:
    teller = _Teller()
    start = _next_piece(source)
    if is_wide(start) or source.seekable():  # a pipe and a keyboard are not
        start += source.read()
        text = teller.text_of(decode(start))
        lines = _ends_as_one(text).removesuffix("\n").split("\n") if text else []
        judge(lines)
        check(lines)
        yield from lines
        return
    refuse_no_text(start)
    start, is_over = _come_by_now(start, source)
    *whole, rest = start.split(b"\n")
    if is_over and rest:
        whole, rest = [*whole, rest], b""
    first = [line for raw in whole for line in teller.lines_of(raw)]
    _judge_start(judge, first, rest)
    check(first)
    yield from first
    while piece := _next_piece(source):
        *whole, rest = (rest + piece).split(b"\n")
        for raw in whole:
            yield from teller.lines_of(raw)
    if rest:
        yield from teller.lines_of(rest)


def _come_by_now(start: bytes, source: BinaryIO) -> tuple[bytes, bool]:
    """``start`` with all that comes behind it without a pause, and True if that is the end."""
    pieces, size = [start], len(start)
    while size < _MOST_AT_ONCE and _has_more_soon(source):
        piece = _next_piece(source)
        if not piece:
            return b"".join(pieces), True
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces), False


def _has_more_soon(source: BinaryIO) -> bool:
    try:
        return bool(select.select([source], [], [], _PAUSE_SECONDS)[0])
    except (OSError, ValueError):  # Windows cannot tell it of a pipe
        return False


class _Teller:
    """Says once that something was not UTF-8."""

    def __init__(self) -> None:
        self._has_told = False

    def text_of(self, decoded: Decoded) -> str:
        if decoded.told and not self._has_told:
            self._has_told = True
            console.say(decoded.told)
        return decoded.text.removeprefix("\ufeff")

    def lines_of(self, raw: bytes) -> list[str]:
        text = _ends_as_one(self.text_of(decode_line(raw)).removesuffix("\r"))
        return text.split("\n")


def _judge_start(judge: Judge, lines: Sequence[str], rest: bytes) -> None:
    """Judge whole lines, and once more with the last one, which may not have come whole yet."""
    judge(lines)
    if rest:
        with suppress(UnicodeDecodeError):
            judge([*lines, rest.decode("utf-8")])


def _ends_as_one(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _next_piece(source: BinaryIO) -> bytes:
    read: bytes = source.read1(_PIECE)  # type: ignore[attr-defined]
    return read
