"""Common ground of the tests of copies: two states of one workshop, and readers of the disk."""

from pathlib import Path

from coalition_cli.store import WorkshopFile
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.recovery import backups
from tests.support.store_rooms import note, stock


def texts_in(path: Path) -> list[str]:
    """The words in a file, as the stock database library reads them."""
    return [document["body"].get("text", "") for document in stock(path)]


def said(file: WorkshopFile, *words: str) -> list[str]:
    """Save ``words``, one line each; their ids."""
    return [entry.id for entry in file.append([note(each) for each in words])]


def backups_of(path: Path) -> list[Path]:
    return [copy.path for copy in backups.all_of(path) if copy.kind == "backup"]


def asides_of(path: Path) -> list[Path]:
    return [copy.path for copy in backups.all_of(path) if copy.kind == "aside"]


def is_sound(path: Path) -> bool:
    return examine_bytes(path.read_bytes()).damage == []
