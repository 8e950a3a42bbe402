"""The store of a sealed workshop: a TinyDB database inside an age file.

Its head names its own recipients and revision.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.model.entry import digest
from coalition_cli.model.header import FIRST_VERSION, FORMAT_VERSION, Head
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, os_file
from coalition_cli.store.formats import migrations
from coalition_cli.store.formats.sealed import errors as own_refusals
from coalition_cli.store.formats.sealed import keys, outside, paths

_KEY: Final = "sealed"


class Seal(NamedTuple):
    """The recipients and the revision, as the store itself names them.

    ``recipients`` are the public keys it is sealed for, the workshop's own first. ``also`` are
    lists that the cache beside it may hold as well, while keys are being rotated. ``former`` are
    the secret keys that the workshop had before, the last one first; a public one stands for a
    secret one that is not known or was forgotten. ``laptops`` are the public
    keys, in hex, of those that are known to write here, each with its name in entries; None for a
    store from before there was such a list. ``forgets`` is True while keys are being rotated by
    somebody who wants the secret ones of ``former`` forgotten at its end.
    """

    revision: int
    recipients: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    former: tuple[str, ...] = ()
    laptops: Mapping[str, str] | None = None
    forgets: bool = False

    def as_document(self) -> dict[str, Any]:
        """The seal as the head of the store holds it."""
        document: dict[str, Any] = {"revision": self.revision, "recipients": list(self.recipients)}
        if self.also:
            document["also"] = [list(each) for each in self.also]
        if self.former:
            document["former"] = list(self.former)
        if self.laptops is not None:
            document["laptops"] = dict(self.laptops)
        if self.forgets:
            document["forgets"] = True
        return document


class Snapshot(NamedTuple):
    """A store that was opened: its text, its seal, its bytes on the disk, and which file it was."""

    text: str
    head: Head
    seal: Seal
    data: bytes
    stamp: tuple[int, ...]

    def tables(self) -> codec.Tables:
        """The tables, as a plain workshop file would hold them. Raises ``Damage``."""
        tables = codec.read_json(self.text)
        if not isinstance(tables, dict) or set(tables) != {"workshop", "entries"}:
            raise codec.Damage
        head = tables["workshop"]["1"]
        is_unchanged = head.get("sum") == digest(head)
        head.pop(_KEY, None)
        if is_unchanged:
            head["sum"] = digest(head)
        found = migrations.with_our_format(tables)
        if found is None:
            raise codec.Damage
        return found


def stamp_of(path: Path) -> tuple[int, ...]:
    """The numbers that tell the store in the folder from another one. Raises ``OSError``."""
    return _stamp(paths.store(path).stat())


def read(path: Path, key: keys.Key) -> Snapshot:
    """The store of the workshop at ``path``. Raises ``Problem``."""
    store = paths.store(path)
    try:
        with os_file.reading(store) as descriptor:
            outside.refuse_linked(store, descriptor)
            stamp = _stamp(os.fstat(descriptor))
            data = os_file.read_from(descriptor, 0)
    except FileNotFoundError:
        refusal = own_refusals.incomplete(store) if path.is_dir() else own_refusals.missing(path)
        raise refusal from None
    except OSError as trouble:
        raise errors.unreadable(store, trouble) from None
    if data and not keys.is_sealed(data):
        raise own_refusals.not_sealed(store)
    try:
        text = codec.text_of(key.open(data))
        document, _end = codec.head_document(text)
        seal = _seal_in(document)
    except (keys.NotForThisKey, codec.Damage):
        raise own_refusals.damaged(store) from None
    version = document.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise errors.newer(path)
    if version < FIRST_VERSION:
        raise errors.too_old(path)
    try:
        # One of an older format is read as one of ours; the next fold writes it so.
        head = codec.head_of(document)._replace(format_version=FORMAT_VERSION)
        return Snapshot(text, head, seal, data, stamp)
    except codec.Damage:
        raise own_refusals.damaged(store) from None


def write(
    path: Path, tables: Mapping[str, Mapping[str, Any]], seal: Seal, *, is_new: bool = False
) -> bytes:
    """Put a store in place, sealed for all whom ``seal`` names; return its bytes. Raises
    ``Problem``.
    """
    head = tables["workshop"]["1"]
    document = {**head, _KEY: seal.as_document()}
    if head.get("sum") == digest(head):
        document["sum"] = digest(document)
    data = keys.seal(codec.lay_out({**tables, "workshop": {"1": document}}), seal.recipients)
    put = atomic.put_new if is_new else atomic.put
    put(paths.store(path), data)
    return data


def keep_former(path: Path, seal: Seal) -> None:
    """Keep the former keys beside the store too, sealed as it is. Raises ``Problem``."""
    if seal.former:
        data = json.dumps(list(seal.former)).encode("ascii")
        atomic.put(paths.former(path), keys.seal(data, seal.recipients))


def former_beside(path: Path, key: keys.Key) -> tuple[str, ...]:
    """The former keys that are kept beside a store that cannot be read; none if they cannot be."""
    try:
        former = _texts_in(_kept_in(paths.former(path), key))
        keys.Ring(key, former)
    except (OSError, Problem, keys.NotForThisKey, codec.Damage):
        return ()
    return former


def keep_laptops(path: Path, seal: Seal) -> None:
    """Keep the laptops that may write beside the store too, sealed as it is. Raises ``Problem``."""
    if seal.laptops is not None:
        data = json.dumps(dict(seal.laptops)).encode("ascii")
        atomic.put(paths.laptops(path), keys.seal(data, seal.recipients))


def laptops_beside(path: Path, key: keys.Key) -> Mapping[str, str] | None:
    """The laptops that are kept beside a store that cannot be read; None if they cannot be."""
    try:
        return _laptops_in(_kept_in(paths.laptops(path), key))
    except (OSError, Problem, keys.NotForThisKey, codec.Damage):
        return None


def _kept_in(file: Path, key: keys.Key) -> Any:
    """The value in a file beside the store. Raises what says that it cannot be read."""
    with os_file.reading(file) as descriptor:
        sealed = os_file.read_from(descriptor, 0)
    return codec.read_json(codec.text_of(key.open(sealed)))


def _seal_in(document: Mapping[str, Any]) -> Seal:
    found = document.get(_KEY)
    if not isinstance(found, dict):
        raise codec.Damage
    revision, also = found.get("revision"), found.get("also", [])
    recipients = _texts_in(found.get("recipients"))
    if not isinstance(revision, int) or not isinstance(also, list) or not recipients:
        raise codec.Damage
    former, forgets = _texts_in(found.get("former", [])), found.get("forgets", False)
    laptops = _laptops_in(found["laptops"]) if "laptops" in found else None
    if not isinstance(forgets, bool):
        raise codec.Damage
    lists = tuple(_texts_in(each) for each in also)
    return Seal(revision, recipients, lists, former, laptops, forgets)


def _laptops_in(value: Any) -> Mapping[str, str]:
    is_sound = isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
    if not is_sound:
        raise codec.Damage
    laptops: dict[str, str] = value
    return laptops


def _texts_in(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise codec.Damage
    return tuple(value)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
