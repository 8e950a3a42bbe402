"""Bytes become the text that was meant, or a refusal in one sentence; nothing else can happen."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.raw_text.decode import decode

WORDS = "Réunion “à midi” – d’accord"


@pytest.mark.parametrize(
    ("content", "text", "is_told"),
    [
        (b"", "", False),
        (WORDS.encode(), WORDS, False),
        (codecs.BOM_UTF8 + WORDS.encode(), WORDS, False),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), WORDS, False),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS, False),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), WORDS, False),
        (codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"), WORDS, False),
        (WORDS.encode("cp1252"), WORDS, True),
        (WORDS.encode() + b"\n" + WORDS.encode("cp1252"), f"{WORDS}\n{WORDS}", True),
        ("мир\nвода".encode(), "мир\nвода", False),
        ("a \ufffd b".encode(), "a \ufffd b", False),
    ],
)
def test_text_is_read_as_it_was_written(content: bytes, text: str, is_told: bool) -> None:
    decoded = decode(content)
    assert decoded.text == text
    assert bool(decoded.told) is is_told


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"PK\x03\x04rest", "packed"),
        (b"PK\x05\x06" + bytes(18), "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "packed"),
        (b"\x1f\x8b\x08", "packed"),
        (b"%PDF-1.4", "PDF"),
        (b"\xef\xbb\xbf%PDF-1.4", "PDF"),
        (b"\nBEGIN:VCALENDAR\n", "calendar"),
        (b"begin:vcalendar\n", "calendar"),
        ("\ufeffBEGIN:VCALENDAR\n".encode("utf-16-le"), "calendar"),
        (b"BEGIN:VCARD\nFN:X\n", "address book"),
        (b"a\0b", "no text"),
        ("\ufeffa\0b".encode("utf-16-le"), "no text"),
        (b"\xff\xfea", "no text"),
        (b"caf\x81", "no text"),
        (b"caf\xe9\x02", "no text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(content: bytes, named: str) -> None:
    with pytest.raises(Problem, match=named) as refused:
        decode(content)
    assert refused.value.status == 1
    assert "nothing was saved" in refused.value.sentence
    assert "coalition import FILE" in refused.value.sentence


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except Problem:
        return
    assert "\0" not in decoded.text
    decoded.text.encode()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=80))
def test_any_text_comes_back_from_its_bytes(text: str) -> None:
    try:
        assert decode(text.encode()).text == text
    except Problem:
        assert text.lstrip().upper().startswith(("PK", "%PDF", "BEGIN:V"))
