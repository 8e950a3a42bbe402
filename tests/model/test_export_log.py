"""The log of exports: what was sent, and which of it may hold words that are called back."""

from typing import Any

import pytest

from coalition_cli.model.entry import (
    EXPORTS,
    GONE,
    MOVED,
    NOTES,
    PEOPLE,
    Entry,
    Fact,
    Place,
    Share,
    make,
)
from coalition_cli.model.export_log import (
    Made,
    Since,
    became_of,
    body_of,
    digest_of,
    exports,
    holding,
    newest_of_each,
    sealed_digest,
)
from coalition_cli.model.merging import merge
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

NOON = 1_731_412_800.0


def a_workshop() -> Workshop:
    return Workshop(HEAD)


def tell(
    workshop: Workshop,
    body: Any,
    place: Place = NOTES,
    share: Share = "participants",
    device: str = "0a",
    **more: Any,
) -> Entry:
    fact = Fact(body, **more)
    entry = make(fact, place, share=share, device=device, after=workshop.last, now=NOON)
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
        ("2024-11-12T12:00:00.000Z", "room", "participants", ("room.md",), first, (), (), {}),
        ("2024-11-12T12:00:00.002Z", "donor", "donor", ("donor.md",), last, (), (), {}),
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


MADE = Made(("a.md", "a.pdf"), ("md", "pdf"), ("00", "01"), {"back": True, "schema": 1})
BACK, BLACK = Since(is_withdrawn=True), Since(is_blacked_out=True)
NARROW, MENDED = Since(is_narrowed=True), Since(is_corrected=True)


def export(workshop: Workshop, level: Share = "participants", **more: Any) -> Entry:
    return tell(workshop, body_of("donor", level, MADE, workshop), EXPORTS, "organizer", **more)


def became(workshop: Workshop) -> list[Since]:
    return [became_of(sent, workshop) for sent in exports(workshop)]


def empty(workshop: Workshop, line: Entry) -> None:
    """What the file becomes where ``line`` is withdrawn."""
    end = make(
        Fact({}, op="withdraw", ref=line.id), NOTES, share="private", device="0a", after=None
    )
    after = [
        each._replace(body=dict(GONE), by=None) if line.id in (each.id, each.ref) else each
        for each in workshop.entries
    ]
    workshop.renew(HEAD, [*after, end._replace(id=f"{workshop.entries[-1].id[:-1]}Z")])


def black_out(workshop: Workshop, line: Entry) -> None:
    """What the file becomes where a word of ``line`` is blacked out."""
    cut = {"text": "[…] maji", "reword": [1]}
    workshop.renew(
        HEAD, [each._replace(body=cut) if each.id == line.id else each for each in workshop.entries]
    )


def test_an_export_remembers_what_is_needed_to_write_it_anew() -> None:
    workshop = a_workshop()
    tell(workshop, {"text": "maji"})
    export(workshop)
    (sent,) = exports(workshop)
    assert (sent.formats, sent.digests) == (("md", "pdf"), ("00", "01"))
    assert sent.choices == {"back": True, "schema": 1}
    assert workshop.beyond(Fact(sent.entry.body), EXPORTS) == "", "it names no line"


@pytest.mark.parametrize(
    "odd",
    [
        {"formats": ["md"]},
        {"digests": [7, 8]},
        {"formats": "md", "choices": ["back"]},
        {"choices": {"back": ["x"]}},
        {"known": 7, "gone": "many", "cut": None},
    ],
)
def test_odd_values_of_another_program_are_read_as_none(odd: dict[str, Any]) -> None:
    workshop = a_workshop()
    tell(workshop, {"text": "maji"})
    tell(workshop, {**body_of("donor", "donor", MADE), "choices": {}, **odd}, EXPORTS, "organizer")
    (sent,) = exports(workshop)
    assert len(sent.formats) == len(sent.digests)
    assert sent.choices == {}
    assert not any(became_of(sent, workshop))


def narrow(workshop: Workshop, line: Entry) -> None:
    tell(workshop, line.body, share="organizer", op="edit", ref=line.id)


def widen(workshop: Workshop, line: Entry) -> None:
    tell(workshop, line.body, share="donor", op="edit", ref=line.id)


def mend(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {**line.body, "text": "maji safi"}, op="edit", ref=line.id)


def undo(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {}, op="drop", ref=line.id)


def speak_again(workshop: Workshop, line: Entry) -> None:
    tell(workshop, line.body, op="edit", ref=line.id, by="P9")


def move(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {**line.body, MOVED: line.id}, Place("visioning", 1, "pieces"))


def move_to_fewer(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {**line.body, MOVED: line.id}, Place("visioning", 1, "pieces"), "organizer")


def allow_less(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {**line.body, "consent": "anonymous"}, op="edit", ref=line.id)


def say_more(workshop: Workshop, line: Entry) -> None:
    tell(workshop, {"text": "barabara"})


