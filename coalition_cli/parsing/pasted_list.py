"""A pasted list: one entry a line, without bullets and numbers."""

from coalition_cli.raw_text.list_marks import unmarked
from coalition_cli.sanitize import is_empty


def listed(text: str) -> list[str]:
    """The lines of a pasted list without their marks and numbers, the empty ones left out."""
    lines = map(unmarked, text.split("\n"))
    return [line for line in lines if not is_empty(line)]
