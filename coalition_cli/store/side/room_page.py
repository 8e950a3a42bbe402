"""What the desk has put before the room: the wall is another process, and follows this small file.

It holds ids and numbers, never words, and of a sealed workshop it lies sealed. Whoever stands at
the desk takes it away when the sitting ends.
"""

import json
from contextlib import suppress
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.model.entry import Place
from coalition_cli.store import paths
from coalition_cli.store.files import atomic, codec
from coalition_cli.store.formats.base import Form

_SUFFIX: Final = ".room"


class RoomPage(NamedTuple):
    """What stands before the room.

    ``at`` are the ids of what is spoken of at the step ``place``, ``turned`` is the page that
    somebody turned to, counted from the one that stands by itself, and ``is_opening`` says that the
    exercise of ``place`` is only being opened.
    """

    place: Place
    at: tuple[str, ...] = ()
    turned: int = 0
    is_opening: bool = False


def put(form: Form, page: RoomPage) -> None:
    """Let the walls of the workshop show ``page``. Where that cannot be written they show less."""
    words = {**page._asdict(), "place": list(page.place)}
    with suppress(OSError, Problem):
        atomic.put(
            paths.beside(form.path, _SUFFIX), form.conceal(json.dumps(words).encode("ascii"))
        )


def take_away(form: Form) -> None:
    """Let the walls show what the workshop alone says."""
    with suppress(OSError):
        paths.beside(form.path, _SUFFIX).unlink(missing_ok=True)


def mark(form: Form) -> tuple[int, int]:
    """A mark that changes when the page does; costs one look at the folder."""
    try:
        found = paths.beside(form.path, _SUFFIX).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def found(form: Form) -> RoomPage | None:
    """What the desk put last; None where it put nothing, or nothing that can be read."""
    try:
        data = form.reveal(paths.beside(form.path, _SUFFIX).read_bytes())
        words: Any = codec.read_json(codec.text_of(data))
        exercise, run, step = words["place"]
        place = Place(str(exercise), int(run), str(step))
        at = tuple(str(each) for each in words["at"])
        return RoomPage(place, at, int(words["turned"]), bool(words["is_opening"]))
    except (OSError, Problem, codec.Damage, KeyError, TypeError, ValueError):
        return None
