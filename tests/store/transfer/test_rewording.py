"""A withdrawal takes out the words and every quote of them, and leaves whatever else was said."""

from typing import Any

import pytest

from coalition_cli.model import withdrawal
from coalition_cli.model.entry import EXPORTS, GONE, Entry
from coalition_cli.model.merging import merge
from coalition_cli.model.withdrawal import apply, echoes, reach, reworded
from tests.store.transfer.exchanges import content_digest
from tests.store.transfer.laptops import DAY_BEFORE, DRAFTS, NOTES, PEOPLE, THEMES, Laptop, words_of

SAID = "They cut off the water for three days."


@pytest.mark.parametrize(
    ("said", "quoted", "left"),
    [
        (SAID, "We want: they cut off the water for three days!", "We want: […]!"),
        (SAID, "They  CUT off\nthe water", "[…]"),
        (
            SAID,
            "cut off the water is a crime, the water is life",
            "[…] is a crime, the water is life",
        ),
        (SAID, "cut off the light", "cut off the light"),
        (SAID, "They cut off the water, and again they cut off the water.", "[…], and again […]."),
        (SAID, "The water", "The water"),
        ("Walikata maji yetu", "Sisi: walikata maji yetu!", "Sisi: […]!"),
        ("Walikata maji yetu", "Walikata maji", "Walikata maji"),
        ("Walikata maji", "Sisi: walikata maji!", "Sisi: walikata maji!"),
        ("Maji", "maji!", "maji!"),
        ("Maji", "Maji ni uhai", "Maji ni uhai"),
        ("Él cortó el agua allá", "el corto el agua alla siempre", "[…] siempre"),
        ("Ils ont coupe\u0301 l’eau hier", "« Ils ont coupé l'eau hier »", "« […] »"),
        ("one two three four", "one two three […] four", "[…]"),
        ("قطعوا الماء عنا أيام", "نقول قطعوا الماء عنا أيام", "نقول […]"),
        ("", "nothing was withdrawn", "nothing was withdrawn"),
    ],
)
def test_a_quote_is_taken_out_and_nothing_else(said: str, quoted: str, left: str) -> None:
    laptop = Laptop(1)
    first = laptop.say(said)
    draft = laptop.say({"text": quoted, "from": [first.id]}, place=DRAFTS)
    laptop.withdraw(first)
    assert laptop.of(first).is_gone
    assert laptop.of(draft).text == left
    assert ("reword" in laptop.of(draft).body) is (left != quoted)
    assert laptop.of(draft).body["from"] == [first.id]


@pytest.mark.parametrize(
    ("place", "body", "after"),
    [
        (
            THEMES,
            {"text": SAID, "notes": {"01JD0000000000000000000009": 1}},
            {"text": "[…].", "reword": [8]},
        ),
        (
            DRAFTS,
            {"first_step": SAID, "status": "open", "by_when": "2026-12-12"},
            {"first_step": "[…].", "reword": [8]},
        ),
        (
            DRAFTS,
            {"concerns": ["fine", SAID], "adopts": []},
            {"concerns": ["fine", "[…]."], "reword": [8]},
        ),
        (
            DRAFTS,
            {"from": [], "raters": {"Ilala": 1, SAID: 4}},
            {"raters": {"Ilala": 1, "[…] 2": 4}, "reword": []},
        ),
        (DRAFTS, {"text": "We", "from": [], "group": SAID, "consent": SAID}, {}),
        (NOTES, {"text": SAID}, {}),
        (PEOPLE, {"text": SAID}, {}),
        (EXPORTS, {"files": [SAID], "audience": SAID}, {}),
    ],
)
def test_quotes_are_found_wherever_a_step_keeps_words(
    place: Any, body: dict[str, Any], after: dict[str, Any]
) -> None:
    laptop = Laptop(1)
    first = laptop.say(SAID)
    other = laptop.say(body, place=place)
    laptop.withdraw(first)
    assert laptop.of(other).body == {**body, **after}


