"""Summaries that lie on this laptop: found by the names under which they were written.

None is taken away but one that begins as a summary does and holds the title of its workshop:
another workshop's may lie under the same name.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from coalition_cli.diagnostics import system
from coalition_cli.errors import Problem
from coalition_cli.model import export_log
from coalition_cli.model.redaction import Spoken
from coalition_cli.store import WorkshopFile
from coalition_cli.store.recovery import other_files

_MOST_BYTES: Final = 1 << 22


def summaries_here(file: WorkshopFile, taken: Collection[Path]) -> list[Path]:
    """The summaries of ``file`` that lie where people usually put them, but those ``taken``."""
    names: set[str] = set()
    for each in export_log.exports(file.workshop):
        names.update(each.files)
    folders = [Path.cwd(), file.path.parent]
    home = system.home()
    if home:
        folders.append(home)
        folders += [home / name for name in system.names(home) if not name.startswith(".")]
    found: set[Path] = set()
    for folder in folders:
        found.update((folder / name).resolve() for name in names.intersection(system.names(folder)))
    return sorted(found - {each.resolve() for each in taken})


def is_summary_of(file: WorkshopFile, path: Path) -> bool:
    """True if ``path`` is beyond doubt a summary of ``file``: what it is not sure of stays."""
    title = Spoken(file.workshop.head.title)
    try:
        if not title or not path.is_file() or not other_files.may_be_summary(path):
            return False
        with path.open("rb") as content:
            text = content.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, Problem):
        return False
    return title.is_in(text)
