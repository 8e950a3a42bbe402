"""A word that is blacked out goes from every wording of every line, whoever said it."""

from typing import Any

import pytest

from coalition_cli.model.entry import DETAILS, EXPORTS, PEOPLE
from coalition_cli.model.redaction import Spoken, called_so, cut_alike, left_in, outlook
from tests.store.transfer.laptops import DRAFTS, NOTES, Laptop, words_of


def black_out(laptop: Laptop, typed: str) -> None:
    laptop.entries = outlook(laptop.entries, Spoken(typed)).entries


@pytest.mark.parametrize(
    ("typed", "said", "left"),
    [
        ("Hassan", "Amina Hassan came", "Amina […] came"),
        ("hassan", "HASSAN's house", "[…]'s house"),
        ("Hassan", "Hassanali came", "Hassanali came"),
        ("Amina Hassan", "Amina and Hassan, then amina-hassan", "Amina and Hassan, then […]"),
        ("Juma", "Jumá alisema", "[…] alisema"),
        ("Бермет", "БЕРМЕТ пришла", "[…] пришла"),
        ("0712 345 678", "call 0712-345-678 now", "call […] now"),
        ("Block B", "block B and block C", "[…] and block C"),
        ("Juma", "Juma Juma", "[…]"),
        ("3", "3 of 33", "[…] of 33"),
        ("Juma", "[…] and Juma", "[…] and […]"),
    ],
)
def test_whole_words_in_a_row_go_in_whatever_spelling(typed: str, said: str, left: str) -> None:
    laptop = Laptop(1)
    line = laptop.say(said, by="01JCG3XCG0000000000000000")
    black_out(laptop, typed)
    assert laptop.of(line).text == left
    assert laptop.of(line).by == line.by
    assert ("reword" in laptop.of(line).body) is (left != said)
    before = list(laptop.entries)
    black_out(laptop, typed)
    assert laptop.entries == before


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (
            {"learning": "of Juma", "text": "x"},
            {"learning": "of […]", "text": "x", "reword": [1]},
        ),
        ({"concerns": ["fine", "Juma."]}, {"concerns": ["fine", "[…]."], "reword": [1]}),
        ({"raters": {"Juma": 1, "Asha": 4}}, {"raters": {"[…] 1": 1, "Asha": 4}, "reword": []}),
        ({"text": "x", "bucket": "Juma"}, {"text": "x", "bucket": "Juma"}),
    ],
)
def test_it_goes_wherever_a_step_keeps_words_and_labels_stay(
    body: dict[str, Any], left: dict[str, Any]
) -> None:
    laptop = Laptop(1)
    line = laptop.say(body, place=DRAFTS)
    black_out(laptop, "Juma")
    assert laptop.of(line).body == left
    assert bool(left_in(laptop.entries, Spoken("Juma"))) is ("bucket" in body)


def test_earlier_wordings_lose_it_and_the_log_of_exports_stays() -> None:
    laptop = Laptop(1)
    line = laptop.say("of Juma")
    laptop.edit(line, "of nobody")
    laptop.say({"text": "Juma is his name", "name": "care_person"}, place=DETAILS)
    sent = laptop.say({"files": ["juma.md"]}, place=EXPORTS)
    found = outlook(laptop.entries, Spoken("Juma"))
    assert len(found.cuts) == 2
    assert found.spelled == ["Juma"]
    assert "Juma" not in words_of(found.entries)
    assert left_in(found.entries, Spoken("juma")) == [sent]


def test_longer_words_are_told_and_people_who_are_called_so() -> None:
    laptop = Laptop(1)
    laptop.say("Juma Ali", place=PEOPLE)
    longer = laptop.say("on Jumanne")
    assert outlook(laptop.entries, Spoken("Juma")).longer == [longer]
    assert [each.text for each in called_so(laptop.standing(PEOPLE), Spoken("juma"))] == [
        "Juma Ali"
    ]
    assert called_so(laptop.standing(PEOPLE), Spoken("Asha")) == []


def test_another_laptop_loses_it_whichever_takes_from_which_and_it_never_comes_back() -> None:
    here, there = Laptop(1), Laptop(2)
    line = here.say("papers of Juma, in Mombasa")
    there.take(here.entries)
    other = there.say("Juma again", second=5)
    old = list(there.entries)
    black_out(here, "Juma")
    black_out(there, "Mombasa")
    for one, its in ((here, there), (there, here), (here, there)):
        one.take(its.entries)
        one.take(old)
    for laptop in (here, there):
        assert laptop.of(line).text == "papers of […], in […]"
        assert laptop.of(other).text == "Juma again"
    assert cut_alike(old, {entry.id: entry for entry in here.entries}) == here.entries
    assert NOTES in {entry.place for entry in here.entries}