def test_what_somebody_said_in_the_same_words_is_not_changed_but_shown() -> None:
    laptop = Laptop(1)
    neema = laptop.say("Neema", place=PEOPLE)
    first = laptop.say(SAID)
    own = laptop.say(SAID, by=neema.id)
    laptop.withdraw(first)
    assert laptop.of(own) == own
    assert echoes(laptop.entries, [SAID]) == [own]


def test_what_an_earlier_step_said_is_no_quote_of_a_draft_that_was_withdrawn() -> None:
    laptop = Laptop(1)
    note = laptop.say(SAID)
    draft = laptop.say(f"We say: {SAID}", place=DRAFTS, second=10)
    laptop.withdraw(draft, 20)
    assert laptop.of(note) == note


def test_withdrawing_a_person_takes_out_all_that_she_said_and_her_name() -> None:
    laptop = Laptop(1)
    neema, amina = (laptop.say(name, place=PEOPLE) for name in ("Neema", "Amina"))
    hers = laptop.say({"learning": "one thing", "commitment": SAID}, by=neema.id, place=DRAFTS)
    change = laptop.edit(hers, "she said more", 1)
    other = laptop.say("Something else", by=amina.id)
    theme = laptop.say({"text": "Neema", "notes": {}}, place=THEMES)
    plan = laptop.say(
        {"text": "Write", "who": neema.id, "helper": "neema", "status": "open"}, place=DRAFTS
    )
    before = list(laptop.entries)
    taken = laptop.withdraw(neema)
    assert [entry.id for entry in laptop.entries] == [entry.id for entry in before] + [taken.id]
    for entry in (neema, hers, change):
        assert (laptop.of(entry).body, laptop.of(entry).by) == (GONE, None)
    assert laptop.of(theme).text == "[…]"
    assert laptop.of(plan).body == {**plan.body, "helper": "[…]", "reword": [1]}
    assert laptop.of(other) == other
    assert reworded(before, laptop.entries) == [laptop.of(theme), laptop.of(plan)]
    assert reach([*before, taken], {taken.id}) == {neema.id, hers.id, change.id}


def test_what_she_said_elsewhere_before_it_was_known_goes_when_it_comes_in() -> None:
    first, second = Laptop(1), Laptop(2, offset=DAY_BEFORE)
    neema = first.say("Neema", place=PEOPLE)
    second.take(first.entries)
    hers = second.say(SAID, by=neema.id, second=50)
    draft = second.say({"text": f"We: {SAID}", "from": []}, place=DRAFTS, second=60)
    first.withdraw(neema, 55)
    merged = first.take(second.entries)
    assert merged.withdrawn == 2
    assert first.of(hers).is_gone
    assert first.of(draft).text == "We: […]."
    assert "water" not in words_of(first.entries)


def test_doing_it_again_changes_nothing_and_the_order_of_the_entries_does_not_matter() -> None:
    laptop = Laptop(1)
    first = laptop.say(SAID)
    laptop.say({"text": f"{SAID} {SAID} and more", "from": []}, place=DRAFTS)
    taken = laptop.say({}, op="withdraw", ref=first.id)
    once = apply(laptop.entries)
    assert apply(once) == once
    backwards = apply(laptop.entries[::-1])
    assert backwards == once[::-1]
    assert taken in once


def test_two_laptops_that_withdrew_the_same_words_keep_what_is_left_of_a_quote() -> None:
    first, second = Laptop(1), Laptop(2)
    said = first.say(SAID)
    draft = first.say({"text": f"In all our prisons {SAID} Never again", "from": []}, place=DRAFTS)
    second.take(first.entries)
    first.withdraw(said, 10)
    second.withdraw(said, 20)
    merged = merge(first.entries, second.entries)
    assert first.of(draft).text == "In all our prisons […]. Never again"
    assert [entry for entry in merged.entries if entry.id == draft.id] == [first.of(draft)]


