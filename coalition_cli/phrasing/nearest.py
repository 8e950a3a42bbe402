"""The known word that somebody may have meant, and the sentences that offer it."""

from collections.abc import Iterable, Sequence
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import for_screen

_MOST_COMPARED: Final = 2_000
_LONGEST: Final = 200


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that is nearest to ``word``; empty if none is near."""
    # price: difflib, 5 ms, and what has no mistakes is compared with nothing
    import difflib

    names: dict[str, str] = {}
    for name in known:
        names.setdefault(name_key(name), name)
        if len(names) == _MOST_COMPARED:
            break
    near = difflib.get_close_matches(name_key(word[:_LONGEST]), names, 1)
    return names[near[0]] if near else ""


def closest(word: str, known: Sequence[str]) -> str:
    """A phrase that offers the one of ``known`` nearest to ``word``; empty if none is near."""
    near = nearest(word, known)
    return _("did you mean {word}?").format(word=near) if near else ""


def unknown(sentence: str, word: object, known: Iterable[str]) -> Problem:
    """The ``Problem`` of a ``word`` that is none of ``known``: it names the nearest of them."""
    near = nearest(word, known) if isinstance(word, str) else ""
    if not near or not isinstance(word, str):
        return Problem(sentence)
    meant = _("Did you mean {near}?").format(near=for_screen(near).replace("\n", " "))
    return Problem(f"{sentence} {meant}", meant=(word, near))
