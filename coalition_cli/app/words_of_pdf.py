"""The words of a PDF that was just made: of its pages, its properties and its alternative texts."""

import codecs
import io
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from coalition_cli.extras import needing

if TYPE_CHECKING:
    from pypdf import PdfReader

_DRAWN: Final = re.compile(
    rb"/(?P<font>[^\s/]+)\s+[\d.]+\s+Tf|\((?P<text>(?:\\.|[^\\()])*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f]{4,})>|(?P<end>\bET\b)",
    re.DOTALL,
)
_TEXT: Final = re.compile(rb"\((?P<text>(?:\\.|[^\\()])*)\)|<(?P<hex>[0-9A-Fa-f]{4,})>", re.DOTALL)
_STREAM: Final = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_MEANT: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIRS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES: Final = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")
_END: Final = "\0"
"""The end of a run of letters."""
_NEUTRAL: Final = f"{string.whitespace}{_END}"
_DEEPEST: Final = 4
"""How many pictures may stand within each other."""


def words_of_pdf(content: bytes) -> str:
    """Return every word that a reader of the PDF, or of its properties, could find."""
    with needing("documents"):
        # price: 90 ms, and only a PDF is read by it
        import pypdf
    reader = pypdf.PdfReader(io.BytesIO(content))
    metadata = reader.xmp_metadata
    parts = [str(value) for value in (reader.metadata or {}).values()]
    parts += [metadata.stream.get_data().decode("utf-8", "replace")] if metadata else []
    parts += _properties(reader, content)
    for page in reader.pages:
        drawn = page.get_contents()
        data = drawn.get_data() if drawn is not None else b""
        letters = _drawn(data, page.get("/Resources"), 0)
        for words in ("".join(letters), _as_read(letters)):
            # A run of letters ends within a word too, where the next ones are of another script.
            parts += [words.replace(_END, " "), words.replace(_END, "")]
    return "\n".join(parts)


def _properties(reader: "PdfReader", content: bytes) -> Iterator[str]:
    """Every text of an object: titles of chapters, what stands for a picture, names of files."""
    # price: none, it is loaded by now
    from pypdf.generic import IndirectObject

    packed = {stream for stream, _place in reader.xref_objStm.values()}
    streams: list[Any] = [reader.get_object(IndirectObject(each, 0, reader)) for each in packed]
    for data in (
        _STREAM.sub(b"", content),
        *(stream.get_data() for stream in streams if stream is not None),
    ):
        for found in _TEXT.finditer(data):
            text = _codes(found)
            is_wide = text.startswith(codecs.BOM_UTF16_BE)
            yield text.decode("utf-16" if is_wide else "latin-1", "replace")


def _as_read(letters: Sequence[str]) -> str:
    """The ``letters``, which are drawn from left to right, in the order in which they are read.

    One shape may stand for several letters, which are in that order already.
    """
    found: list[str] = []
    for runs_left, run in groupby(letters, _runs_left):
        drawn = list(run)
        found += reversed(drawn) if runs_left else drawn
    return "".join(found)


def _runs_left(letter: str) -> bool:
    """True if ``letter`` is read from right to left, or may stand between two that are."""
    is_of_any = not letter.strip(_NEUTRAL) or unicodedata.combining(letter[0]) > 0
    return is_of_any or unicodedata.bidirectional(letter[0]) in ("R", "AL")


def _drawn(data: bytes, resources: Any, depth: int) -> list[str]:
    """The letters that are drawn on a page, and in the pictures on it; a word may be one too."""
    resources = resources.get_object() if resources is not None else {}
    fonts = resources.get("/Font", {})
    known = (
        {name[1:].encode(): _letters(fonts[name]) for name in fonts.get_object()} if fonts else {}
    )
    words: list[str] = []
    letters: Mapping[int, str] = {}
    for found in _DRAWN.finditer(data):
        if found["font"] is not None:
            letters = known.get(found["font"], {})
        elif found["end"] is not None:
            words.append(_END)
        else:
            words += _read(_codes(found), letters)
    pictures = resources.get("/XObject", {})
    for name in pictures.get_object() if pictures and depth < _DEEPEST else ():
        picture = pictures[name].get_object()
        if picture.get("/Subtype") == "/Form":
            words += _drawn(picture.get_data(), picture.get("/Resources"), depth + 1)
    return words


def _codes(found: re.Match[bytes]) -> bytes:
    if found["hex"] is not None:
        digits = found["hex"].decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return _ESCAPED.sub(_meant, found["text"])


def _meant(escaped: re.Match[bytes]) -> bytes:
    sign = escaped[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return b"" if sign in (b"\n", b"\r", b"\r\n") else _MEANT.get(sign, sign)


def _read(codes: bytes, letters: Mapping[int, str]) -> list[str]:
    if not letters:
        return [codes.decode("latin-1")]
    pairs = zip(codes[::2], codes[1::2], strict=False)
    return [letters.get(first << 8 | second, "\ufffd") for first, second in pairs]


def _letters(font: Any) -> dict[int, str]:
    """The letters of a font by its own numbers for them; none for one that writes them as such."""
    table = font.get_object().get("/ToUnicode")
    data = table.get_object().get_data() if table is not None else b""
    found: dict[int, str] = {}
    for block in _PAIRS.findall(data):
        codes = _HEX.findall(block)
        found |= {
            int(code, 16): _letter(meant)
            for code, meant in zip(codes[::2], codes[1::2], strict=False)
        }
    for block in _RANGES.findall(data):
        codes = _HEX.findall(block)
        for first, last, meant in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            for code in range(int(first, 16), int(last, 16) + 1):
                more = code - int(first, 16)
                found[code] = _letter(b"%0*x" % (len(meant), int(meant, 16) + more))
    return found


def _letter(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
