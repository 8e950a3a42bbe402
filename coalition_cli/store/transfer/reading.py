"""The reading of a file from a stick: every byte of it, up to a limit."""

from pathlib import Path
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _
from coalition_cli.store.files import os_file
from coalition_cli.store.transfer import incoming

_PIECE: Final = 1 << 20


def read(path: Path) -> bytes:
    """Every byte of the file, which may be no longer than a bundle is. Raises ``Problem``."""
    try:
        with os_file.reading(path) as descriptor:
            data = bytearray()
            while len(data) <= incoming.MOST_BYTES:
                part = os_file.read_at(descriptor, _PIECE, len(data))
                if not part:
                    return bytes(data)
                data += part
    except FileNotFoundError:
        sentence = _("There is no file {file}. Nothing was changed.")
        raise Problem(sentence.format(file=path)) from None
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble.__class__.__name__
        sentence = _("{file} could not be read ({reason}). Nothing was changed.")
        raise Problem(sentence.format(file=path.name, reason=reason), DAMAGED) from None
    if incoming.begins_as_workshop(bytes(data[:64])):
        raise incoming.too_large(path)
    raise incoming.damaged(path)
