"""The known word that somebody may have meant, and the sentences that offer it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final

from coalition_cli.errors import Problem
from coalition_cli.exit_status import REFUSED
from coalition_cli.i18n import _
from coalition_cli.same_name import name_key
from coalition_cli.sanitize import for_screen, in_short

_MOST_COMPARED: Final = 2_000
_LONGEST: Final = 200
_MOST_TOLD: Final = 8


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
    meant = _("Did you mean {near}?").format(near=_one_line(near))
    return Problem(f"{sentence} {meant}", meant=(word, near))


def not_here(
    sentence: str,
    given: Any,
    known: Iterable[str],
    *,
    told: str = "",
    otherwise: str = "",
    status: int = REFUSED,
) -> Problem:
    """The ``Problem`` of what is none of ``known``: what there is, and what may have been meant.

    ``sentence`` has a gap for the ``{name}`` that was given and one for all that is ``{known}``,
    the nearest first; ``told`` says that otherwise. ``otherwise`` is what can be done where nothing
    is near.
    """
    names = list(islice(known, _MOST_COMPARED))
    near = nearest(given, names) if isinstance(given, str) else ""
    text = sentence.format(name=in_short(given), known=told or _told(names, near))
    more = _("Did you mean {near}?").format(near=_one_line(near)) if near else otherwise
    meant = (given, near) if near else None
    return Problem(f"{text} {more}".strip(), status, meant=meant, names=names)


def _told(names: Sequence[str], near: str) -> str:
    ordered = list(dict.fromkeys([*([near] if near else []), *filter(None, names)]))
    more = ["…"] if len(ordered) > _MOST_TOLD else []
    return ", ".join([*map(_one_line, ordered[:_MOST_TOLD]), *more]) or _("none yet")


def _one_line(name: str) -> str:
    return for_screen(name).replace("\n", " ")
