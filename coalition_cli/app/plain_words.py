"""The words of a call that is nothing but a command and options with a value, without Typer.

What is more, or written otherwise, is none: the long way reads it, and refuses what is wrong.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from coalition_cli.store import paths


def options_of(words: Sequence[str], command: str, known: Sequence[str]) -> dict[str, str] | None:
    """Return the options that were given; None where the words are anything else.

    ``--file`` may stand before the command, those ``known`` behind it, each once.
    """
    options: dict[str, str] = {}
    rest, has_command = list(words), False
    while rest:
        word = rest.pop(0)
        if word == command and not has_command:
            has_command = True
            continue
        is_free = (word in known if has_command else word == "--file") and word not in options
        if not is_free or not rest or rest[0].startswith(("-", "~")) or not rest[0]:
            return None
        options[word] = rest.pop(0)
    return options if has_command else None


def file_of(options: Mapping[str, str]) -> Path | None:
    """Return the plain workshop that is meant; None where there is none, or a sealed one."""
    named = options.get("--file") or os.environ.get("COALITION_FILE")
    path = Path(named) if named else paths.last_open()
    try:
        return None if path is None or path.is_dir() else path
    except OSError:
        return None
