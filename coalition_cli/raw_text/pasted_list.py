"""Pasted lines: a list with one entry a line, or one answer that has no line breaks."""

from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.sanitize import is_empty


def listed(text: str) -> list[str]:
    """The lines of a pasted list without their marks and numbers, the empty ones left out."""
    lines = map(unmarked, text.split("\n"))
    return [line for line in lines if not is_empty(line)]


def one_line(text: str) -> str:
    """``text`` as one line: without line breaks, and without tabs.

    The entries of a list with marks stand with semicolons between them, a broken sentence is put
    together again.
    """
    if "\n" not in text and "\t" not in text:
        return text
    lines = [line.strip() for line in text.split("\n") if not is_empty(line)]
    entries = listed(text)
    is_list = len(entries) > 1 and entries != lines
    joined = "; ".join(entries) if is_list else " ".join(lines)
    return " ".join(filter(None, map(str.strip, joined.split("\t"))))


def with_commas(line: str) -> str:
    """A line of a table whose columns are known, with commas in place of its tabs."""
    return ", ".join(cell.strip() for cell in line.strip("\t").split("\t"))
