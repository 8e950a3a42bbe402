"""Several names in one answer: split at the word for *and*, never inside a name that is known."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.parsing.several_names import read_led, split_names
from coalition_cli.same_name import first_called
from tests.support.playing import Bench

KNOWN = ["Amina", "Grace", "Joyce", "Salt and Light", "Amina na Neema", "Мария", "Ana y Rosa", "E"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Amina", ["Amina"]),
        ("Amina and Grace", ["Amina", "Grace"]),
        ("amina AND grace", ["amina", "grace"]),
        ("Amina na Grace", ["Amina", "Grace"]),
        ("Amina et Grace", ["Amina", "Grace"]),
        ("Amina y Grace", ["Amina", "Grace"]),
        ("Amina e Grace", ["Amina", "Grace"]),
        ("Amina и Мария", ["Amina", "Мария"]),
        ("Amina & Grace", ["Amina", "Grace"]),
        ("Amina, Grace", ["Amina", "Grace"]),
        ("Amina,Grace and Joyce", ["Amina", "Grace", "Joyce"]),
        ("Amina, and Grace", ["Amina", "Grace"]),
        ("  Amina  and\tGrace ", ["Amina", "Grace"]),
        ("Salt and Light", ["Salt and Light"]),
        ("salt  AND light", ["salt  AND light"]),
        ("Salt and Light and Amina", ["Salt and Light", "Amina"]),
        ("Amina and Salt and Light", ["Amina", "Salt and Light"]),
        ("Amina na Neema", ["Amina na Neema"]),
        ("Amina na Neema na Grace", ["Amina na Neema", "Grace"]),
        ("Ana y Rosa, Amina", ["Ana y Rosa", "Amina"]),
        ("Amina and Nobody", ["Amina", "Nobody"]),
        ("E e Amina", ["E", "Amina"]),
        ("Aminata", ["Aminata"]),
        ("Andrea", ["Andrea"]),
        ("Ines", ["Ines"]),
        ("Amina,", ["Amina"]),
        (", Amina", ["Amina"]),
        ("and", ["and"]),
        ("", []),
    ],
)
def test_names_are_split_and_a_known_one_stays_whole(words, expected) -> None:
    assert split_names(words, lambda name: bool(first_called(name, KNOWN))) == expected


@pytest.fixture
def bench() -> Bench:
    return Bench(people=("Amina", "Grace", "Joyce"))


@pytest.mark.parametrize(
    ("given", "helper"),
    [("amina and grace", "Grace"), ("Amina, Grace na Joyce", "Grace, Joyce")],
)
def test_the_first_leads_and_the_others_help(bench, given, helper) -> None:
    led = read_led(given, bench.view)
    assert (bench.workshop.name_of(led.owner), led.helper) == ("Amina", helper)


@pytest.mark.parametrize("given", ["Amina", "", "Amina and amina", 5, None, ["Amina", "Grace"]])
def test_one_name_is_nothing_to_split(bench, given) -> None:
    assert read_led(given, bench.view) is None


def test_a_name_that_nobody_has_is_refused_with_the_nearest(bench) -> None:
    with pytest.raises(Problem) as refused:
        read_led("Amina and Grase", bench.view)
    assert '"Grase" is nobody here: ' in refused.value.sentence
    assert "Did you mean Grace?" in refused.value.sentence
    assert refused.value.meant == ("Amina and Grase", "Amina and Grace")
