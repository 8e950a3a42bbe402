"""The label of a sealed workshop: the day of its sealing, and a word of one's own.

It stands in the open, for whoever has several of them: anybody who has the folder can read it, and
change it. So nothing is believed for its sake, and no word stands there that nobody chose.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.sanitize import clean, for_screen, is_empty
from coalition_cli.store.files import atomic, os_file
from coalition_cli.store.formats.sealed import outside, paths

LONGEST: Final = 40
_MOST_BYTES: Final = 400


class Label(NamedTuple):
    """``day`` is ISO 8601, and empty where nobody knows; ``word`` may be empty."""

    day: str = ""
    word: str = ""


def read(path: Path) -> Label:
    """The label of the workshop at ``path``; an empty one where there is none that can be read."""
    try:
        with os_file.reading(paths.label(path)) as descriptor:
            data = os_file.read_at(descriptor, _MOST_BYTES, 0)
    except (OSError, Problem):
        return Label()
    day, _end, word = data.decode("utf-8", "replace").partition("\n")
    return Label(_as_day(day), _one_line(word)[:LONGEST].strip())


def put(path: Path, label: Label) -> None:
    """Let the workshop at ``path`` have ``label``. Raises ``Problem``."""
    outside.refuse_links(path)
    words = "\n".join(filter(None, label))
    atomic.put(paths.label(path), f"{words}\n".encode() if label.day else f"\n{words}\n".encode())


def checked(word: str) -> str:
    """``word`` as a label may be. Raises ``Problem``."""
    label = _one_line(word)
    if is_empty(label):
        raise Problem(_("A label is a word or two. Nothing was changed."), USAGE)
    if len(label) > LONGEST:
        sentence = _("A label has at most {most} characters. Nothing was changed.")
        raise Problem(sentence.format(most=LONGEST), USAGE)
    return label


def today(word: str = "") -> Label:
    """The label of a workshop that is sealed now."""
    return Label(date.today().isoformat(), word)


def _as_day(text: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(text.strip()).isoformat()
    return ""


def _one_line(text: str) -> str:
    return " ".join(for_screen(clean(text).text).split())
