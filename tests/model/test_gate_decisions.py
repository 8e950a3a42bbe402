"""What the consent gate decided: remembered without a word, and moot when the text is another."""

from typing import Any

import pytest

from coalition_cli.model.entry import FINDINGS, NOTES, Fact, make
from coalition_cli.model.gate_decisions import Stretch, body_of, decisions, digest_of
from coalition_cli.model.merging import merge
from coalition_cli.model.workshop import Workshop
from tests.support.playing import HEAD

WHERE = Stretch("L1", digest_of("Dr. Okello sews"), 0, 10)


def workshop(*bodies: Any) -> Workshop:
    found = Workshop(HEAD)
    for body in bodies:
        fact = Fact(body)
        found.extend(
            [make(fact, FINDINGS, share="organizer", device="0a", after=found.last, now=1.0)]
        )
    return found


def test_the_newest_of_each_audience_counts_and_no_word_is_kept() -> None:
    bodies = [body_of(WHERE, "donor", "keep"), body_of(WHERE, "donor", "out")]
    found = workshop(*bodies, body_of(WHERE, "participants", "keep"))
    assert decisions(found, "donor") == {WHERE: "out"}
    assert decisions(found, "participants") == {WHERE: "keep"}
    assert decisions(found, "follow-up") == {}
    assert "Okello" not in str(found.entries)


@pytest.mark.parametrize(
    "change",
    [{"did": "maybe"}, {"did": None}, {"start": "0"}, {"end": True}, {"audience": ["donor"]}],
)
def test_what_another_program_wrote_there_decides_nothing(change: dict[str, Any]) -> None:
    assert decisions(workshop({**body_of(WHERE, "donor", "keep"), **change}), "donor") == {}


def test_another_text_has_another_digest_even_one_of_broken_characters() -> None:
    assert digest_of("Amina sews") != digest_of("Zaina sews")
    assert len(digest_of("\ud800")) == 4


def test_an_undo_takes_back_the_line_before_it() -> None:
    found = Workshop(HEAD)
    line = make(Fact({"text": "Maji"}), NOTES, share="donor", device="0a", after=None, now=1.0)
    found.extend([line])
    body = body_of(WHERE._replace(entry=line.id), "donor", "keep")
    found.extend([make(Fact(body), FINDINGS, share="organizer", device="0a", after=line, now=2.0)])
    newest = found.newest_standing()
    assert newest is not None
    assert newest.id == line.id


def test_two_laptops_have_all_decisions_after_a_merge_and_the_newest_counts() -> None:
    mine, yours = (workshop(body_of(WHERE, "donor", did)) for did in ("keep", "out"))
    one = merge(mine.entries, yours.entries).entries
    other = merge(yours.entries, mine.entries).entries
    assert len(one) == len(other) == 2
    found = decisions(Workshop(HEAD, list(one)), "donor")
    assert found == decisions(Workshop(HEAD, list(other)), "donor")
    assert found.keys() == {WHERE}
