import pytest

from coalition_cli.typesetting.page_text import in_direction, page_text

TO_RIGHT, TO_LEFT, BACK = "\u2066", "\u2067", "\u2069"
PEACE = "\u0633\u0644\u0627\u0645"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("run \u202eover\u202c there \u2066x\u2069", "run over there x"),
        (
            "by \u2068\u202eAna\u202c\u2069, \u2067x \u2068y\u2069\u2069\u2069",
            "by \u2068Ana\u2069, x \u2068y\u2069",
        ),
        ("\u2068\u2066a\u2069 b", "\u2068a b\u2069"),
        ("a\x00b\x07", "ab"),
        ("two\r\nlines\u2028three", "two\nlines\nthree"),
        ("a" * 30, "a" * 30),
        ("a" * 32, f"{'a' * 10}\u200b{'a' * 10}\u200b{'a' * 10}\u200baa"),
        ("e\u0301" * 20, "\u200b".join(["e\u0301" * 5] * 4)),
        ("x" * 9 + "e" + "\u0301" * 40, "x" * 9 + "e" + "\u0301" * 40),
        ("\U0001f469\u200d\U0001f467" * 11, None),
    ],
)
def test_a_text_stays_but_for_what_no_page_can_hold(typed, kept):
    found = page_text(typed)
    if kept is not None:
        assert found == kept
    assert "\u200b\u200d" not in found
    assert "\u200d\u200b" not in found


@pytest.mark.parametrize(
    ("text", "to_right", "to_left"),
    [
        ("words, and 12.", "words, and 12.", f"{TO_RIGHT}words, and 12.{BACK}"),
        (PEACE, f"{TO_LEFT}{PEACE}{BACK}", PEACE),
        ("+255 000", "+255 000", f"{TO_RIGHT}+255 000{BACK}"),
        ("3=", "3=", f"{TO_RIGHT}3={BACK}"),
        ("...", "...", "..."),
        (
            f"{PEACE} +255 000 x",
            f"{TO_LEFT}{PEACE} {TO_RIGHT}+255 000{BACK} x{BACK}",
            f"{PEACE} {TO_RIGHT}+255 000{BACK} x",
        ),
        (
            f"\u2068{PEACE} 3\u2069, by 7 Dec",
            f"\u2068{PEACE} {TO_RIGHT}3{BACK}\u2069, by {TO_RIGHT}7{BACK} Dec",
            f"{TO_RIGHT}\u2068{PEACE} {TO_RIGHT}3{BACK}\u2069, by {TO_RIGHT}7{BACK} Dec{BACK}",
        ),
        (f"\u2068{PEACE}\u2069", f"{TO_LEFT}\u2068{PEACE}\u2069{BACK}", f"\u2068{PEACE}\u2069"),
        (f"a\n{PEACE}", f"a\n{TO_LEFT}{PEACE}{BACK}", f"{TO_RIGHT}a{BACK}\n{PEACE}"),
    ],
)
def test_a_text_keeps_its_direction_on_any_page(text, to_right, to_left):
    assert in_direction(text, is_to_left=False) == to_right
    assert in_direction(text, is_to_left=True) == to_left
