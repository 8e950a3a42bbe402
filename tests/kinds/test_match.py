"""Offers and needs in a room: who is shown to whom, why, and a contact only after two yes."""

from dataclasses import replace

import pytest

from coalition_cli import kinds
from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.errors import Problem
from coalition_cli.model import withdrawal
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.workshop import Workshop
from tests.kinds.kind_rooms import seen_by
from tests.support.playing import ENTER, Bench

BUCKETS = (
    {"id": "offer", "title": "We can offer"},
    {"id": "learn", "title": "We would like to learn"},
)
EXCHANGE = Step("exchange", "notes", "Offers", options={"buckets": BUCKETS})
MEET = Step(
    "meet",
    "match",
    "Who meets whom",
    options={
        "offers": "exchange",
        "needs": "exchange",
        "offers_bucket": "offer",
        "needs_bucket": "learn",
    },
)
SAID = [
    {"text": "Radio spots every week", "group": "Juba", "bucket": "offer"},
    {"text": "Speaking on the radio", "group": "Goma", "bucket": "learn"},
    {"text": "Sewing", "by": "Amina", "bucket": "offer"},
    {"text": "How to keep books", "group": "Juba", "bucket": "learn"},
    {"text": "Radio without fear", "group": "Juba", "bucket": "learn"},
]
YES = {"offer": 1, "need": 2, "giver": "yes", "taker": "yes", "contact": "0700 Neema"}


def a_room(*rows, step: Step = MEET) -> Bench:
    bench = Bench(EXCHANGE, step)
    bench.answer(EXCHANGE, SAID)
    if rows:
        bench.answer(step, list(rows))
    return bench


def words(blocks) -> str:
    def of(bullet: Bullet) -> list[str]:
        return [bullet.text, bullet.by, *(text for each in bullet.below for text in of(each))]

    lines = [
        text
        for block in blocks
        if isinstance(block, Bullets)
        for each in block.items
        for text in of(each)
    ]
    return "\n".join([*lines, *(getattr(block, "text", "") for block in blocks)])


def shown_to(bench: Bench, audience, step: Step = MEET) -> str:
    return words(kinds.blocks(step, seen_by(bench, audience)))


def matches(bench: Bench, audience="participants", step: Step = MEET):
    rows = kinds.result(step, seen_by(bench, audience))
    return {row["need"]: [match["offer"] for match in row["matches"]] for row in rows}


def test_offers_and_wishes_of_one_step_meet_and_what_nobody_meets_is_listed():
    bench = a_room()
    assert matches(bench) == {
        "Speaking on the radio": ["Radio spots every week"],
        "How to keep books": [],
        "Radio without fear": [],
    }
    shown = shown_to(bench, "participants")
    assert (
        "Juba (“Radio spots every week”) can reach Goma (“Speaking on the radio”),"
        " because both say “Radio”." in shown
    )
    assert shown.count("Nobody yet.") == 2
    assert "Sewing" in shown


@pytest.mark.parametrize(
    ("row", "participants", "organizer"),
    [
        (YES, False, True),
        ({**YES, "share": "participants"}, True, True),
        ({**YES, "share": "organizer"}, False, True),
    ],
)
def test_a_contact_is_read_by_whom_both_agreed_to(row, participants, organizer):
    bench = a_room(row)
    assert ("0700" in shown_to(bench, "participants")) is participants
    assert ("0700" in shown_to(bench, "organizer")) is organizer
    assert ("0700" in str(kinds.result(MEET, seen_by(bench, "participants")))) is participants
    assert "0700" not in shown_to(bench, "donor")
    assert "0700" not in str(kinds.result(MEET, seen_by(bench, "donor")))


@pytest.mark.parametrize(
    "answers", [{"giver": "no"}, {"giver": "yes", "taker": "no"}, {"giver": "later"}]
)
def test_what_one_side_said_is_for_the_organizer_and_a_contact_is_not_even_asked_for(answers):
    bench = a_room({"offer": 1, "need": 2, **answers})
    assert shown_to(bench, "participants") == shown_to(a_room(), "participants")
    assert shown_to(bench, "organizer") != shown_to(a_room(), "organizer")
    with pytest.raises(Problem, match="only after both sides said yes"):
        a_room({"offer": 1, "need": 2, **answers, "contact": "0700"})


