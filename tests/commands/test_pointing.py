"""Words that may name somebody, at the prompts and on standard input of real processes."""

import pytest

from tests.support.calling import CTRL_C, CTRL_U, entries_of

NOTICE = "This may name somebody"
NEXT = "Next line"


def texts(house) -> list[str]:
    return [row["text"] for row in house.summary()["notes"]]


def left(seat) -> None:
    seat.press(CTRL_C)
    assert seat.end() == 130


@pytest.fixture
def zawadi(umoja):
    umoja.people("Zawadi")
    return umoja


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_captured_line_costs_exactly_one_enter_more(zawadi, width, height):
    seat = zawadi.at_terminal("note", width=width, height=height)
    seat.talk((NEXT, "zawadi cried\r"), ("somebody: a name.", "\r"), ("1 zawadi cried", "\r"))
    assert seat.end() == 0
    assert texts(zawadi) == ["zawadi cried"]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_the_notice_hides_nothing(zawadi, width, height):
    zawadi.note(*(f"line {number}" for number in range(1, 30)))
    seat = zawadi.at_terminal("note", width=width, height=height)
    seat.talk((NEXT, "Piga 0712 345 678\r"))
    seat.see(NOTICE)
    words = " ".join(seat.text.split())
    assert "a telephone number. Enter saves it so; or change it first." in words
    for seen in ("line 29", NEXT, "> Piga 0712 345 678", "Enter saves"):
        assert seen in words
    assert words.count("0712") == 1
    seat.press("\r")
    seat.see("30 Piga 0712 345 678")
    left(seat)


def test_what_was_changed_is_saved_as_it_was_changed(zawadi):
    seat = zawadi.at_terminal("note")
    seat.talk((NEXT, "zawadi cried\r"), (NOTICE, f"{CTRL_U}She\r"), ("1 She cried", "\r"))
    assert seat.end() == 0
    assert texts(zawadi) == ["She cried"]


def test_her_name_behind_the_words_is_a_speaker_and_not_pointed_at(zawadi):
    seat = zawadi.at_terminal("note")
    seat.talk((NEXT, "Papers @Zawadi\r"), ("1 Papers", "\r"))
    assert seat.end() == 0
    assert NOTICE not in seat.escapes


def test_a_private_line_is_not_pointed_at(zawadi):
    seat = zawadi.at_terminal("note", "--share", "private")
    seat.talk((NEXT, "zawadi cried\r"))
    while len(entries_of(zawadi.workshop)) < 2:
        assert NOTICE not in seat.text
    left(seat)


def test_a_pasted_list_is_pointed_at_once(zawadi):
    seat = zawadi.at_terminal("note")
    pasted = "- Papers\n- zawadi cried\n- Piga 0712 345 678\n- Water"
    seat.see(NEXT)
    seat.press(f"\x1b[200~{pasted}\x1b[201~")
    seat.talk(("Several lines", "\r"), ("2 of 4 lines may name somebody", "\r"), ("4 Water", "\r"))
    assert seat.end() == 0
    assert texts(zawadi) == ["Papers", "zawadi cried", "Piga 0712 345 678", "Water"]


def test_a_line_that_is_mended_with_a_slash_is_pointed_at_for_what_is_new(zawadi):
    zawadi.note("zawadi cried")
    seat = zawadi.at_terminal("note")
    seat.talk((NEXT, "/fix 1\r"), ("> zawadi cried", " a lot\r"), ("Mended: 1", "/fix 1\r"))
    assert NOTICE not in seat.escapes
    seat.talk(("> zawadi cried a lot", ", 0712 345 678\r"), ("a telephone number", "\r"))
    seat.see("lot, 0712 345 678")
    left(seat)
    assert texts(zawadi) == ["zawadi cried a lot, 0712 345 678"]


def test_a_line_that_is_mended_at_the_shell_is_pointed_at(zawadi):
    zawadi.note("She cried")
    seat = zawadi.at_terminal("fix", "note.1")
    seat.talk(("> She cried", f"{CTRL_U}zawadi cried\r"), (NOTICE, "\r"))
    assert seat.end() == 0
    assert texts(zawadi) == ["zawadi cried"]


def test_a_name_that_is_mended_is_meant(zawadi):
    seat = zawadi.at_terminal("fix", "p1")
    seat.talk(("> Zawadi", " Wanjiru Kamau\r"))
    assert seat.end() == 0
    assert NOTICE not in seat.escapes
    assert entries_of(zawadi.workshop)[-1]["body"]["text"] == "Zawadi Wanjiru Kamau"


def test_a_list_of_people_is_meant(umoja):
    seat = umoja.at_terminal("people", "add")
    seat.talk(("A chosen name", "Wanjiru Kamau, 0712 345 678\r"))
    seat.see("Wanjiru Kamau")
    assert NOTICE not in seat.escapes
    left(seat)


def test_line_by_line_enter_saves_it_too(zawadi):
    seat = zawadi.at_terminal("--plain", "note")
    seat.talk((NEXT, "Piga 0712 345 678\r"), ("Enter alone: Piga", "\r"))
    seat.see("1 Piga 0712 345 678")
    left(seat)
    assert f"! {NOTICE}: a telephone number." in seat.escapes
    assert texts(zawadi) == ["Piga 0712 345 678"]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_it_is_said_in_swahili(zawadi, width, height):
    seat = zawadi.at_terminal("--language", "sw", "note", width=width, height=height)
    seat.talk((">", "zawadi analia, piga 0712 345 678\r"), ("kwanza.", ""))
    assert "jina, namba ya simu. Enter huihifadhi hivi; au badilisha kwanza." in " ".join(
        seat.text.split()
    )
    seat.press("\r")
    seat.see("1 zawadi analia")
    assert NOTICE not in seat.escapes
    left(seat)


TOLD = [
    (["Papers", "Water"], ""),
    (
        ["Papers", "", "Piga 0712 345 678", "Write to rose.m@example.net or Wanjiru Kamau"],
        "Saved as they are: 2 lines may name somebody (line 3: a telephone number; line 4: a name, "
        "an e-mail address). To change one: coalition fix\n",
    ),
    (
        ["Call 0712 345 678"],
        "Saved as it is: 1 line may name somebody (line 1: a telephone number). To change it: "
        "coalition fix\n",
    ),
    (["zawadi cried"], ""),
]


@pytest.mark.parametrize(("lines", "told"), TOLD)
def test_lines_of_standard_input_are_saved_and_told_of_afterwards(zawadi, lines, told):
    done = zawadi.call("note", typed="\n".join(lines) + "\n")
    assert done.status == 0
    assert done.err == told
    assert texts(zawadi) == [line for line in lines if line]


def test_many_lines_are_told_of_in_one_short_sentence(umoja):
    done = umoja.call("note", typed="Ward B is cold\n" * 30)
    assert "30 lines may name somebody (line 1: a place of detention;" in done.err
    assert done.err.count("line ") == 10
    assert done.err.rstrip().endswith("; …). To change one: coalition fix")


def test_private_lines_of_standard_input_are_not_told_of(umoja):
    assert umoja.call("note", "--share", "private", typed="Piga 0712 345 678\n").err == ""


def test_answers_of_a_file_are_not_pointed_at(umoja):
    done = umoja.play("visioning", {"pieces": [{"by": "", "text": "Call 0712 345 678"}]})
    assert NOTICE not in done.err + done.out
