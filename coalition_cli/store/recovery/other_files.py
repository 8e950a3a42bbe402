"""Files of ours that are no workshop, known by how they begin; nothing of them is ever told.

Whoever names one where a workshop is meant hears what it is and which command takes it, instead of
that a workshop is damaged.
"""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED, REFUSED
from coalition_cli.i18n import _
from coalition_cli.shell_word import quoted
from coalition_cli.store.files import os_file
from coalition_cli.store.formats import sealed

What: TypeAlias = Literal[
    "bundle",
    "list of what is there",
    "secret key",
    "public keys",
    "part of a sealed workshop",
    "encrypted",
    "exercise or programme",
    "answers",
    "summary",
    "page",
    "program",
    "document",
]

_START: Final = 65_536
_SUMMARY: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*"coalition-summary"')
_SECRET: Final = re.compile(rb"^\s*AGE-SECRET-KEY-1", re.MULTILINE | re.IGNORECASE)
_PUBLIC: Final = re.compile(rb"(?:\s*#[^\n]*\n)*\s*age1[a-z0-9]{20,}\s")
_HTML: Final = re.compile(rb"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_AGE: Final = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
_DOCUMENTS: Final = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".ods")
_ID: Final = re.compile(r"[a-z][a-z0-9_-]*")
_OF_EXERCISES: Final = {"id", "title", "steps", "days", "slots"}
_WORKSHOP: Final = b'{"workshop"'
_BUNDLE: Final = b"coalition-bundle "
_HAVE: Final = b"coalition-have "


class OtherFile(NamedTuple):
    """A file that is no workshop, and what it is instead."""

    path: Path
    what: What

    def refusal(self) -> Problem:
        """Say what it is, and which command takes it.

        What is encrypted may be a workshop that somebody put in place of one that can be read.
        """
        return Problem(self._sentence(), DAMAGED if self.what == "encrypted" else REFUSED)

    def _sentence(self) -> str:
        return _SENTENCES[self.what]().format(
            file=self.path.name, named=quoted(self.path), folder=self.path.parent.name
        )


def look_at(path: Path) -> OtherFile | None:
    """Return what the file at ``path`` is, where it is known and no workshop; else None."""
    try:
        with os_file.reading(path) as descriptor:
            data = os_file.read_at(descriptor, _START, 0)
            if path.suffix in (".json", ".toml") and len(data) == _START:
                data += os_file.read_from(descriptor, _START)
    except (OSError, Problem):
        return None
    what = _what(path, data)
    return OtherFile(path, what) if what else None


def may_be_summary(path: Path) -> bool:
    """True where the file at ``path`` may be an exported summary, by how it begins.

    An empty one may be.
    """
    try:
        with os_file.reading(path) as descriptor:
            data = os_file.read_at(descriptor, _START, 0)
    except (OSError, Problem):
        return False
    if path.suffix == ".json":
        return not data or bool(_SUMMARY.match(data))
    return not data.startswith((_WORKSHOP, _BUNDLE, _HAVE, *_AGE)) and not _SECRET.search(data)


def _what(path: Path, data: bytes) -> What | None:
    if not data or data.startswith(_WORKSHOP):
        return None
    beginnings: tuple[tuple[bool, What], ...] = (
        (sealed.is_sealed(path.parent), "part of a sealed workshop"),
        (data.startswith(_BUNDLE), "bundle"),
        (data.startswith(_HAVE), "list of what is there"),
        (data.startswith(_AGE), "encrypted"),
        (bool(_SECRET.search(data)), "secret key"),
        (bool(_PUBLIC.match(data + b"\n")), "public keys"),
        (bool(_SUMMARY.match(data)), "summary"),
        (bool(_HTML.match(data)), "page"),
        (data.startswith(_DOCUMENTS) or path.suffix.lower() in _TABLES, "document"),
        (path.suffix == ".py", "program"),
        (path.suffix == ".toml" and _is_answers_in_toml(data), "answers"),
        (path.suffix == ".toml", "exercise or programme"),
        (path.suffix == ".json" and _is_answers(data), "answers"),
    )
    return next((what for is_so, what in beginnings if is_so), None)


def _is_answers_in_toml(data: bytes) -> bool:
    """True where there is a table for each exercise and a list of people, and nothing else."""
    try:
        found = tomllib.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return False
    return bool(found) and not _OF_EXERCISES & set(found) and _has_tables_alone(found)


def _has_tables_alone(found: dict[str, Any]) -> bool:
    return all(
        isinstance(value, dict) or (key == "people" and isinstance(value, list))
        for key, value in found.items()
    )


def _is_answers(data: bytes) -> bool:
    """True for one JSON object with a table or a list under each word, as answers have them."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or not found or {"workshop", "entries"} & set(found):
        return False
    return all(map(_ID.fullmatch, found)) and _has_tables_alone(found)


_SENTENCES: Final[dict[What, Callable[[], str]]] = {
    "bundle": lambda: _(
        "{file} is a bundle and no workshop. Nothing was changed. Bring it in with: coalition merge"
        " {named}"
    ),
    "list of what is there": lambda: _(
        "{file} is a list of what a laptop has and no workshop. Nothing was changed. Answer it "
        "with: coalition bundle --for {named}"
    ),
    "secret key": lambda: _(
        "{file} holds a secret key and is no workshop. Nothing of it was shown or changed. Where a"
        " key is asked for, name this file. See: coalition keys --help"
    ),
    "public keys": lambda: _(
        "{file} holds public keys and is no workshop. Nothing was changed. A workshop is sealed for"
        " one with: coalition seal --organisation {named}"
    ),
    "part of a sealed workshop": lambda: _(
        "{file} is a part of the sealed workshop {folder}. Nothing was changed. Name the folder"
        " instead of the file."
    ),
    "encrypted": lambda: _(
        "{file} is encrypted and no workshop file: a sealed workshop is a folder. Nothing was"
        " changed. Name the folder that it came from, or open it with: age -d"
    ),
    "exercise or programme": lambda: _(
        "{file} is an exercise, a programme or a translation, and no workshop. Nothing was changed."
        " To check it: coalition check {named}"
    ),
    "answers": lambda: _(
        "{file} holds answers and is no workshop. Nothing was changed. Give them to the exercise"
        " that they are for: coalition EXERCISE --answers {named}"
    ),
    "summary": lambda: _(
        "{file} is an exported summary and no workshop. Nothing was changed. What was exported is"
        " not taken in again: name the workshop file that it came from."
    ),
    "page": lambda: _(
        "{file} is a page for a browser and no workshop. Nothing was changed. What was exported is"
        " not taken in again: name the workshop file that it came from."
    ),
    "program": lambda: _(
        "{file} is a part of a program and no workshop. Nothing was changed. Name a workshop file."
    ),
    "document": lambda: _(
        "{file} is a document or a table and no workshop. Nothing was changed. A table is brought"
        " in with: coalition import {named}"
    ),
}