def export_once_more(workshop: Workshop, line: Entry) -> None:
    export(workshop)


@pytest.mark.parametrize(
    ("act", "became_then"),
    [
        (empty, BACK),
        (black_out, BLACK),
        (narrow, NARROW),
        (move_to_fewer, NARROW),
        (allow_less, NARROW),
        (mend, MENDED),
        (undo, MENDED),
        (speak_again, MENDED),
        (move, MENDED),
        (widen, Since()),
        (say_more, Since()),
        (export_once_more, Since()),
    ],
)
def test_what_becomes_of_a_line_becomes_of_the_exports_that_may_hold_it(
    act: Any, became_then: Since
) -> None:
    for share, level in (("participants", "participants"), ("organizer", "participants")):
        workshop = a_workshop()
        line = tell(workshop, {"text": "maji", "consent": "named"}, share=share)
        export(workshop, level)
        act(workshop, line)
        found = became(workshop)[0]
        assert found == (became_then if share == level else Since()), act.__name__
        if act is not export_once_more:
            export(workshop, level)
            assert became(workshop)[-1] == Since(), "what came before it is no news"


@pytest.mark.parametrize(
    ("act", "became_then"),
    [(empty, BACK), (black_out, BLACK), (narrow, NARROW), (mend, MENDED), (undo, MENDED)],
)
def test_what_the_room_adopted_is_read_by_more_people_than_its_share_says(
    act: Any, became_then: Since
) -> None:
    workshop = a_workshop()
    vision, other = (tell(workshop, {"text": text}) for text in ("maji", "moto"))
    made = Made(["umoja.pdf"], adopted=[vision.id])
    tell(workshop, body_of("donor", "donor", made, workshop), EXPORTS, "organizer")
    act(workshop, other)
    assert became(workshop) == [Since()]
    assert holding(workshop, [other.id]) == []
    assert holding(workshop, [vision.id]) == exports(workshop)
    act(workshop, vision)
    assert became(workshop) == [became_then]


def test_the_presence_of_somebody_is_no_correction_and_her_name_is() -> None:
    workshop = a_workshop()
    her = tell(workshop, {"text": "Amina"}, PEOPLE)
    export(workshop)
    tell(workshop, {"text": "Amina", "present": False}, PEOPLE, op="edit", ref=her.id)
    assert became(workshop) == [Since()]
    tell(workshop, {"text": "Amina B."}, PEOPLE, op="edit", ref=her.id)
    assert became(workshop) == [MENDED]


def test_what_another_laptop_did_before_counts_from_when_it_is_merged() -> None:
    ours, theirs = a_workshop(), a_workshop()
    line = tell(ours, {"text": "maji"})
    theirs.extend([line])
    tell(theirs, {"text": "maji safi"}, op="edit", ref=line.id, device="0b")
    export(ours)
    assert became(ours) == [Since()]
    ours.renew(HEAD, merge(ours.entries, theirs.entries).entries)
    assert became(ours) == [MENDED]


def test_a_line_from_another_laptop_that_no_export_had_is_not_called_back() -> None:
    ours, theirs = a_workshop(), a_workshop()
    theirs_line = tell(theirs, {"text": "barabara"}, device="0b")
    tell(ours, {"text": "maji"})
    export(ours)
    ours.renew(HEAD, merge(ours.entries, theirs.entries).entries)
    empty(ours, theirs_line)
    assert became(ours) == [Since()]


def test_older_entries_of_the_log_are_read_by_their_order() -> None:
    workshop = a_workshop()
    line = tell(workshop, {"text": "maji"})
    send(workshop, "room", "participants")
    assert became(workshop) == [Since()]
    mend(workshop, line)
    assert became(workshop) == [MENDED]
    empty(workshop, line)
    assert became(workshop) == [BACK]
    send(workshop, "room", "participants")
    assert became(workshop)[1] == Since()


def test_a_bundle_is_called_back_for_words_alone() -> None:
    workshop = a_workshop()
    line = tell(workshop, {"text": "maji"}, share="private")
    send(workshop, "merge", "private")
    mend(workshop, line)
    assert became(workshop) == [Since()]
    empty(workshop, line)
    assert became(workshop) == [BACK]


def test_the_newest_of_each_set_is_what_is_written_anew() -> None:
    workshop = a_workshop()
    for audience in ("room", "team", "room", "merge"):
        send(workshop, audience, "organizer")
    newest = newest_of_each(workshop)
    assert [each.audience for each in newest] == ["team", "room"]
    assert newest[1].entry is exports(workshop)[2].entry


def test_a_digest_in_the_log_tells_nothing_without_its_key() -> None:
    plain = digest_of(b"the file")
    one, other = (sealed_digest(plain, key) for key in (b"1" * 32, b"2" * 32))
    assert one != other
    assert plain.hex()[:32] not in (one, other)
    assert one == sealed_digest(digest_of(b"the file"), b"1" * 32)
