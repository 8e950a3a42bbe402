"""Lines to take over: in words with what they are for, once, and with what they came from."""

from dataclasses import replace
from typing import Any

import pytest

from coalition_cli.methods.offered_lines import Offer, not_taken, offers_of
from coalition_cli.model.entry import DETAILS, Entry, Fact
from coalition_cli.model.view import Item
from tests.support.playing import Bench

CARE = {"id": "care", "title": "Who cares", "detail": "care_person"}
UNTIL = {"id": "end", "title": "Until", "detail": "until"}
HOST = {"id": "host", "title": "Mwenyeji", "detail": "host"}
HOME = {"id": "home", "title": "At home"}


@pytest.mark.parametrize(
    ("offer", "words", "body"),
    [
        (Offer("Maji"), "Maji", {"text": "Maji", "from": []}),
        (Offer("Maji", "E1"), "Maji", {"text": "Maji", "from": ["E1"]}),
        (
            Offer("Neema", "E2", "care", "Who cares"),
            "Who cares: Neema",
            {"text": "Neema", "bucket": "care", "from": ["E2"]},
        ),
    ],
)
def test_how_it_is_read_and_how_it_stands(offer: Offer, words: str, body: dict[str, Any]) -> None:
    assert (offer.words, offer.as_body()) == (words, body)


def test_lines_come_first_then_what_is_known_of_the_day() -> None:
    bench = Bench()
    bench.view = replace(bench.view, announced={"until": "17:00", "host": "Chama"})
    told = bench.record(Fact({"name": "care_person", "text": "Neema"}), DETAILS, "organizer")
    bench.record(Fact({"name": "quiet_place", "text": "Bustani"}), DETAILS, "organizer")
    items = [Item("E1", 4, "Maji"), Item("E2", 7, "Школа")]
    lines = [Offer("Maji", "E1"), Offer("Школа", "E2")]
    assert offers_of(items, [], bench.view) == lines
    assert offers_of(items, [HOME], bench.view) == lines
    assert offers_of(items, [HOME, UNTIL, CARE], bench.view) == [
        *lines,
        Offer("17:00", "", "end", "Until"),
        Offer("Neema", told.id, "care", "Who cares"),
    ]
    bench.view = replace(bench.view, announced={})
    assert offers_of([], [HOST, CARE], bench.view) == [Offer("Neema", told.id, "care", "Who cares")]


def test_a_detail_that_was_emptied_again_is_told_by_the_programme() -> None:
    bench = Bench()
    bench.view = replace(bench.view, announced={"until": "17:00"})
    bench.record(Fact({"name": "until", "text": ""}), DETAILS, "organizer")
    assert offers_of([], [UNTIL], bench.view) == [Offer("17:00", "", "end", "Until")]


def said(*bodies: dict[str, Any]) -> list[Entry]:
    bench = Bench()
    place = bench.view.place("s")
    return [bench.record(Fact(body), place, "participants") for body in bodies]


OFFERS = [Offer("Maji", "E1"), Offer("Neema", "E2", "care"), Offer("17:00", "", "end")]


@pytest.mark.parametrize(
    ("bodies", "left"),
    [
        ([], OFFERS),
        ([{"text": "Soko"}], OFFERS),
        ([{"text": "Maji tele", "from": ["E1"]}], OFFERS[1:]),
        ([{"text": "Both", "from": ["E1", "E2"]}, {"text": "17:00", "bucket": "end"}], []),
        ([{"text": "Maji", "bucket": ""}, {"text": "Neema"}], OFFERS[1:]),
        ([{"text": "17:00", "bucket": "end", "from": []}], OFFERS[:2]),
        ([{"text": "17:00", "bucket": "care"}], OFFERS),
    ],
)
def test_what_stands_is_not_offered_again(bodies: list[dict[str, Any]], left: list[Offer]) -> None:
    assert not_taken(OFFERS, said(*bodies)) == left