def test_two_laptops_that_withdrew_different_words_of_one_quote_keep_the_rest() -> None:
    first, second = Laptop(1), Laptop(2)
    one, two = first.say("they cut off the water"), first.say("nobody came to ask us")
    words = "We know: they cut off the water, nobody came to ask us. Never again"
    draft = first.say({"text": words, "from": [one.id, two.id]}, place=DRAFTS)
    second.take(first.entries)
    first.withdraw(one, 10)
    second.withdraw(two, 20)
    merged = [merge(first.entries, second.entries), merge(second.entries, first.entries)]
    for each in merged:
        assert [entry.text for entry in each.entries if entry.id == draft.id] == [
            "We know: […]. Never again"
        ]
    assert content_digest(merged[0].entries) == content_digest(merged[1].entries)


def test_two_lines_under_one_id_are_both_kept_whatever_the_order() -> None:
    """Only a changed file brings that about; even then nothing is lost."""
    laptop = Laptop(1)
    said = laptop.say("as it was said")
    versions = [
        [said._replace(body={"text": text})]
        for text in ("as it was said", "as somebody wishes", "or so")
    ]
    one, two, three = versions
    orders = [
        merge(merge(one, two).entries, three).entries,
        merge(three, merge(two, one).entries).entries,
        merge(merge(merge(two, three).entries, one).entries, two).entries,
    ]
    assert len({content_digest(entries) for entries in orders}) == 1
    assert {entry.text for entry in orders[0]} == {"as it was said", "as somebody wishes", "or so"}
    assert len({entry.id for entry in orders[0]}) == 3


def test_an_emptied_line_without_any_withdrawal_does_not_take_the_words_of_ours() -> None:
    laptop = Laptop(1)
    said = laptop.say("as it was said")
    merged = merge(laptop.entries, [said._replace(body=GONE)])
    assert "as it was said" in words_of(merged.entries)


def _edited(text: str, other: str) -> tuple[list[Entry], list[Entry]]:
    first, second = Laptop(1), Laptop(2)
    said = first.say("the first wording")
    second.take(first.entries)
    first.edit(said, text, 10)
    second.edit(said, other, 20)
    return first.entries, second.entries


def _ended(body: dict[str, Any], other: dict[str, Any]) -> tuple[list[Entry], list[Entry]]:
    first, second = Laptop(1), Laptop(2)
    first.say(body, place=DRAFTS, op="done")
    second.say(other, place=DRAFTS, op="done", second=5)
    return first.entries, second.entries


def _entered(name: str, other: str) -> tuple[list[Entry], list[Entry]]:
    first, second = Laptop(1), Laptop(2)
    first.say(name, place=PEOPLE)
    second.say(other, place=PEOPLE, second=5)
    return first.entries, second.entries


@pytest.mark.parametrize(
    ("sides", "about"),
    [
        (_edited("one", "other"), ["change"]),
        (_edited("one", "one"), []),
        (_entered("Neema", "NEEMA "), ["person"]),
        (_entered("Neema", "Amina"), []),
        (_ended({}, {"skipped": True}), ["end"]),
        (_ended({}, {}), []),
    ],
)
def test_what_two_laptops_told_differently_is_shown_the_same_from_both_sides(
    sides: tuple[list[Entry], list[Entry]], about: list[str]
) -> None:
    ours, theirs = sides
    merged = merge(ours, theirs)
    assert [conflict.about for conflict in merged.conflicts] == about
    assert merge(theirs, ours).conflicts == merged.conflicts
    assert merge(merged.entries, theirs).conflicts == []


def test_an_edit_that_saw_the_other_is_no_conflict() -> None:
    first, second = Laptop(1), Laptop(2)
    said = first.say("the first wording")
    first.edit(said, "the second", 5)
    second.take(first.entries)
    second.edit(said, "the third", 10)
    assert merge(first.entries, second.entries).conflicts == []


def test_half_typed_words_that_quote_are_told_from_others() -> None:
    assert withdrawal.quotes("and so they cut off the wat… they cut off the water", [SAID])
    assert not withdrawal.quotes("the water", [SAID])
