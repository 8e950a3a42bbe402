"""What is wrong in a file, by the key at which it stands; it loads nothing that reads a file."""

from dataclasses import dataclass
from typing import Final, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

TIMES: Final = ("starts", "ends")
"""Keys whose value is a time of day, wherever they stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the value at ``key``.

    ``expected`` completes "expected ...", ``hint`` is a whole phrase.
    """

    key: KeyPath
    expected: str
    hint: str = ""
