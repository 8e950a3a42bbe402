"""Details by which strangers may know somebody: what the consent gate finds, what it leaves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.raw_text.identifying_words import marks
from coalition_cli.raw_text.telling_details import marks_outside

FOUND = [
    ("I want to see my son Peter again", "relative", "my son Peter"),
    ("My late husband, John Otieno, paid it", "relative", "My late husband, John Otieno"),
    ("her daughters Leila and Neema wait", "relative", "her daughters Leila and Neema"),
    ("our little sister called Wanja", "relative", "our little sister called Wanja"),
    ("Joy's mother-in-law Rehema", "relative", "Joy's mother-in-law Rehema"),
    ("my son PETER", "relative", "my son PETER"),
    ("Mwanangu Petro yuko nyumbani", "relative", "Mwanangu Petro"),
    ("mume wangu Juma alinisaidia", "relative", "mume wangu Juma"),
    ("mtoto wangu anayeitwa Neema", "relative", "mtoto wangu anayeitwa Neema"),
    ("Mama wa Petro", "relative", "Mama wa Petro"),
    ("ma fille Chantal m'attend", "relative", "ma fille Chantal"),
    ("Son mari, Didier, est là", "relative", "Son mari, Didier"),
    ("mi hija Lucía y yo", "relative", "mi hija Lucía"),
    ("minha irmã Rosa", "relative", "minha irmã Rosa"),
    ("Мой сын Пётр дома", "relative", "сын Пётр"),
    ("жду дочь мою Марию", "relative", "дочь мою Марию"),
    ("писала сестре Анне", "relative", "сестре Анне"),
    ("She was born 12.4.1985 here", "birth", "12.4.1985"),
    ("born on 12 April 1985", "birth", "on 12 April 1985"),
    ("born on the 3rd of May 1990", "birth", "on the 3rd of May 1990"),
    ("Date of birth: 1985-04-12", "birth", "1985-04-12"),
    ("DOB 04/12/85", "birth", "04/12/85"),
    ("born April 12, 1985", "birth", "April 12, 1985"),
    ("Alizaliwa tarehe 12/4/1985", "birth", "tarehe 12/4/1985"),
    ("amezaliwa mwaka 1985 kijijini", "birth", "mwaka 1985"),
    ("née le 12 avril 1985", "birth", "le 12 avril 1985"),
    ("nació el 12 de abril de 1985", "birth", "el 12 de abril de 1985"),
    ("родилась 12.04.1985", "birth", "12.04.1985"),
    ("Анна, 12.04.1985 г.р.", "birth", "12.04.1985"),
    ("case no. 44/2019 is open", "id", "44/2019"),
    ("Criminal case number 123 of 2020", "id", "123 of 2020"),
    ("case 44/2019", "id", "44/2019"),
    ("File No: KE/123/B", "id", "KE/123/B"),
    ("her ID 19850412-12345", "id", "19850412-12345"),
    ("19850412-12345", "id", "19850412-12345"),
    ("prisoner 4521 was moved", "id", "4521"),
    ("passport AB 1234567", "id", "AB 1234567"),
    ("kesi na. 44/2019", "id", "44/2019"),
    ("Kesi ya jinai namba 44 ya 2019", "id", "44 ya 2019"),
    ("kitambulisho namba 12345", "id", "12345"),
    ("dossier n° 12/345", "id", "12/345"),
    ("expediente núm. 12-345", "id", "12-345"),
    ("дело № 1-23/2020", "id", "1-23/2020"),
    ("we live at plot 14, Uhuru street", "address", "plot 14, Uhuru street"),
    ("House no. 12 is empty", "address", "House no. 12"),
    ("Plot 22 Kariakoo", "address", "Plot 22 Kariakoo"),
    ("at 14 Uhuru Street", "address", "14 Uhuru Street"),
    ("number 9 Acacia Close", "address", "9 Acacia Close"),
    ("the shop on Moi avenue", "address", "Moi avenue"),
    ("Mtaa wa Uhuru una soko", "address", "Mtaa wa Uhuru"),
    ("kiwanja namba 14", "address", "kiwanja namba 14"),
    ("12 rue de Bukavu-Centre", "address", "12 rue de Bukavu-Centre"),
    ("calle de Bolívar 12", "address", "calle de Bolívar 12"),
    ("ул. Ленина, д. 5", "address", "ул. Ленина, д. 5"),
    ("P.O. Box 1234", "address", "P.O. Box 1234"),
    ("S.L.P. 77", "address", "S.L.P. 77"),
]
LEFT = [
    "the 3rd street light",
    "two cases",
    "In case 3 women come, we cook",
    "In case 2/3 agree",
    "In this case no 20 women can pay",
    "case number one is food",
    "We closed 14 cases in 2019",
    "kesi na 3 wanawake",
    "kesi mbili na 20 watu",
    "my son and my daughter",
    "My son is in school, and English is hard",
    "our children English and Swahili",
    "Our mothers pay for the bail",
    "her HIV test, her baby HIV free",
    "MY SON WENT HOME",
    "watoto wa shule na watoto wetu",
    "mume wangu na mke wake",
    "mon mari et ma fille",
    "мой сын и дочь ждут",
    "The coalition was born in 2019",
    "An idea was born on Monday",
    "mtoto alizaliwa hospitalini",
    "née dans la région",
    "Good road for all, and a street market",
    "Every street needs a lamp",
    "When it rains Floods close the road, then Amina drive on",
    "Street vendors and road workers",
    "3 streets, 2 roads",
    "plot 3 gets maize",
    "We rent a house, 3 rooms",
    "mtaa wa pili na barabara ya vumbi",
    "la rue et la calle",
    "на улице холодно",
    "passports in 2024",
    "An ID costs 300 for 12 women",
    "Account books for 30 groups",
    "Rule 45, page 12",
    "We earned 120 000 in 3 months",
    "bp 120 and 80",
    "The next meeting is on 12.4.2025",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_it_is_found_with_all_of_its_words(text: str, kind: str, words: str) -> None:
    found = [(mark.kind, text[mark.start : mark.end]) for mark in marks_outside(text)]
    assert found == [(kind, words)]


@pytest.mark.parametrize("text", LEFT)
def test_an_ordinary_line_is_left_alone(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in marks_outside(text)] == []


def test_while_people_type_nothing_more_is_pointed_at_than_before() -> None:
    kinds = {mark.kind for text, _kind, _words in FOUND for mark in marks(text, ["Peter"])}
    assert not kinds & {"relative", "birth", "address"}


def test_what_overlaps_is_one_stretch_and_no_part_of_a_name_is_left_beside_it() -> None:
    text = "my brother Dr. Peter Okello, 0700 000 111"
    found = [text[mark.start : mark.end] for mark in marks_outside(text, ["Peter Okello"])]
    assert "Okello" in found[0]
    assert found[-1] == "0700 000 111"
    assert "Peter" not in "".join(found[1:])


@given(st.text(max_size=200))
def test_of_any_text_marks_are_whole_and_do_not_overlap(text: str) -> None:
    found = marks_outside(text, ["Rose"])
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


_HEAVY = ["my son ", "born 1", "case no. 1", "ID 1", "plot 1, ", "Ab street ", "1-", "a's ", "12 "]


@pytest.mark.parametrize("piece", _HEAVY)
def test_a_text_of_any_length_is_looked_through_in_a_moment(piece: str) -> None:
    assert len(marks_outside(piece * (100_000 // len(piece)))) <= 100_000
