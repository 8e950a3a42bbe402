"""The workshop file as a storage of TinyDB, for everything that is not an append."""

from pathlib import Path

from tinydb.storages import Storage

from coalition_cli.store import errors
from coalition_cli.store.files import atomic, codec, os_file


class WorkshopStorage(Storage):
    """Reads a whole file strictly and writes by putting a new one in its place, one document a line.

    Whoever writes through it to a file that is there holds the file's lock, from before the read on. With
    ``is_new`` the first write makes the file and never takes the place of another.
    """

    def __init__(self, path: Path, *, is_new: bool = False) -> None:
        self._path = path
        self._is_new = is_new

    def read(self) -> codec.Tables | None:
        """The tables; None for a file that is not there. Raises ``Problem`` for one that is damaged."""
        if self._is_new:
            return None
        try:
            with os_file.reading(self._path) as descriptor:
                data = os_file.read_from(descriptor, 0)
        except FileNotFoundError:
            return None
        except OSError as trouble:
            raise errors.unreadable(self._path, trouble) from None
        try:
            return _tables(codec.read_json(codec.text_of(data)))
        except codec.Damage as damage:
            raise errors.damaged(self._path, damage.line) from None

    def write(self, data: codec.Tables) -> None:
        """Let the file hold exactly these tables. Raises ``Problem``."""
        text = codec.lay_out(data)
        if self._is_new:
            atomic.put_new(self._path, text)
            self._is_new = False
        else:
            atomic.put(self._path, text)


def _tables(value: object) -> codec.Tables:
    if not isinstance(value, dict) or set(value) != {"workshop", "entries"}:
        raise codec.Damage(1)
    for table in value.values():
        if not isinstance(table, dict):
            raise codec.Damage(1)
        for number, document in table.items():
            if not number.isdecimal() or not isinstance(document, dict):
                raise codec.Damage(1)
    return value