def test_donors_read_numbers_and_of_few_matches_not_even_these():
    bench = a_room({**YES, "share": "participants"})
    assert kinds.result(MEET, seen_by(bench, "donor")) == {
        "offers": 2,
        "needs": 3,
        "matches": None,
        "agreed": None,
    }
    for number in range(4):
        bench.record(
            Fact({"text": f"radio {number}", "group": "Dar", "bucket": "learn"}),
            bench.view.place("exchange"),
            "participants",
        )
    found = kinds.result(MEET, seen_by(bench, "donor"))
    assert (found["matches"], found["agreed"]) == (5, 1)
    assert "Both sides agreed: 1." in shown_to(bench, "donor")


def test_people_are_asked_pair_by_pair_and_may_put_one_off_or_name_one_of_their_own():
    bench = a_room()
    bench.type(MEET, "2", "1", "3 4\r", "1", "1", ENTER, "1 2\r", "1", "1", "0700\r", "1", ENTER)
    rows = kinds.result(MEET, seen_by(bench, "organizer"))
    told = {(match["offer"], row["need"]): match for row in rows for match in row["matches"]}
    assert told["Radio spots every week", "Speaking on the radio"]["contact"] == "0700"
    own = told["Sewing", "How to keep books"]
    assert (own["agreed"], own["contact"]) == (True, None)
    assert own["why"].endswith("the room put them together.")


def test_two_that_do_not_fit_are_left_out_and_may_come_back():
    bench = a_room({"offer": 1, "need": 2, "giver": "unfit"})
    assert matches(bench)["Speaking on the radio"] == []
    bench.type(MEET, "1 2\r", "3", ENTER)
    assert matches(bench)["Speaking on the radio"] == ["Radio spots every week"]


def test_a_side_is_not_sent_to_itself_by_hand_either():
    with pytest.raises(Problem, match="same side"):
        a_room({"offer": 1, "need": 4})
    with pytest.raises(Problem, match="is no number and no words here"):
        a_room({"offer": 2, "need": 2})


def test_nothing_of_a_narrow_step_becomes_wider():
    narrow = replace(MEET, share="private")
    bench = a_room(YES, step=narrow)
    assert {entry.share for entry in bench.view.said("meet")} == {"private"}
    assert "0700" not in shown_to(bench, "organizer", narrow)


def test_a_withdrawn_offer_takes_the_contact_with_it_and_the_step_goes_on():
    bench = a_room({**YES, "share": "participants"})
    offer = bench.view.said("exchange")[0]
    bench.record(
        Fact({}, op="withdraw", ref=offer.id), bench.view.place("exchange"), "participants"
    )
    left = withdrawal.apply(bench.workshop.entries)
    assert "0700" not in str(left)
    assert "Speaking on the radio" in str(left)
    bench.workshop.renew(bench.workshop.head, left)
    assert isinstance(bench.workshop, Workshop)
    assert matches(bench)["Speaking on the radio"] == []
    bench.type(MEET, ENTER)


def test_a_pair_half_asked_whose_offer_is_gone_is_passed_over():
    bench = a_room()
    bench.type_until(1, MEET, "1")
    bench.record(
        Fact({}, op="drop", ref=bench.view.said("exchange")[0].id),
        bench.view.place("exchange"),
        "participants",
    )
    bench.type(MEET, ENTER)
    assert matches(bench)["Speaking on the radio"] == []


def test_tags_of_two_steps_meet_by_bucket_or_by_a_word_after_the_sign():
    gaps = Step(
        "gaps", "notes", "Gaps", options={"buckets": ({"id": "media", "title": "Press and radio"},)}
    )
    near = Step("near", "notes", "Near")
    step = Step("s", "match", "Match", options={"offers": "near", "needs": "gaps"})
    bench = Bench(gaps, near, step)
    bench.answer(gaps, [{"text": "Somebody who speaks there", "bucket": "media"}])
    bench.answer(near, ["Umoja, a studio #Media", "A house"])
    assert "both are tagged" in kinds.result(step, bench.view)[0]["matches"][0]["why"]
    assert matches(bench, step=step) == {"Somebody who speaks there": ["Umoja, a studio"]}


def test_names_of_persons_are_for_the_organizer():
    bench = a_room({"offer": 3, "need": 4, "giver": "later"})
    assert "Amina" in shown_to(bench, "organizer")
    assert "Amina" not in shown_to(bench, "participants")
