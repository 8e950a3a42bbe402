"""Pages and pictures through typst: data in, bytes out; nothing of this machine, no network."""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from coalition_cli.errors import Problem
from coalition_cli.extras import needing
from coalition_cli.i18n import _

FOLDER: Final = Path(__file__).parent
TEMPLATE: Final = FOLDER / "page.typ"
FONTS: Final = FOLDER / "fonts"
READABLE_ALOUD: Final = "ua-1"
"""The standard of a PDF that readers aloud can read; it refuses letters that no font has."""

_PICTURE: Final = b"""
#set page(width: 100pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.data), format: "svg", width: 100pt)
"""
_LETTERS: Final = b"""
#set document(title: "letters")
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"))
#for letter in json(bytes(sys.inputs.data)) { par(letter) }
"""
_REFUSED: Final = re.compile(r'PDF/UA-1 error: the text .*?`"(.+?)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_NAMED: Final = 40
_MOST_TRIED: Final = 200


class Refused(Exception):
    """Typst does not set the data as a PDF for readers aloud."""


class End(NamedTuple):
    """The last page of a part, counted from the first page of the document."""

    name: str
    page: int


def pdf_of(data: dict[str, Any], *, is_for_readers_aloud: bool) -> bytes:
    """The PDF of ``data``; it has tags in any case.

    Raises ``Refused`` where it may not call itself one for readers aloud.
    """
    with needing("documents"):
        # price: typst, 10 ms, and only a document needs it
        import typst
    standards: list[Any] = [READABLE_ALOUD] if is_for_readers_aloud else []
    compiler = _compiler(TEMPLATE, json.dumps(data))
    try:
        with setting():
            pdf: bytes = compiler.compile(format="pdf", pdf_standards=standards)
    except typst.TypstError as error:
        if is_for_readers_aloud:
            raise Refused(str(error)) from error
        raise
    return pdf


def ends_of(data: dict[str, Any]) -> tuple[End, ...]:
    """The last page of each part of ``data``, without making the PDF."""
    compiler = _compiler(TEMPLATE, json.dumps(data))
    with setting():
        found = json.loads(compiler.query("<end>", field="value"))
    return tuple(End(each["name"], each["page"]) for each in found)


def pages_of(ends: tuple[End, ...]) -> tuple[int, ...]:
    """How many pages each part has."""
    before = (0, *(end.page for end in ends))
    return tuple(end.page - first for end, first in zip(ends, before, strict=False))


def png_of(svg: str, width: int) -> bytes:
    """The picture ``svg`` as PNG, ``width`` pixels wide, on white."""
    png: bytes = _compiler(_PICTURE, svg).compile(format="png", ppi=72 * width / 100)
    return png


@contextmanager
def setting() -> Iterator[None]:
    """Turn a fault within typst, at letters that it cannot cope with, into a sentence."""
    try:
        yield
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        sentence = _(
            "These pages cannot be set: some letters in them are more than the typesetter can do. "
            "The workshop is as it was, and the formats html and md can be made."
        )
        raise Problem(sentence) from fault


def letters_without_shape(text: str) -> tuple[str, ...]:
    """The letters of ``text`` that no font here can show, in their order; the first forty."""
    left = [letter for letter in dict.fromkeys(text) if not letter.isascii()]
    found: set[str] = set()
    while left and len(found) < _MOST_NAMED:
        message = _refusal(left)
        if not message:
            break
        named = _letters_in(message)
        refused = {letter for letter in left if letter in named}
        if not refused:
            # One that joins the letter before it: the message names only that one.
            refused = {letter for letter in left[:_MOST_TRIED] if _refusal([letter])}
            left = []
        found |= refused
        left = [letter for letter in left if letter not in found]
    return tuple(letter for letter in dict.fromkeys(text) if letter in found)[:_MOST_NAMED]


def _refusal(letters: list[str]) -> str:
    """What typst says against a PDF of ``letters``; empty if nothing."""
    with needing("documents"):
        # price: typst, 10 ms, and only a document needs it
        import typst
    shown = [f"a{each}" if unicodedata.category(each)[0] == "M" else each for each in letters]
    try:
        compiler = _compiler(_LETTERS, json.dumps(shown))
        compiler.compile(format="pdf", pdf_standards=[READABLE_ALOUD])
    except typst.TypstError as error:
        return str(error)
    return ""


def _letters_in(message: str) -> str:
    found = _REFUSED.search(message)
    if not found:
        return ""
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), found[1])


def _compiler(source: Path | bytes, data: str) -> Any:
    with needing("documents"):
        # price: typst, 10 ms, and only a document needs it
        import typst
    return typst.Compiler(
        input=source,
        root=FOLDER,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )


@cache
def _fonts() -> Any:
    """The fonts of the package, and those within typst for what they do not have."""
    # price: typst, 10 ms, and only a document needs it
    import typst

    return typst.Fonts(font_paths=[FONTS], include_system_fonts=False)
