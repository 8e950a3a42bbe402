"""Documents as pages: set with typst from data alone, with the fonts of the package.

The template is ``page.typ``; nothing that people typed ever becomes a part of it.
"""

from dataclasses import dataclass

from coalition_cli.model.document import Document
from coalition_cli.typesetting.compiler import (
    Refused,
    ends_of,
    letters_without_shape,
    pages_of,
    pdf_of,
    png_of,
)
from coalition_cli.typesetting.fitting import fitted, fitted_where_counted
from coalition_cli.typesetting.page_data import data_of, texts_in

__all__ = [
    "Set",
    "fitted",
    "fitted_where_counted",
    "png_of",
    "refused_letters",
    "set_pdf",
    "set_texts",
]


@dataclass(frozen=True, slots=True)
class Set:
    """A document as it was set.

    ``pages`` are how many each part has, in their order. ``refused`` are the letters that no font
    here has: boxes stand in their places. With one of them, or where the document may not be called
    one for readers aloud for another reason, ``is_for_readers_aloud`` is False.
    """

    pdf: bytes
    pages: tuple[int, ...]
    refused: tuple[str, ...] = ()
    is_for_readers_aloud: bool = True


def refused_letters(document: Document) -> tuple[str, ...]:
    """Return the letters of ``document`` for which no font here has a shape."""
    return letters_without_shape("".join(texts_in(data_of(document))))


def set_texts(document: Document) -> tuple[str, ...]:
    """Return every text of ``document`` as it is set, in its longest form."""
    return tuple(texts_in(data_of(document)))


def set_pdf(document: Document) -> Set:
    """Set ``document`` as it is; ``fitted`` makes it as long as it may be."""
    data = data_of(document)
    try:
        return Set(pdf_of(data, is_for_readers_aloud=True), pages_of(ends_of(data)))
    except Refused:
        refused = letters_without_shape("".join(texts_in(data)))
    data = data_of(document, refused)
    pdf = pdf_of(data, is_for_readers_aloud=False)
    return Set(pdf, pages_of(ends_of(data)), refused, False)
