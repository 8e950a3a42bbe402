"""Words that may name somebody: what is pointed at, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.raw_text.identifying_words import chosen_name, marks
from coalition_cli.raw_text.naming_signs import may_name

PEOPLE = ["Zawadi", "Mama Rose", "Kim"]
NAMING = [
    ("Wanjiru Kamau Njoroge waited for three years", {"person"}),
    ("zawadi's brother has a lorry", {"person"}),
    ("Ask inspector Juma Hamisi first", {"person"}),
    ("Prof. Achieng taught us for nothing", {"person"}),
    ("Señora Lucía Gómez nos escuchó", {"person"}),
    ("Mwalimu Baraka alitusaidia", {"person"}),
    ("Нас ждала Анна Иванова", {"person"}),
    ("Rose alikuwa mahabusu", {"person", "place"}),
    ("I wrote to rose.m@example.net twice", {"mail"}),
    ("Piga 0712 345 678 jioni", {"phone"}),
    ("(+254) is wrong, +254-712-345-678 is right", {"phone"}),
    ("Звоните 8 (495) 000-00-00", {"phone"}),
    ("Her number is 19790101-54321-00009-11", {"id"}),
    ("Passport CD7654321 is with them", {"id"}),
    ("Kadi KE-20010101-33 imepotea", {"id"}),
    ("Ward B at the detention centre is cold", {"place"}),
    ("Magereza hayana dawa", {"place"}),
    ("Six mois à la maison d'arrêt", {"place"}),
    ("Salió de la prisión en mayo", {"place"}),
    ("Письма в колонию не идут", {"place"}),
]
ORDINARY = [
    "A house where the children can stay",
    "The Council of Elders meets on Friday",
    "On Tuesday 12 November at 10:30",
    "We earned 120 000 in 3 months",
    "Rule 45, page 12",
    "From Kampala and Kigali to Nairobi",
    "The United Nations has rules for us",
    "Women of the East African Community",
    "The kimono is a dress",
    "Tunahitaji vitambulisho na mikopo",
    "Nous voulons un marché couvert",
    "Queremos un taller de costura",
    "Нужна работа и жильё",
    "8 groups of 5, then 3 groups of 13",
    "0.3333333333333333 of us",
    "Law 17/2003, article 4",
    "No. 1 is urgent, No. 2 can wait",
    "MAMA MIA, what a day",
    "Human rights come first",
    "Rose",
]


def test_nineteen_of_twenty_lines_that_name_somebody_are_found() -> None:
    missed = [
        line for line, kinds in NAMING if not kinds <= {mark.kind for mark in marks(line, PEOPLE)}
    ]
    assert len(missed) <= 1, missed


def test_at_most_one_ordinary_line_in_twenty_is_pointed_at() -> None:
    assert [line for line in ORDINARY if marks(line, PEOPLE)] == ["Rose"]


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Call Dr. Anna Bell, 0700 000 111.", ["Dr. Anna Bell", "0700 000 111"]),
        ("Zawadi’s card", ["Zawadi"]),
        ("zawadi na Zawadi", ["zawadi", "Zawadi"]),
        ("Anna Bell and Rose of Segerea", ["Anna Bell", "Rose", "Segerea"]),
        ("", []),
    ],
)
def test_what_is_pointed_at_are_the_words_themselves(text: str, stretches: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in marks(text, PEOPLE)] == stretches


def test_without_people_a_first_name_alone_is_a_word() -> None:
    assert marks("Zawadi came") == []


@pytest.mark.parametrize(
    ("text", "people", "stretches"),
    [
        ("A child with a card, and the rest of us", ["Woman With A Rather", "Rest Of The"], "rest"),
        ("Watoto wa shule na walimu ya leo", ["Zawadi wa Bahari", "Juma na Ya"], ""),
        ("La maison de la rue et le van bin el", ["Marie de La Cruz", "Ali bin El Van"], ""),
        ("Он и мы по делу", ["Он И По"], ""),
        ("a A i I", ["A", "I"], ""),
        ("an old friend of An and Jo", ["An", "Jo"], "An|Jo"),
        ("Rather or Cruz", ["Woman With A Rather", "Marie de La Cruz"], "Rather|Cruz"),
        ("B. K. and Rose", ["Rose B. K."], "Rose"),
    ],
)
def test_small_parts_of_names_name_nobody_by_themselves(
    text: str, people: list[str], stretches: str
) -> None:
    assert "|".join(text[mark.start : mark.end] for mark in marks(text, people)) == stretches


@given(st.text(max_size=200))
def test_of_any_text_marks_are_whole_and_do_not_overlap(text: str) -> None:
    found = marks(text, PEOPLE)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


_HEAVY = """
prisons JAIL penitentiary borstal cell B1 block 3 selo magereza rumande cachots pénitentiaires
cárceles prisiones penitenciaría calabozos presídios prisão cadeia тюрьма колониях сизо изолятор
ukonga Segerea lang'ata makala shimo la tewa dr. Okello A123456 1234-56-78 +254712345678 a@b.c
"""
_PIECES = st.sampled_from(
    ["maison d’arrêt", *" ".join([_HEAVY, *(line for line, _ in NAMING), *ORDINARY]).split()]
)


@given(st.lists(_PIECES, max_size=6).map(" ".join))
def test_whatever_is_found_has_a_sign_that_is_looked_for_first(text: str) -> None:
    assert may_name(text) or not marks(text)


@pytest.mark.parametrize(
    "line", ["Papers come first", "tunahitaji maji", "150 women in 12 groups", "нужна работа"]
)
def test_a_line_without_a_sign_needs_no_patterns(line: str) -> None:
    assert not may_name(line)


@pytest.mark.parametrize("piece", ["a", "0", "a@", "00 (", "Dr. ", "Ab ", "11-", "a@b.c "])
def test_a_text_of_any_length_is_looked_through_in_a_moment(piece: str) -> None:
    """Patterns that begin anew at each letter took a minute for it."""
    assert len(marks(piece * (100_000 // len(piece)))) < 20_000


def test_a_long_row_of_figures_is_no_telephone() -> None:
    assert marks("Scores: 0 1 2 3 4 5 4 3 2 1 0 1 2 3 4 5 4 3 2 1 0 1 2 3 4 5") == []


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("Amina Hassan", "Amina"),
        ("Dr. Amina Hassan", "Amina"),
        ("Amina", ""),
        ("AMINA", ""),
        ("Rose Wanjiru", "Mama Rose"),
        ("Zuhura Ali", ""),
        ("Zuhura Ali Juma", ""),
        ("Hassan", ""),
        ("Áminá Hassan", "Amina"),
    ],
)
def test_whoever_is_named_in_full_is_offered_the_name_she_chose(words: str, chosen: str) -> None:
    people = ["Amina", "Mama Rose", "Zuhura Ali", "Zuhura", "Ali Juma"]
    assert chosen_name(words, people) == chosen


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("So said Amina Hassan Ali, of us", "Amina Hassan Ali"),
        ("Amina Zuhura", "Amina"),
        ("amina Hassan", "amina"),
        ("Amina, Hassan", "Amina"),
        ("Amina's Book", "Amina"),
    ],
)
def test_her_surname_behind_her_chosen_name_belongs_to_it(text: str, stretch: str) -> None:
    first = marks(text, ["Amina", "Zuhura"])[0]
    assert text[first.start : first.end] == stretch
