"""Places of exercise files, and the titles for a list: cheap, never stopped by a bad file."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product
from pathlib import Path
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.phrasing.nearest import not_here

PROGRAMMES: Final = "programmes"
"""The folder beside the exercises that holds the programmes."""

_PACKAGE: Final = Path(__file__).parents[1]
_CODE: Final = re.compile(r"\w+")
_NAME: Final = re.compile(r"\w[\w .-]*")
"""A language code may come from a workshop file, and becomes the name of a folder."""
TABLE_HEADER: Final = re.compile(r"^[ \t]*\[", re.MULTILINE)


def folders(extra: Path | None = None, own: Path | None = None) -> list[Path]:
    """Folders to look for exercises in, in order: ``extra``, ``own``, then what was shipped.

    ``extra`` was asked for now, ``own`` is the user's. Raises ``Problem`` where ``extra`` is no
    folder.
    """
    if extra is not None and not extra.is_dir():
        sentence = _("There is no folder {folder}. Nothing was changed.")
        raise Problem(sentence.format(folder=extra), USAGE)
    chosen = [folder for folder in (extra, own) if folder is not None and folder.is_dir()]
    return [*chosen, shipped()]


def no_programme(places: Sequence[Path], programme_id: str) -> Problem:
    """The ``Problem`` of a programme that is beside the exercises of none of ``places``."""
    known = ids([folder / PROGRAMMES for folder in places])
    return not_here(_('"{name}" is no programme here: {known}.'), programme_id, known)


def shipped() -> Path:
    """The exercises that came with the program: the checkout's where there is one, or its own."""
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "exercises").is_dir():
        return checkout / "exercises"
    return _PACKAGE / "exercises"


def ids(places: Sequence[Path]) -> list[str]:
    """Names of the TOML files of ``places``.

    Without the hidden ones that some systems leave on memory sticks.
    """
    files = chain.from_iterable(folder.glob("*.toml") for folder in places)
    return sorted({file.stem for file in files if not file.name.startswith(".")})


def every_file(places: Sequence[Path]) -> list[Path]:
    """Every exercise, programme and translation of ``places``."""
    patterns = ("*.toml", "*/*.toml", f"{PROGRAMMES}/*/*.toml")
    found: list[Path] = []
    for folder, pattern in product(places, patterns):
        found += sorted(folder.glob(pattern))
    return [file for file in found if not _is_hidden(file)]


def _is_hidden(file: Path) -> bool:
    return file.name.startswith(".") or file.parent.name.startswith(".")


def find(places: Sequence[Path], file_id: str) -> Path | None:
    """The first file of that name.

    None for what is no name, which another laptop's file may bring.
    """
    if not _NAME.fullmatch(file_id):
        return None
    paths = (folder / f"{file_id}.toml" for folder in places)
    return next((path for path in paths if path.is_file()), None)


def translations(places: Sequence[Path], complete: Path, language: str) -> list[Path]:
    """The overlays for ``complete``, general language first (``sw``, then ``sw_TZ``).

    One is taken from any place up to the complete file's own: what was shipped is never laid over a
    user's file.
    """
    upto = [*places, complete.parent]
    near = upto[: upto.index(complete.parent) + 1]
    found = []
    for code in filter(_CODE.fullmatch, _codes(language)):
        path = find([folder / code for folder in near], complete.stem)
        if path is not None:
            found.append(path)
    return found


def title(path: Path) -> str:
    """The title in the head of an exercise file; empty if there is none to be read."""
    found = headline(path).get("title")
    return found if isinstance(found, str) else ""


def headline(path: Path) -> dict[str, Any]:
    """The unchecked keys above the first table of an exercise file.

    Empty if it cannot be read.
    """
    # price: tomllib, 5 ms, and a captured line reads no exercise
    import tomllib

    try:
        text = path.read_text("utf-8-sig")
        body = TABLE_HEADER.search(text)
        return tomllib.loads(text[: body.start()] if body else text)
    except (OSError, ValueError, RecursionError):
        return {}


def _codes(language: str) -> Iterator[str]:
    code = language.replace("-", "_")
    base = code.partition("_")[0]
    yield base
    if code != base:
        yield code
