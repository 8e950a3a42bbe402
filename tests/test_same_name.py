"""Names are compared in one way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalition_cli
from coalition_cli.same_name import first_called, is_same_name, name_key

PACKAGE = Path(coalition_cli.__file__).parent
OTHER_THINGS = {
    "app/file_scan.py",  # words that are looked for in a file
    "app/gate_pages.py",  # the same words of several lines
    "catalog/programme_rules.py",  # an id that is guessed out of words
    "catalog/suggestions.py",  # what an author may have meant by a value
    "commands/exercise.py",  # the letter that ends a preview
    "diagnostics/encryption.py",  # what other programs print
    "diagnostics/terminal_check.py",
    "exports/xlsx.py",  # names of sheets, which know no capitals
    "kinds/draft.py",  # words that are counted
    "methods/clustering.py",  # likeness of texts
    "methods/matching.py",
    "methods/new_words.py",  # words of a wording that are new in it
    "model/visitor_page.py",  # a key that is typed unseen, in any case of letters
    "model/repeated_words.py",  # words that are looked for in other words
    "parsing/day_words.py",  # words of a date
    "parsing/foreign/headings.py",  # headings of sheets, without accents
    "parsing/foreign/table_file.py",  # the line by which a program names its separator
    "raw_text/identifying_words.py",  # titles before a name
    "raw_text/naming_signs.py",  # words that are looked for in other words
    "raw_text/telling_details.py",  # kinds of words, and what is no name
    "same_name.py",
    "sanitize.py",  # the name of a file
    "store/paths.py",  # names of files on disks that know no capitals
    "store/transfer/bundle.py",
    "summary/consent_gate.py",  # words that are looked for in other words
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina", "amina"),
        ("Aimée", "Aime\u0301e"),
        ("Amina K", "Amina\u00a0 K "),
        ("Amina K", "\tAmina\u2009K"),
        ("Amina", "A\u200bmina"),
        ("Ng'endo", "Ng’endo"),
        ("Ngʼendo", "NG`ENDO"),
        ("Straße", "STRASSE"),
        ("Ёлка", "ёлка"),
        ("Ёлка", "Е\u0308лка"),
        ("Σοφία", "ΣΟΦΊΑ"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert is_same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Işıl", "IŞIL"),
        ("İrem", "irem"),
        ("Amina K", "Amina"),
        ("Aimée", "Aimee"),
        ("Ёлка", "Елка"),
        ("Amina-K", "Amina K"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert not is_same_name(one, other)


@given(st.text())
def test_a_key_is_a_name_of_its_own_kind(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert is_same_name(name, f"  {name}\u00a0")


def test_the_first_that_is_called_so_is_given_as_it_is_spelled() -> None:
    assert first_called("kundi la BLUU", ["Nyekundu", "Kundi la bluu", "KUNDI LA BLUU"]) == (
        "Kundi la bluu"
    )
    assert first_called("Green", ["Red"]) == ""


def test_nothing_else_compares_names() -> None:
    others = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if ".casefold(" in path.read_text(encoding="utf-8")
    }
    assert others == OTHER_THINGS
