"""Typed and pasted text made harmless: what is taken out, what is kept, what a screen shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coalition_cli.sanitize import clean, file_name, for_line, for_screen, is_empty

SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("raw", "text", "removed"),
    [
        ("[/foo] [/] [inaudible] [bold] :100: C:\\dir\\ \\[x]", None, 0),
        ("up \x1b[2J there \x1b[3A x", "up  there  x", 8),
        ("a\x1b]0;title\x07b", "ab", 10),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab", 13),
        ("a\x1b]8;;http://x\x07ours\x1b]8;;\x07 b", "aours b", 20),
        ("a \x1b]0;no end\nb", "a \nb", 10),
        ("a \x1bPq no end", "a", 10),
        ("a\x9b2Jb \x90q\x9cc \x9d0;t\x07d", "ab c d", 11),
        ("twice \x1b\x1b[2J[2J", "twice [2J", 5),
        ("ends with \x1b", "ends with", 1),
        ("\ufeffa\ufffe\uffff\U0001fffe b", "a b", 4),
        ("a\U000e0041\U000e0042", "a", 2),
        (SCOTLAND, None, 0),
        (FAMILY, None, 0),
        ("می‌خواهم שלום مرحبا", None, 0),
        ("run \u202eover\u202c \u2066there\u2069", None, 0),
        ("e" + "\u0301" * 200, None, 0),
        ("one\rtwo\r\nthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix", 0),
        ("one\x0btwo\x0cthree", "one\ntwo\nthree", 0),
        ("a\tb", None, 0),
        ("a\x00b\x1ac\x08d\x7fe", "abcde", 4),
        ("caf\udcc3\udca9", "café", 0),
        ("caf\udce9", "caf\ufffd", 1),
        ("why? \ud83d b", "why? \ufffd b", 1),
        ("a \ud83d\ude00 b", "a 😀 b", 0),
        ("   ", "", 0),
    ],
)
def test_what_could_act_is_taken_out_and_all_else_is_kept(
    raw: str, text: str | None, removed: int
) -> None:
    assert clean(raw) == (raw if text is None else text, removed)


@given(some.text(some.characters(), max_size=40))
def test_whatever_is_typed_can_be_stored_and_shown_and_is_clean_the_second_time(raw: str) -> None:
    text = clean(raw).text
    text.encode("utf-8")
    assert clean(text) == (text, 0)
    assert not set(text) & set(map(chr, [*range(9), *range(11, 32), *range(127, 160)]))
    assert not set(for_screen(text)) & set(
        "\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a    b"),
        ("run \u202eover\u202c there", "run over there"),
        ("e" + "\u0301" * 200 + "x", "e" + "\u0301" * 4 + "x"),
        ("of a file\x1b[2J", "of a file"),
        (FAMILY, FAMILY),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_a_screen_gets_no_override_no_tab_and_few_marks_on_one_letter(
    text: str, shown: str
) -> None:
    assert for_screen(text) == shown


@pytest.mark.parametrize("text", ["", " \t\n", "\u200b", "\u2060\ufeff\u00ad", "\u202e \u200f"])
def test_what_nobody_can_see_is_nothing(text: str) -> None:
    assert [is_empty(text), is_empty(f"{text}a")] == [True, False]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../x", "x"),
        ("/etc/x", "etc-x"),
        ("a\\b", "a-b"),
        ("nul.md", "nul-md"),
        ("a:b?", "a-b"),
        ("trail. ", "trail"),
        ("-rf", "rf"),
        ("$(id)", "id"),
        ("new\nline", "new-line"),
        ("x\u202egnp.md", "x-gnp-md"),
        ("ﬁn É", "fin-é"),
        ("é" * 130, "é" * 32),
        ("x" * 300, "x" * 64),
    ],
)
def test_a_title_gives_a_name_that_is_safe_everywhere(title: str, name: str) -> None:
    assert file_name(title) == name


def test_titles_without_a_name_of_their_own_get_digests() -> None:
    titles = ["", "😀😀", "😀", "CON", "aux ", "LPT9", "com¹", "..", "~", "___"]
    names = {file_name(title) for title in titles}
    assert len(names) == len(titles)
    assert all(name.startswith("workshop-") for name in names)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f469\u200d\U0001f467 late", "\U0001f469 late"),
        ("\U0001f469\U0001f3fd\u200d\u2764\ufe0f\u200d\U0001f469 two", "\U0001f469 two"),
        ("\u2764\ufe0f heart", "\u2764 heart"),
        ("\U0001f44b\U0001f3fd hello", "\U0001f44b hello"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_row_holds_only_signs_whose_cells_every_terminal_counts_alike(text, shown):
    assert for_line(text) == shown
