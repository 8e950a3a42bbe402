"""A list of people is one person a line at every door; words at a list of choices wait."""

import pytest

from tests.support.calling import ENTER, House

MARKED = "1) Neema\n2) Zawadi\n- Rehema\n• Ana\n"
NAMES = ["Neema", "Zawadi", "Rehema", "Ana"]


def bracketed(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def unmarked(text: str) -> str:
    return text.strip("\n").replace("\n", "\r")


def people(house: House) -> list[str]:
    return [line.rstrip("\t") for line in house.call("people", "show").lines]


def test_a_list_from_standard_input_is_one_person_a_line(umoja: House) -> None:
    assert umoja.call("people", "add", typed=MARKED).status == 0
    assert [line.split("\t")[0] for line in people(umoja)] == NAMES


@pytest.mark.parametrize("paste", [bracketed, unmarked])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (MARKED, NAMES),
        ("Neema\nZawadi\nRehema", NAMES[:3]),
        ("Neema, Blue\nZawadi, Red", ["Neema, Blue", "Zawadi, Red"]),
    ],
)
def test_a_list_pasted_at_the_prompt_is_one_person_a_line(umoja, paste, typed, expected) -> None:
    seat = umoja.at_terminal("people", "add")
    seat.talk(("A chosen name", paste(typed)), ("Several lines came at once", ENTER))
    seat.talk((f"{expected[-1].split(',')[0]} is here.", ENTER))
    assert seat.end() == 0
    rows = [line.split("\t") for line in people(umoja)]
    assert [", ".join(filter(None, row[:2])) for row in rows] == expected


def test_tabs_part_what_columns_part(umoja: House) -> None:
    seat = umoja.at_terminal("people", "add")
    seat.talk(("A chosen name", bracketed("Neema\tBlue\nZawadi\t\tguest\nAna\t")))
    seat.talk(("Several lines came at once", ENTER), ("Ana is here.", ENTER))
    assert seat.end() == 0
    assert people(umoja) == ["Neema\tBlue\tparticipant", "Zawadi\t\tguest", "Ana\t\tparticipant"]


@pytest.mark.parametrize("paste", [bracketed, unmarked])
def test_a_list_pasted_on_the_page_of_who_is_here(umoja: House, paste) -> None:
    umoja.people("Amina")
    seat = umoja.at_terminal("people", "here")
    seat.talk(("Somebody new", ENTER), ("A chosen name", paste("Neema\tBlue\nZawadi\nRehema")))
    seat.talk(("Several lines came at once", ENTER))
    seat.see("Neema is here. Zawadi is here. Rehema is here.")
    seat.press("7")
    assert seat.end() == 0
    assert people(umoja)[1:] == [
        "Neema\tBlue\tparticipant",
        "Zawadi\t\tparticipant",
        "Rehema\t\tparticipant",
    ]


def test_a_list_with_a_mistake_stops_there_and_keeps_the_rest(umoja: House) -> None:
    umoja.people("Amina")
    seat = umoja.at_terminal("people", "leave")
    seat.talk(("Who has left?", bracketed("- Zora\n- Amina")), ("Several lines", ENTER))
    seat.talk(('"Zora" is nobody here: ', "\x15Amina\r"), ("Amina has left", ENTER))
    assert seat.end() == 0


FORMS = """Zoé Uwimana
Zoe\u0301 Uwimana
Yıldız
YILDIZ
İpek
ipek
Neema
Neema
neema\u0020
Neema  T
Neema T
Weiß
WEISS
Ёжик
ёжик
Ana\u00a0B
Ana B
"""


def test_names_in_two_forms_are_one_and_it_is_said_of_each(umoja: House) -> None:
    done = umoja.call("people", "add", typed=FORMS)
    assert done.status == 0
    assert [line.split("\t")[0] for line in done.lines] == [
        "Zoé Uwimana", "Yıldız", "YILDIZ", "İpek", "ipek", "Neema", "Neema T", "Weiß", "Ёжик",
        "Ana B",
    ]  # fmt: skip
    twice = "Zoé Uwimana, Neema, Neema T, Weiß, Ёжик, Ana B"
    assert f"Given more than once and taken once: {twice}." in done.err
    for name in ("Zoé Uwimana", "Neema", "Neema T", "Weiß", "Ёжик", "Ana B"):
        assert f"{name} is here already." in done.err
    assert done.err.count("is here already.") == 7
