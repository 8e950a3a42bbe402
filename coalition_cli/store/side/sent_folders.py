"""The folders into which exports of a workshop were written, remembered by this machine alone.

The workshop itself keeps no folder: their names tell of a machine and of who works on it. Beside
them lies the key with which the digests of its exports were made. What lies here says nothing of
what was said; of a sealed workshop it lies sealed, and whoever hands a workshop over takes it away.
"""

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, codec, os_file
from coalition_cli.store.formats.base import Form

_FOLDER: Final = "exports"
_KEY: Final = "key"
_KEY_BYTES: Final = 32
_MOST: Final = 200
"""Exports of one workshop that are remembered; nobody writes one anew that is older."""


class Where(NamedTuple):
    """The folder of an export, and the document of an organisation whose styles it has."""

    folder: Path
    template: Path | None = None


def file_of(path: Path) -> Path:
    """Return the file that remembers the folders of the workshop at ``path``, there or not."""
    real = os.fsencode(os.path.realpath(path))
    return paths.state_folder() / _FOLDER / blake2b(real, digest_size=12).hexdigest()


def key_of(form: Form, *, is_made: bool = False) -> bytes:
    """Return the key of digests; where there is none, an empty one, or with ``is_made`` a new one.

    Where a new one cannot be kept, its digests tell nobody anything.
    """
    try:
        key = bytes.fromhex(str(_kept(form).get(_KEY, "")))
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES and is_made:
        key = os.urandom(_KEY_BYTES)
        _keep(form, {**_kept(form), _KEY: key.hex()})
    return key if len(key) == _KEY_BYTES else b""


def remember(form: Form, export_id: str, where: Where) -> None:
    """Remember where the export with this id lies. Where that cannot be kept, it is asked for."""
    template = str(where.template.absolute()) if where.template else ""
    known = _kept(form)
    key = known.pop(_KEY, "")
    known[export_id] = [str(where.folder.absolute()), template]
    _keep(form, {_KEY: key, **dict(list(known.items())[-_MOST:])})


def remembered(form: Form, export_id: str) -> Where | None:
    """Where the export with this id was written; None where this machine does not know."""
    match _kept(form).get(export_id):
        case [str(folder), str(template)]:
            return Where(Path(folder), Path(template) if template else None)
    return None


def _keep(form: Form, known: dict[str, Any]) -> None:
    with suppress(OSError, Problem):
        file = file_of(form.path)
        os_file.make_private(file.parent)
        atomic.put(file, form.conceal(json.dumps(known).encode("ascii")))


def _kept(form: Form) -> dict[str, Any]:
    try:
        found = codec.read_json(codec.text_of(form.reveal(file_of(form.path).read_bytes())))
    except (OSError, Problem, codec.Damage, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
