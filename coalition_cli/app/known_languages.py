"""The languages that can be asked for: those of the screens, and those of exercises."""

import re
from collections.abc import Iterable
from pathlib import Path

from coalition_cli import i18n
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.phrasing.nearest import not_here


def known_language(language: str, folders: Iterable[Path], also: Iterable[str] = ()) -> str:
    """The code of ``language`` with its name in small letters, as folders of texts are called.

    Raises a ``Problem`` with the list of languages for one that nobody has written texts in.

    ``folders`` are those of exercises, with a folder for each language that some are translated
    into; ``also`` are further languages that will do.
    """
    known = {*i18n.languages(), *also, *(each for folder in folders for each in _of(folder))}
    name = re.split("[-_]", language)[0]
    if name.lower() not in known:
        sentence = _('"{name}" is no language here: {known}.')
        told = ", ".join(sorted(known))
        raise not_here(sentence, language, sorted(known), told=told, status=USAGE)
    return name.lower() + language[len(name) :]


def _of(folder: Path) -> list[str]:
    """The languages of a folder of exercises: the two or three letters of a folder's name."""
    if not folder.is_dir():
        return []
    return [
        path.name
        for path in folder.iterdir()
        if path.is_dir() and path.name.isalpha() and len(path.name) in (2, 3)
    ]
