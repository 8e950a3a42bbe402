"""What may be chosen about the file of an export, whatever its format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Paper:
    """Choices about a file; a format that knows one of them not is not asked with it.

    ``schema``: the version of the data. ``delimiter``: what stands between two cells.
    ``template``: an organisation's own document, whose styles are used. ``is_neutral``: for a
    telephone that others may look at.
    """

    schema: int = 2
    delimiter: str = ","
    template: Path | None = None
    is_neutral: bool = False


USUAL: Final = Paper()
