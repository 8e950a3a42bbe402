"""The log of exports: what was sent, and which of it may hold words that are called back."""

from typing import Any

import pytest

from coalition_cli.model.entry import EXPORTS, NOTES, Entry, Fact, Place, Share, make
from coalition_cli.model.export_log import body_of, exports, holding
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

NOON = 1_731_412_800.0


def a_workshop() -> Workshop:
    return Workshop(HEAD)


def tell(
    workshop: Workshop, body: Any, place: Place = NOTES, share: Share = "participants", **more: Any
) -> Entry:
    entry = make(Fact(body, **more), place, share=share, device="0a", after=workshop.last, now=NOON)
    workshop.extend([entry])
    return workshop.entries[-1]


def send(workshop: Workshop, audience: str, level: Share) -> Entry:
    return tell(workshop, body_of(audience, level, [f"{audience}.md"]), EXPORTS, "organizer")


def test_an_export_is_kept_with_its_audience_its_level_and_the_names_of_its_files() -> None:
    body = body_of("donor", "donor", ("umoja.md", "umoja.pdf"))
    assert body == {"audience": "donor", "level": "donor", "files": ["umoja.md", "umoja.pdf"]}


def test_exports_are_told_in_their_order_and_without_what_was_taken_back() -> None:
    workshop = a_workshop()
    assert exports(workshop) == []
    first = send(workshop, "room", "participants")
    dropped = send(workshop, "team", "organizer")
    last = send(workshop, "donor", "donor")
    tell(workshop, {}, EXPORTS, op="drop", ref=dropped.id)
    assert exports(workshop) == [
        ("2024-11-12T12:00:00.000Z", "room", "participants", ("room.md",), first),
        ("2024-11-12T12:00:00.002Z", "donor", "donor", ("donor.md",), last),
    ]


@pytest.mark.parametrize(
    ("body", "level", "files"),
    [
        ({"level": "donor", "files": ["a.md", 7]}, "donor", ("a.md", "7")),
        ({"level": "donor", "files": "a.md"}, "donor", ()),
        ({"level": "donor"}, "donor", ()),
        ({"level": "everybody", "files": []}, "organizer", ()),
        ({"level": None}, "organizer", ()),
        ({}, "organizer", ()),
    ],
)
def test_what_another_program_wrote_into_the_log_is_read_with_care(
    body: dict[str, Any], level: str, files: tuple[str, ...]
) -> None:
    workshop = a_workshop()
    tell(workshop, {"audience": "kikundi", **body}, EXPORTS)
    (sent,) = exports(workshop)
    assert (sent.audience, sent.level, sent.files) == ("kikundi", level, files)


@pytest.mark.parametrize(
    ("share", "may_hold"),
    [
        ("private", ["merge"]),
        ("organizer", ["merge", "team"]),
        ("participants", ["merge", "team", "room"]),
        ("donor", ["merge", "team", "room", "donor"]),
    ],
)
def test_an_export_may_hold_what_was_said_before_it_and_what_its_readers_may_see(
    share: Share, may_hold: list[str]
) -> None:
    workshop = a_workshop()
    send(workshop, "too early", "donor")
    line = tell(workshop, {"text": "walikata maji"}, share=share)
    levels: dict[str, Share] = {
        "merge": "private",
        "team": "organizer",
        "room": "participants",
        "donor": "donor",
    }
    for audience, level in levels.items():
        send(workshop, audience, level)
    assert [sent.audience for sent in holding(workshop, {line.id})] == may_hold


def test_the_widest_share_that_words_ever_had_counts() -> None:
    workshop = a_workshop()
    line = tell(workshop, {"text": "walikata maji"}, share="donor")
    send(workshop, "donor", "donor")
    change = tell(workshop, {"text": "walikata maji"}, share="private", op="edit", ref=line.id)
    send(workshop, "again", "donor")
    tell(workshop, {"text": "something else"}, share="donor")
    held = [sent.audience for sent in holding(workshop, [line.id, change.id])]
    assert held == ["donor", "again"]
    assert holding(workshop, [change.id]) == []
    assert holding(workshop, []) == []


def test_an_export_does_not_hold_its_own_entry() -> None:
    workshop = a_workshop()
    first, _second = (send(workshop, audience, "organizer") for audience in ("team", "again"))
    assert [sent.audience for sent in holding(workshop, {first.id})] == ["again"]
