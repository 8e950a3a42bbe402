"""The foot of every page: whose it is, what it is of, and which page of how many."""

from string import Formatter
from typing import Literal, NamedTuple

from coalition_cli.i18n import _
from coalition_cli.model.document import Document
from coalition_cli.wordprocessing.nodes import Words

Counted = Literal["", "page", "pages"]


class Numbered(NamedTuple):
    """Words of a foot, and the number that follows them: of this page, or of all."""

    words: str
    counted: Counted


def foot_words(document: Document) -> tuple[Words, ...]:
    """Whose it is, strong, then the rest."""
    first, *others = document.foot or (document.head.title,)
    rest = "".join(f" · {words}" for words in others)
    return (Words(first, "strong"), *((Words(rest),) if rest else ()))


def numbered() -> tuple[Numbered, ...]:
    """The words around the number of a page, in their order."""
    found = []
    for words, name, _form, _kind in Formatter().parse(_("Page {page} of {pages}")):
        counted: Counted = "page" if name == "page" else "pages" if name == "pages" else ""
        found.append(Numbered(words, counted))
    return tuple(found)
