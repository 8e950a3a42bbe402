"""A workshop as people go on with it and as others read it, plain or sealed.

``key`` is that of a sealed one.
"""

import json
import os
from base64 import b64decode
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from coalition_cli.store import WorkshopFile, check
from coalition_cli.store.formats.sealed import keys, paths
from coalition_cli.store.formats.sealed.format import SealedForm

Documents = list[dict[str, Any]]


def opened(path: Path, key: keys.Key | None = None) -> WorkshopFile:
    """The workshop as our own program opens it. Raises ``Problem``."""
    return WorkshopFile.open(path, SealedForm(Path(os.path.realpath(path)), key) if key else None)


def findings(path: Path, key: keys.Key | None = None) -> list[str]:
    """What ``coalition check`` finds wrong. Raises ``Problem``."""
    if key is None:
        return check(path)
    from coalition_cli.store.recovery import check as recovery_check

    return recovery_check.examine_form(SealedForm(Path(os.path.realpath(path)), key)).damage


def documents(path: Path, key: keys.Key | None = None) -> Documents | str:
    """The entries as somebody reads them without our program.

    The name of the trouble if she cannot.
    """
    return by_age(path, key) if key else by_stock(path)


def by_stock(path: Path) -> Documents | str:
    """The entries as TinyDB reads them with what it brings itself.

    The name of the trouble if it cannot.
    """
    try:
        with TinyDB(path, access_mode="r") as database:
            return [dict(document) for document in database.table("entries").all()]
    except Exception as trouble:  # each kind of damage is another exception
        return type(trouble).__name__


def by_age(path: Path, key: keys.Key) -> Documents | str:
    """The entries of a sealed workshop as the library that age is gives them, by time.

    The store's version stands.
    """
    try:
        rows = paths.journal(path).read_bytes().split(b"\n")[:-1]
        fresh = []
        for row in rows:
            signature, *entries = key.open(b64decode(row)).decode().split("\n")
            if set(json.loads(signature)) != {"laptop", "signature"}:
                return "no signature"
            fresh += map(json.loads, entries)
        stored = json.loads(key.open(paths.store(path).read_bytes()))["entries"].values()
    except Exception as trouble:
        return type(trouble).__name__
    known = {document["id"] for document in stored}
    once = {document["id"]: document for document in fresh if document["id"] not in known}
    return sorted([*stored, *once.values()], key=lambda document: str(document["at"]))


def files_with(folder: Path, words: str) -> set[str]:
    """The names of all files below ``folder`` in which ``words`` stand."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.name for path in found if words.encode() in path.read_bytes()}
