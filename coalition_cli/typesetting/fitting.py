"""Parts that may take only so many pages, made shorter until they do."""

import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.model.document import Document, Part
from coalition_cli.typesetting.compiler import ends_of
from coalition_cli.typesetting.page_data import data_of

_FITTED: Final[dict[tuple[int, str], Document]] = {}
"""What became of documents that still live, which never change, in the language of their words."""


def fitted(document: Document) -> Document:
    """Return ``document`` with each part as long as its pages allow.

    The part itself is tried, then each of its shorter forms, then the last of these with one row
    less of its longest list at a time. A part that fits in no form keeps its shortest. Formats that
    ask for the same document, one after the other, have it fitted once.
    """
    key = id(document), _("on page 2")
    known = _FITTED.get(key)
    if known is None:
        known = _FITTED[key] = _with_fitted_parts(document)
        weakref.finalize(document, _FITTED.pop, key, None).atexit = False
    return known


def fitted_where_counted(document: Document) -> Document:
    """``document`` as ``fitted`` returns it; as it is where the library that counts is not here."""
    try:
        return fitted(document)
    except Problem:
        return document


def _with_fitted_parts(document: Document) -> Document:
    parts = tuple(
        part if part.most_pages is None else _fitted(document, at)
        for at, part in enumerate(document.parts)
    )
    return replace(document, parts=parts)


def _fitted(document: Document, at: int) -> Part:
    part = document.parts[at]
    most = part.most_pages or 1

    def fits(tried: Part) -> bool:
        return _pages(document, tried, is_first=at == 0) <= most

    for form in (part, *part.shorter):
        if fits(form):
            return form
    return _with_fewer_rows((part, *part.shorter)[-1], fits)


def _with_fewer_rows(part: Part, fits: Callable[[Part], bool]) -> Part:
    """The longest form of ``part`` that fits; found by halves, as each page set takes time."""
    forms = list(_forms_with_fewer_rows(part))
    if not forms:
        return part
    low, high = 0, len(forms) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(forms[middle]):
            high = middle
        else:
            low = middle + 1
    return forms[low]


def _forms_with_fewer_rows(part: Part) -> Iterator[Part]:
    """``part`` with one row less each time, until no list has one."""
    shorter = part.with_one_row_less()
    while shorter is not None:
        yield shorter
        shorter = shorter.with_one_row_less()


def _pages(document: Document, part: Part, *, is_first: bool) -> int:
    """How many pages a part takes, under the head of the document where it is the first."""
    before = () if is_first else (Part("before", (), points=part.points),)
    ends = ends_of(data_of(replace(document, parts=(*before, part))))
    return ends[-1].page - len(before)
