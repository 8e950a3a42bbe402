"""The scan of a produced file: it is opened again, before it lies anywhere, and looked through.

For what its readers may not have and the summary does not say: a name, words of other lines, who
works at this computer, and where its files lie. Nothing of it is ever expected: whatever is found
is a mistake of a format, and nothing is written.
"""

import getpass
import platform
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from coalition_cli.app.words_of_file import words_of_file
from coalition_cli.errors import Problem
from coalition_cli.exports import words_given
from coalition_cli.i18n import _
from coalition_cli.model.body_shape import every_text
from coalition_cli.model.entry import WITHOUT_WORDS
from coalition_cli.model.paper import Paper
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.raw_text.words_about_names import ORDINARY, TITLES
from coalition_cli.same_name import name_key
from coalition_cli.summary.shown_texts import plain, shown_texts

if TYPE_CHECKING:
    from coalition_cli.store import WorkshopFile

_SHORTEST_NAME: Final = 3
_SHORTEST_ELSEWHERE: Final = 2
"""A name in letters of which one is a syllable is as telling."""
_SHORTEST_LINE: Final = 24
_SHORTEST_PATH: Final = 6
_OF_EVERYBODY: Final = frozenset(
    (
        *("root", "user", "admin", "administrator", "owner", "guest", "home", "office", "laptop"),
        *("localhost", "localhost.localdomain", "runner", "ubuntu", "debian", "fedora", "none"),
    )
)
"""Names of users and computers that name nobody."""
_OF_FORMATS: Final = frozenset(
    (
        *("adobe", "bold", "code", "font", "identity", "noto", "page", "part", "regular", "sans"),
        *("sheet", "table", "text", "title", "type", "typst"),
    )
)
"""Words that the formats say of themselves."""
_UNSEEN: Final = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that no reader sees: places to break a word, joiners, and what turns the direction."""
_WORD_SPACE: Final = "\u1361"
"""What stands between two words in Ethiopic, where no space does."""


class Format(Protocol):
    """Whatever makes a file of a summary."""

    SUFFIX: str

    def render(self, summary: Summary, paper: Paper) -> bytes:
        """The whole file."""


class Forbidden(NamedTuple):
    """What may not stand in a file: names as whole words, lines, words of this computer, paths."""

    names: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    machine: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


def forbidden_for(file: "WorkshopFile", summary: Summary) -> Forbidden:
    """Return what may not stand in a file of ``summary``, which was made of ``file`` here."""
    return forbidden_words(file.workshop, summary, _of_machine(), _paths(file.path))


def forbidden_words(
    workshop: Workshop,
    summary: Summary,
    machine: Iterable[str] = (),
    paths: Iterable[str] = (),
) -> Forbidden:
    """Return the words of ``workshop``, of a machine and its ``paths`` that ``summary`` has not."""
    shown = _folded("\n".join(shown_texts(summary)))
    names = (_folded(name) for name in workshop.all_names())
    lines = {
        _folded(text)
        for entry in workshop.entries
        if entry.op in ("add", "edit") and entry.place not in WITHOUT_WORDS
        if entry.place.step or not entry.place.exercise
        for text in every_text(entry.body)
        if len(text) >= _SHORTEST_LINE
    }
    return Forbidden(
        frozenset(each for each in names if _is_telling(each) and not _is_in(each, shown)),
        frozenset(each for each in lines if each not in shown),
        frozenset(each for each in machine if not _is_in(_folded(each), shown)),
        frozenset(each for each in paths if _folded(each) not in shown),
    )


def scanned(
    name: str, export: Format, summary: Summary, paper: Paper, forbidden: Forbidden
) -> bytes:
    """Return the file of the format called ``name``, which was looked through.

    Raises ``Problem`` where it holds what is ``forbidden``; the words themselves are not repeated.
    """
    content = export.render(summary, paper)
    words = f"{words_of_file(content, export.SUFFIX)}\n{words_given(export, summary)}"
    found = found_in(words, forbidden)
    if found:
        sentence = _(
            "The {format} file would have held {what}, which its readers may not have; nothing was "
            "written. Take another format, and tell who looks after this program."
        )
        raise Problem(sentence.format(format=name, what=found))
    return content


def found_in(words: str, forbidden: Forbidden) -> str:
    """Return what sort of thing ``words`` hold that is ``forbidden``; empty for none."""
    text = _as_seen(words)
    folded = text.casefold()
    if _any_word(forbidden.names, folded):
        return _("a name that does not stand in this summary")
    if any(line in folded for line in forbidden.lines):
        return _("words that are not for them")
    if _any_word(map(_as_seen, forbidden.machine), text):
        return _("the name of this computer or of its user")
    if any(_as_seen(path) in text for path in forbidden.paths):
        return _("the name of a folder of this computer")
    return ""


def _any_word(wanted: Iterable[str], text: str) -> bool:
    pattern = "|".join(map(re.escape, sorted(wanted)))
    return bool(pattern) and re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None


def _is_in(word: str, text: str) -> bool:
    return _any_word([word], text)


def _as_seen(text: str) -> str:
    """``text`` without the signs that no reader sees, each letter written in the same way."""
    visible = _UNSEEN.sub("", text).replace(_WORD_SPACE, " ")
    return plain(unicodedata.normalize("NFKC", visible))


def _folded(text: str) -> str:
    return _as_seen(text).casefold()


def _is_telling(name: str) -> bool:
    is_word = (
        name in ORDINARY or name in TITLES or name in _OF_FORMATS or name_key(name) in ORDINARY
    )
    least = _SHORTEST_NAME if name.isascii() else _SHORTEST_ELSEWHERE
    return len(name) >= least and not is_word


def _of_machine() -> list[str]:
    """The names of this computer and of its user, but those that many have."""
    names = [platform.node()]
    with suppress(OSError, KeyError, ImportError):
        names.append(getpass.getuser())
    return [
        each
        for each in names
        if len(each) >= _SHORTEST_NAME and each.casefold() not in _OF_EVERYBODY | _OF_FORMATS
    ]


def _paths(workshop: Path) -> list[str]:
    """The folder of this user, and where the workshop lies."""
    found = [workshop.absolute(), workshop.absolute().parent]
    with suppress(RuntimeError):
        found.append(Path.home())
    return [str(path) for path in found if len(str(path)) >= _SHORTEST_PATH]
