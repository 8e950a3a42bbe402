"""The export of a chat: what people wrote, without what the chat says and without numbers."""

import pytest

from coalition_cli.parsing.foreign.chat import read


def said(text: str) -> list[tuple[int, tuple[str, ...]]]:
    sheet = read(text)
    assert sheet is not None
    return [(row.number, row.cells) for row in sheet.rows[1:]]


@pytest.mark.parametrize(
    "begin",
    [
        "29/11/2026, 09:13 - ",
        "11/29/26, 9:13 AM - ",
        "11/29/26, 9:13\u202fPM - ",
        "29.11.26, 09:13 - ",
        "2026-11-29 09:13 - ",
        "[29/11/2026, 09:13:05] ",
        "\u200e[11/29/26, 9:13:05 AM] ",
        "[29.11.26, 09:13:05] ",
    ],
)
def test_each_telephone_writes_its_own_way(begin: str) -> None:
    assert said(f"{begin}Zuri: Water\nand light\n{begin}Rehema: Roads: two") == [
        (1, ("Zuri", "Water\nand light")),
        (3, ("Rehema", "Roads: two")),
    ]


@pytest.mark.parametrize(
    "number", ["+254 722 000 111", "\u202a+254 722 000 111\u202c", "~ 0722000111"]
)
def test_a_number_is_no_name(number: str) -> None:
    assert said(f"29/11/2026, 09:13 - {number}: Water") == [(1, ("", "Water"))]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Zuri created group “Lakes”", "system"),
        ("Zuri: <Media omitted>", "media"),
        ("Zuri: <Médias omis>", "media"),
        ("Zuri: \u200eimage omitted", "media"),
        ("Zuri: IMG-1.jpg (file attached)", "media"),
        ("Zuri: This message was deleted", "deleted"),
        ("Zuri: \u200eYou deleted this message.", "deleted"),
        ("Zuri: Ce message a été supprimé", "deleted"),
        ("Zuri: Данное сообщение удалено", "deleted"),
    ],
)
def test_what_nobody_wrote_is_left_out(words: str, reason: str) -> None:
    sheet = read(f"29/11/2026, 09:13 - {words}")
    assert sheet is not None
    assert [each.reason for each in sheet.left_out] == [reason]
    assert len(sheet.rows) == 1


def test_that_it_was_edited_is_no_part_of_the_words() -> None:
    text = "29/11/2026, 09:13 - Zuri: Water <This message was edited>"
    assert said(text) == [(1, ("Zuri", "Water"))]


@pytest.mark.parametrize("text", ["", "Water", "Notes\n29/11/2026, 09:13 - Zuri: Water"])
def test_other_text_is_no_chat(text: str) -> None:
    assert read(text) is None
