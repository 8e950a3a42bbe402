"""A bundle: one file that carries a workshop on a stick, signed by the laptop that made it.

Lines of ASCII::

    coalition-bundle 1 {"form": "plain", "workshop": ID, "length": BYTES, "sender": PUBLIC KEY}
    (or: coalition-bundle 2 {the same, "part": [1, 3]})
    the workshop file as it is, or rows of base64 of an age file that holds it,
    or the rows of a sealed journal
    coalition-signature BASE64

The signature is over every byte before its own line. What comes from a stick is nobody's friend: it
is read up to a limit, every line must be as the store would have written it, and no name in it is
ever used as a path.
"""

import json
import os
import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias, get_args

from coalition_cli import sanitize
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.model.entry import Entry
from coalition_cli.model.exchange import carried
from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, lock, os_file
from coalition_cli.store.formats.base import Form
from coalition_cli.store.formats.sealed import (
    is_sealed,
    journal,
    keys,
    outside,
    passphrase_encryption,
    paths,
    signing,
)
from coalition_cli.store.formats.sealed.apart import lacking, parted
from coalition_cli.store.recovery import hints
from coalition_cli.store.transfer import have, incoming, reading

SUFFIX: Final = ".bundle"
VERSION: Final = 2
"""Of a bundle that is a part; a whole workshop in one file is of version 1, as it always was."""
_WHOLE_VERSION: Final = 1
LARGEST_WORKSHOP: Final = 11 * 1024 * 1024
"""In bytes: a bundle of it, also under a passphrase, is read within the limits of ``incoming``."""

_MOST_PARTS: Final = 9_999
_ROW: Final = 76
_AROUND_LINE: Final = 16
"""Bytes of a line beside its document: its number, a comma, the end of the line."""

_MOST_OF_FOLDER: Final = 4 * incoming.MOST_BYTES
"""In bytes: rows and padding take more than the words in them."""

Layout: TypeAlias = Literal["plain", "passphrase", "sealed", "journal"]
"""The forms of what stands between the first and the last line, by who can read it."""

_BEGIN: Final = b"coalition-bundle "
_END: Final = b"coalition-signature "
_FIRST_OF_FILE: Final = b'{"workshop": '
_VERSION: Final = re.compile(rb"coalition-bundle ([1-9][0-9]{0,8})[ \r\n]")
_HEADER: Final = re.compile(rb"coalition-bundle ([1-9][0-9]{0,8}) (\{[ -~]{1,1000}\})")


class Outer(NamedTuple):
    """A bundle whose signature is right, not yet looked into.

    ``sender`` is None for a plain workshop file, which nobody signed.
    """

    path: Path
    layout: Layout
    workshop: str | None
    payload: bytes
    sender: bytes | None
    part: tuple[int, int] | None = None
    """Which it is of how many, where it is only a part of a workshop."""


def pack(
    form: Form, workshop: str, passphrase: str = "", there: Collection[bytes] | None = None
) -> list[bytes]:
    """The workshop of ``form``, whose id is ``workshop``, as the bytes of one or several bundles.

    Of what a laptop has ``there``, by the digests that it told, only what it must hear of all the
    same. Each bundle can be read alone, and is no larger than another laptop reads. Sealed with
    ``passphrase`` where one is given; a sealed workshop is sealed for those who can open it. Raises
    ``Problem``.
    """
    with hints.offered(), lock.alone(form.journal):
        tables = codec.without_numbers(form.read_tables())
    documents = list(tables["entries"].values())
    if there is not None:
        ids = carried(
            [codec.entry_of(each) for each in documents],
            lambda entry_id: have.digest_of(entry_id) in there,
        )
        documents = [each for each in documents if each["id"] in ids]
    parts = list(_parts(documents))
    is_whole = there is None and len(parts) == 1
    packed = []
    for number, part in enumerate(parts, 1):
        rows = {str(place): document for place, document in enumerate(part, 1)}
        file = codec.lay_out({"workshop": tables["workshop"], "entries": rows})
        of = None if is_whole else (number, len(parts))
        if passphrase:
            wrapped = _as_rows(passphrase_encryption.wrap(file, passphrase))
            packed.append(_signed("passphrase", workshop, wrapped, of))
        elif form.is_sealed:
            packed.append(_signed("sealed", workshop, _as_rows(form.conceal(file)), of))
        else:
            packed.append(_signed("plain", workshop, file + b"\n", of))
    return packed


