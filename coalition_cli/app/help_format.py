"""The page that a help text is written on: as wide as the terminal, broken between words alone.

Typer's own is never narrower than 50 columns and breaks an option at its hyphens.
"""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

_WIDEST: Final = 98
_STACKED_BELOW: Final = 60
"""In fewer columns than these what is explained stands above its explanation."""

_WIDEST_TERM: Final = 30
_GAP: Final = 2
_MAY_BREAK: Final = "\0 "
"""Stands for a place inside of a word where a line may end; no help has this sign."""


class HelpPage:
    """The lines of a help text. It has the methods of Typer's formatter, which commands write on.

    Those take what Typer gives them.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._indent = 0
        self._written: list[str] = []

    def write(self, text: str) -> None:
        """Write ``text`` as it is."""
        self._written.append(text)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage; a choice may be broken behind one of its bars."""
        start = f"{prefix or 'Usage: '}{prog} "
        if len(start) + _WIDEST_TERM <= self.width:
            self._put(folded(args, self.width, start, " " * len(start)))
            return
        rest = " " * _GAP * 2
        self._put([*folded(start, self.width, "", rest), *folded(args, self.width, rest, rest)])

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        indent = " " * self._indent
        self._put(folded(f"{heading}:", self.width, indent, indent))

    def write_paragraph(self) -> None:
        """Leave a line empty, but not the first."""
        if self._written:
            self.write("\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; an empty line in ``text`` stands between two."""
        indent = " " * self._indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            self._put(folded(" ".join(paragraph.split()), self.width, indent, indent))

    def write_dl(
        self,
        rows: Sequence[tuple[str, str]],
        col_max: int = _WIDEST_TERM,
        col_spacing: int = _GAP,
    ) -> None:
        """Write terms with their explanations beside them; below them where there is no room."""
        indent = " " * self._indent
        longest = max((len(term) for term, _said in rows), default=0)
        column = self._indent + min(longest, col_max) + col_spacing
        for term, said in rows:
            start = f"{indent}{term}"
            if self.width < _STACKED_BELOW or len(start) + col_spacing > column:
                self._put(folded(term, self.width, indent, indent + "  "))
                start = ""
            if said:
                inner = column if self.width >= _STACKED_BELOW else self._indent + 2 * _GAP
                self._put(folded(said, self.width, start.ljust(inner), " " * inner))
            elif start:
                self._put([start])

    def indent(self) -> None:
        """Begin what follows further in."""
        self._indent += _GAP

    def dedent(self) -> None:
        """End what stands further in."""
        self._indent -= _GAP

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading, and what stands under it."""
        self.write_paragraph()
        self.write_heading(name)
        with self.indentation():
            yield

    @contextmanager
    def indentation(self) -> Iterator[None]:
        """What stands further in."""
        self.indent()
        try:
            yield
        finally:
            self.dedent()

    def getvalue(self) -> str:
        """All that was written."""
        return "".join(self._written)

    def _put(self, lines: Sequence[str]) -> None:
        self._written += [f"{line}\n" for line in lines]


def width_of_help() -> int:
    """The columns of a help text on this terminal."""
    return min(shutil.get_terminal_size().columns - 2, _WIDEST)


def written(command: Any, context: Any) -> str:
    """The help of ``command``."""
    page = HelpPage(width_of_help())
    command.format_help(context, page)
    return page.getvalue().rstrip("\n")


def folded(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of ``text``, broken between words, and a choice too long for one behind a bar.

    No word is broken, however narrow it is.
    """
    words = [
        word.replace("|", f"|{_MAY_BREAK}") if len(rest) + len(word) > width else word
        for word in text.split(" ")
    ]
    lines = textwrap.wrap(
        " ".join(words),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_MAY_BREAK, "").rstrip("\0") for line in lines] or [first.rstrip()]
