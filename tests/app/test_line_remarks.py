"""What `check` says of the lines of a sound file: which cannot be read, and none of their words."""

from typing import Any

import pytest

from coalition_cli.app.line_remarks import line_remarks
from coalition_cli.catalog import Catalog, shipped
from coalition_cli.catalog.held import HeldExercises
from coalition_cli.model import definition
from coalition_cli.model.definition import BEGAN, HELD_AS
from coalition_cli.model.entry import PROGRAMME, Body, Entry, Fact, Place, make
from coalition_cli.model.line_numbers import LineNumbers
from coalition_cli.model.workshop import Workshop
from coalition_cli.store.files import codec
from tests.support.store_rooms import HEAD

CATALOG = Catalog((shipped(),), "en")
BEGINNING = Place("visioning", 1)
SAID = Fact({"text": "Maji"}), Place("visioning", 1, "pieces")


def entries_of(*said: tuple[Fact, Place]) -> list[Entry]:
    entries: list[Entry] = []
    for fact, place in said:
        last = entries[-1] if entries else None
        entries.append(
            make(fact, place, share="organizer", device="0a1b2c3d", after=last, now=1.7314e9)
        )
    return entries


def remarks(entries: list[Entry]) -> list[str]:
    """What is remarked of a file that holds ``entries``, from line 2 on."""
    numbered = LineNumbers().following(entries)
    documents = {str(number): each.as_document() for number, each in enumerate(numbered, 1)}
    content = codec.lay_out({"workshop": {"1": HEAD.as_document()}, "entries": documents})
    return line_remarks(content, held)


def held(workshop: Workshop) -> HeldExercises:
    return HeldExercises(CATALOG, workshop, lambda _sentence: None)


def exercise() -> dict[str, Any]:
    found = CATALOG.find("visioning")
    assert found
    return definition.of_exercise(found)


def programme() -> dict[str, Any]:
    return definition.of_programme(CATALOG.programme("half-day-follow-up"))


def test_definitions_that_can_be_read_are_not_remarked() -> None:
    begun = Fact({BEGAN: True, HELD_AS: exercise()}), BEGINNING
    day = Fact({"did": "begin", HELD_AS: programme()}), PROGRAMME
    assert remarks(entries_of(begun, SAID, day)) == []


@pytest.mark.parametrize(
    "odd",
    [
        {},
        [],
        "SIRI",
        None,
        7,
        {"id": "visioning", "steps": "SIRI"},
        {"id": "../../etc"},
        {**exercise(), "id": "agenda-ranking"},
        {**exercise(), "minutes": {"min": -1}},
    ],
)
@pytest.mark.parametrize(
    ("place", "body", "name"),
    [(BEGINNING, {BEGAN: True}, "visioning"), (PROGRAMME, {"did": "begin"}, "programme")],
)
def test_a_definition_that_is_none_is_remarked_with_its_line_and_step_and_without_its_words(
    place: Place, body: Body, name: str, odd: object
) -> None:
    (told,) = remarks(entries_of(SAID, (Fact({**body, HELD_AS: odd}), place)))
    assert told.startswith(f"Line 3 ({name}): what was kept there of the exercise or the programme")
    assert "SIRI" not in told


def test_a_definition_that_was_mended_is_not_remarked() -> None:
    begun = entries_of((Fact({BEGAN: True, HELD_AS: "SIRI"}), BEGINNING))
    body = {BEGAN: True, HELD_AS: exercise()}
    mended = make(
        Fact(body, op="edit", ref=begun[0].id),
        BEGINNING,
        share="organizer",
        device="0a1b2c3d",
        after=begun[0],
        now=1.7314e9,
    )
    assert [len(remarks(begun)), len(remarks([*begun, mended]))] == [1, 0]