def _parts(documents: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The ``documents`` in as many lists as it needs for each to be read on another laptop."""
    part: list[dict[str, Any]] = []
    most = (LARGEST_WORKSHOP, incoming.MOST_WORDS, incoming.MOST_VALUES, incoming.MOST_ENTRIES)
    held = (0,) * len(most)
    for document in documents:
        line = codec.as_written(document)
        values = max(sum(map(line.count, ",[{")) - incoming.VALUES_OF_ENTRY, 0)
        own = (len(line) + _AROUND_LINE, incoming.words_in(document["body"]), values, 1)
        more = tuple(map(sum, zip(held, own, strict=True)))
        if part and any(each > limit for each, limit in zip(more, most, strict=True)):
            yield part
            part, more = [], own
        part.append(document)
        held = more
    yield part


def pack_journal(path: Path) -> bytes:
    """The journal at ``path`` and the store beside it, which this laptop cannot read, as a bundle.

    Raises ``Problem``.

    The store too: whoever had the key here may have folded lines into it before the key was taken
    away.
    """
    with lock.held(path):
        payload = _payload_of(path.parent)
    return _signed("journal", None, payload)


def look_at_folder(path: Path) -> Outer:
    """The folder of a sealed workshop, such as another laptop went on with, as a bundle.

    Nobody signed it as a whole. Raises ``Problem``.
    """
    real = Path(os.path.realpath(path))
    outside.judge(real)
    return Outer(path, "journal", None, _payload_of(real), None)


def _payload_of(folder: Path) -> bytes:
    """The rows of the journal in a sealed folder, and then its store."""
    log = paths.journal(folder)
    try:
        if log.stat().st_size + paths.store(folder).stat().st_size > _MOST_OF_FOLDER:
            raise incoming.too_large(folder)
        with os_file.reading(log) as descriptor:
            data = os_file.read_from(descriptor, 0)
        with os_file.reading(paths.store(folder)) as descriptor:
            store = os_file.read_from(descriptor, 0)
    except OSError as trouble:
        raise errors.unreadable(log, trouble) from None
    return data[: journal.whole(data)] + b"\n" + _as_rows(store)


def free_path(target: Path, stem: str, suffix: str = SUFFIX) -> Path:
    """``target`` itself, or in that folder a name made of ``stem`` under which nothing stands.

    Names that differ in the case of letters count as the same, as they do on a stick; a taken one
    gets a number. Raises ``Problem`` for a folder that cannot be read.
    """
    if not target.is_dir():
        return target
    try:
        return target / _free_name(target, sanitize.file_name(stem), suffix)
    except OSError as trouble:
        raise errors.unreadable(target, trouble) from None


def put(packed: Sequence[bytes], target: Path, stem: str) -> list[Path]:
    """Write bundles to ``target``, or into that folder under names of ``stem``; their paths.

    Several are told apart by ``-1-of-3`` behind the name. Never over another file. Raises
    ``Problem``.
    """
    paths_of = [
        _part_path(target, stem, number, len(packed)) for number in range(1, len(packed) + 1)
    ]
    for path, data in zip(paths_of, packed, strict=True):
        atomic.put_new(path, data)
    return paths_of


def _part_path(target: Path, stem: str, number: int, count: int) -> Path:
    if count == 1:
        return free_path(target, stem)
    if target.is_dir():
        return free_path(target, f"{stem}-{number}-of-{count}")
    return target.with_name(f"{target.stem}-{number}-of-{count}{target.suffix}")


def look(path: Path) -> Outer:
    """The bundle at ``path``, its signature proved. Raises ``Problem`` (``DAMAGED``)."""
    if is_sealed(path):
        return look_at_folder(path)
    data = reading.read(path)
    _refuse_newer(data, path)
    if have.is_list(data, path):
        raise _list_of_what_is_there(path)
    if data.startswith(_FIRST_OF_FILE):
        return Outer(path, "plain", None, data.rstrip(b"\n"), None)
    end = data.rfind(b"\n", 0, len(data) - 1) + 1
    first = data.find(b"\n") + 1
    last = data[end:]
    is_framed = data.startswith(_BEGIN) and last.startswith(_END) and data.endswith(b"\n")
    if not is_framed or not 0 < first <= end:
        raise incoming.damaged(path)
    header = _header(data[: first - 1], path)
    layout, workshop, length, sender, part = header
    signature = _unbase64(last[len(_END) : -1])
    if end - first != length or signature is None or len(signature) != signing.SIGNATURE_LENGTH:
        raise incoming.damaged(path)
    if not signing.is_from(data[:end], signing.Signature(sender, signature)):
        raise _forged(path)
    return Outer(path, layout, workshop, data[first:end], sender, part)


def open_plain(outer: Outer, reveal: Callable[[bytes], bytes] | None = None) -> incoming.Contents:
    """The head and entries in ``outer``; ``reveal`` opens what is sealed.

    Raises ``Problem`` (``DAMAGED``).
    """
    data = outer.payload
    if outer.layout != "plain":
        sealed = _unbase64(data.replace(b"\n", b""))
        if sealed is None or reveal is None:
            raise incoming.damaged(outer.path)
        if outer.layout == "passphrase":
            _refuse_much_work(sealed, outer.path)
        data = reveal(sealed)
    contents = incoming.contents(
        data.removesuffix(b"\n"), outer.path, is_signed=outer.sender is not None
    )
    if outer.workshop is not None and contents.head and contents.head.id != outer.workshop:
        raise incoming.damaged(outer.path)
    return contents


class Vouching(NamedTuple):
    """What the workshop that a journal comes into knows of its rows.

    ``opener`` has its keys. ``laptops`` are those whose rows are taken (None: all are), ``here``
    the ids of its entries. Rows of a workshop that it is about to join (``is_joining``) may be
    signed for that one.
    """

    opener: journal.Opener
    laptops: Collection[str] | None
    here: Collection[str]
    is_joining: bool = False


def open_journal(outer: Outer, by: Vouching) -> incoming.Contents:
    """The entries of a laptop that cannot read them, and apart the rows that nobody vouches for.

    Raises ``Problem``: ``DAMAGED`` also where it is not for these keys.
    """
    end = 0 if outer.payload.startswith(b"\n") else outer.payload.find(b"\n\n") + 1
    store = _unbase64(outer.payload[end + 1 :].replace(b"\n", b""))
    if store is None or outer.payload[end : end + 1] != b"\n":
        raise incoming.damaged(outer.path)
    try:
        data = by.opener.ring.open(store)
    except keys.NotForThisKey:
        raise incoming.damaged(outer.path) from None
    kept = incoming.contents(data, outer.path)
    known, opener = {entry.id for entry in kept.entries}, by.opener
    signed_for = _workshop_key(data, outer.path) if by.is_joining else ""
    if signed_for:
        opener = opener._replace(workshops=(*opener.workshops, signed_for))
    rows, apart = parted(_rows_in(outer, end, opener), by.laptops, ())
    entries = _entries_in(lacking(rows, ()))
    incoming.check_entries(entries, outer.path, incoming.damaged)
    fresh = [entry for entry in entries if entry.id not in known]
    apart = apart._replace(unknown=tuple(lacking(apart.unknown, known.union(by.here))))
    if incoming.words_of(_entries_in(apart.unknown)) > incoming.MOST_WORDS:
        raise incoming.damaged(outer.path)
    return incoming.Contents(kept.head, [*kept.entries, *fresh], apart, signed_for)


def _workshop_key(store: bytes, path: Path) -> str:
    """The public key that rows beside ``store`` are signed for. Raises ``Problem``."""
    try:
        document, _end = codec.head_document(codec.text_of(store))
        return keys.checked(document["sealed"]["recipients"][0])
    except (Problem, codec.Damage, KeyError, TypeError, IndexError):
        raise incoming.damaged(path) from None


def _rows_in(outer: Outer, end: int, opener: journal.Opener) -> list[journal.Row]:
    """The rows of the journal in ``outer``, those that cannot be read too.

    What is signed as a whole has no damage; of a folder a bad row costs that row.
    """
    rows: list[journal.Row] = []
    lines = 0
    for number, line in enumerate(outer.payload[:end].splitlines(keepends=True), 1):
        for read in journal.read(line, opener).rows:
            row = read._replace(number=number)
            if row.documents and not incoming.are_sound(_entries_in([row])):
                row = row._replace(documents=())
            if not row.documents and outer.sender:
                raise incoming.damaged(outer.path, number + 1)
            rows.append(row)
            lines += len(row.documents)
        if lines > incoming.MOST_ENTRIES:
            raise incoming.damaged(outer.path)
    return rows


def _entries_in(rows: Iterable[journal.Row]) -> list[Entry]:
    documents = (document for row in rows for document in row.documents)
    return [codec.entry_of(document).unnumbered() for document in documents]


def _signed(
    layout: Layout, workshop: str | None, payload: bytes, part: tuple[int, int] | None = None
) -> bytes:
    header: dict[str, Any] = {
        "form": layout,
        "workshop": workshop,
        "length": len(payload),
        "sender": signing.own_key().hex(),
    }
    if part:
        header["part"] = list(part)
    version = VERSION if part else _WHOLE_VERSION
    data = _BEGIN + f"{version} {json.dumps(header)}\n".encode("ascii") + payload
    if len(data) > incoming.MOST_BYTES - 1000:
        raise _too_large()
    return data + _END + b64encode(signing.sign(data).signature) + b"\n"


def _as_rows(data: bytes) -> bytes:
    text = b64encode(data)
    return b"".join(text[start : start + _ROW] + b"\n" for start in range(0, len(text), _ROW))


def _unbase64(text: bytes) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except NoBase64:
        return None


def _free_name(folder: Path, stem: str, suffix: str) -> str:
    taken = {each.name.casefold() for each in folder.iterdir()}
    number, name = 1, stem + suffix
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _refuse_newer(data: bytes, path: Path) -> None:
    """Raise the ``Problem`` of a bundle of a newer form, whatever stands behind its number."""
    found = _VERSION.match(data)
    if found and int(found[1]) > VERSION:
        raise errors.newer(path)


class _Header(NamedTuple):
    """The first line, read."""

    layout: Layout
    workshop: str | None
    length: int
    sender: bytes
    part: tuple[int, int] | None


def _header(line: bytes, path: Path) -> _Header:
    """The first line, read: layout, id of the workshop, length of what follows, sender, part."""
    found = _HEADER.fullmatch(line)
    if not found:
        raise incoming.damaged(path)
    version = int(found[1])
    try:
        said = codec.read_json(found[2].decode("ascii"))
    except codec.Damage:
        raise incoming.damaged(path) from None
    keys_of = {"form", "workshop", "length", "sender"} | ({"part"} if version > 1 else set())
    if set(said) != keys_of or (version > 1 and not _is_sound_part(said["part"])):
        raise incoming.damaged(path)
    layout, workshop, length, sender = (
        said["form"],
        said["workshop"],
        said["length"],
        said["sender"],
    )
    is_sound = (
        layout in get_args(Layout)
        and _is_sound_workshop(workshop, layout)
        and type(length) is int
        and isinstance(sender, str)
        and re.fullmatch(r"[0-9a-f]{64}", sender)
    )
    if not is_sound:
        raise incoming.damaged(path)
    part = said.get("part")
    of = (part[0], part[1]) if part else None
    return _Header(layout, workshop, length, bytes.fromhex(sender), of)


def _is_sound_part(part: Any) -> bool:
    """True for one of so many."""
    is_two = isinstance(part, list) and len(part) == 2 and all(type(each) is int for each in part)
    return is_two and 1 <= part[0] <= part[1] <= _MOST_PARTS


def _is_sound_workshop(workshop: Any, layout: Any) -> bool:
    """True if ``workshop`` is an id; who cannot read a journal does not know whose it is."""
    if layout == "journal":
        return workshop is None
    return isinstance(workshop, str) and bool(incoming.ID.fullmatch(workshop))


def _refuse_much_work(sealed: bytes, path: Path) -> None:
    """Refuse a passphrase that costs more time and memory to try than ours do."""
    found = re.match(
        rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,3})\n", sealed
    )
    if not found or int(found[1]) > passphrase_encryption.WORK_FACTOR:
        raise incoming.damaged(path)


def _forged(path: Path) -> Problem:
    sentence = _(
        "{file} was changed after it was signed. Nothing was changed here. Ask its sender for it"
        " once more."
    )
    return Problem(sentence.format(file=path.name), DAMAGED)


def _list_of_what_is_there(path: Path) -> Problem:
    sentence = _(
        "{file} is a list of what a laptop has. Nothing was changed. Answer it with: coalition "
        "bundle --for {file}"
    )
    return Problem(sentence.format(file=path.name))


def _too_large() -> Problem:
    sentence = _("This workshop is larger than a bundle may be ({size} MB). Nothing was written.")
    return Problem(sentence.format(size=LARGEST_WORKSHOP // 1_000_000))
