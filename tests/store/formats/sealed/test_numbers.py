"""Numbers in a sealed workshop: who saves without the key gives none, who reads sees them all."""

import json
from collections.abc import Callable

import pytest

from coalition_cli.model.entry import NOTES, Entry, Fact, Place, make
from coalition_cli.store import Draft, WorkshopFile, open_for_capture
from coalition_cli.store.files import codec
from coalition_cli.store.files.examine import examine_bytes
from coalition_cli.store.formats.sealed import journal, paths, signing, snapshot
from tests.support import first_format
from tests.support.sealed_rooms import HEAD, Sealed, log_lines, note, texts

MORNING = 1_731_398_400.0
PLAN = Place("plan", 1, "rows")


def row(text: str) -> Draft:
    return Draft(Fact({"text": text, "status": "open"}), PLAN, "organizer")


def numbers(sealed: Sealed) -> dict[str, tuple[int, str]]:
    """The number and the code of each line, by its words, as somebody reads them anew."""
    return {entry.text: (entry.n, entry.code) for entry in sealed.open().workshop.entries}


def stored(sealed: Sealed) -> list[tuple[str, int]]:
    """The words and the numbers that the store itself holds, in its order."""
    held = snapshot.read(sealed.path, sealed.key).tables()["entries"].values()
    return [(document["body"]["text"], document["n"]) for document in held]


def sealed_without_key(sealed: Sealed, *said: tuple[str, float]) -> list[Entry]:
    """Lines saved by who cannot read, each at a time of a clock of its own."""
    made = [
        make(Fact({"text": text}), NOTES, share="organizer", device="0b", after=None, now=moment)
        for text, moment in said
    ]
    seal = sealed.form().seal
    with paths.journal(sealed.path).open("ab") as file:
        for entry in made:
            file.write(journal.line_of([entry], seal.recipients, signing.this_laptop()))
    return made


def test_a_line_saved_without_the_key_has_its_number_when_it_is_read(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one")])
    taken = open_for_capture(sealed.path)
    assert taken.append(Fact({"text": "two"}), NOTES, "organizer").n == 0
    assert '"n"' not in log_lines(sealed.path, sealed.key)[-1]
    (three,) = file.append([note("three")])
    assert three.n == 3
    assert numbers(sealed) == {"one": (1, ""), "two": (2, ""), "three": (3, "")}
    assert file.workshop.entries == sealed.open().workshop.entries


@pytest.mark.parametrize("hours", [(0, 0, 0), (0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_numbers_are_the_same_before_and_after_folding_whatever_the_times(
    sealed: Sealed, hours: tuple[int, ...]
) -> None:
    said = [(f"line {at}", MORNING + 3600 * hour + at) for at, hour in enumerate(hours)]
    sealed_without_key(sealed, *said)
    before = numbers(sealed)
    assert before == {f"line {at}": (at + 1, "") for at in range(3)}
    as_written = [text for text, _moment in said]
    assert texts(sealed.open().workshop.entries) == as_written
    sealed.form().fold()
    assert stored(sealed) == [(text, before[text][0]) for text in as_written]
    sealed_without_key(sealed, ("before all", MORNING - 3600))
    assert numbers(sealed) == before | {"before all": (4, "")}
    sealed.form().fold()
    assert numbers(sealed) == before | {"before all": (4, "")}
    assert examine_bytes(sealed.form().content()).damage == []


def test_a_number_of_an_early_clock_is_not_given_anew(sealed: Sealed) -> None:
    file = sealed.open()
    file.append([note("one"), note("two")])
    sealed_without_key(sealed, ("early", MORNING))
    sealed.form().fold()
    assert stored(sealed) == [("one", 1), ("two", 2), ("early", 3)]
    (line,) = file.append([note("four")])
    assert (line.n, numbers(sealed)["four"]) == (4, (4, ""))


WRITERS: dict[str, Callable[[Sealed], Callable[[str], object]]] = {
    "a session": lambda sealed: lambda text: sealed.open().append([note(text)]),
    "tinydb": lambda sealed: (
        lambda text: WorkshopFile.open(sealed.path, sealed.form()).database.entries.insert(
            {"body": {"text": text}, "share": "organizer", "n": 1}
        )
    ),
    "without the key": lambda sealed: (
        lambda text: open_for_capture(sealed.path).append(Fact({"text": text}), NOTES, "organizer")
    ),
}


@pytest.mark.parametrize("first", WRITERS)
@pytest.mark.parametrize("second", WRITERS)
def test_two_writers_in_turns_number_lines_as_one_would(
    sealed: Sealed, first: str, second: str
) -> None:
    writers = [WRITERS[first](sealed), WRITERS[second](sealed)]
    for at in range(6):
        writers[at % 2](f"line {at}")
        assert numbers(sealed) == {f"line {each}": (each + 1, "") for each in range(at + 1)}
    before = numbers(sealed)
    sealed.form().fold()
    assert numbers(sealed) == before


def test_a_withdrawn_line_leaves_its_number_and_its_code_to_nobody(sealed: Sealed) -> None:
    file = sealed.open()
    _one, two, action = file.append([note("one"), note("two"), row("Maji")])
    file.withdraw(two.id)
    file.withdraw(action.id)
    open_for_capture(sealed.path).append(Fact({"text": "three"}), NOTES, "organizer")
    (again,) = file.append([row("Ardhi")])
    assert (again.n, again.code) == (2, "A2")
    assert numbers(sealed)["three"] == (3, "")


def test_a_sealed_workshop_of_the_first_format_opens_and_is_folded_into_ours(
    sealed: Sealed,
) -> None:
    snapshot.write(sealed.path, first_format.tables(), sealed.form().seal)
    assert '"format_version": 1' in snapshot.read(sealed.path, sealed.key).text
    before = sealed.bytes()["store.age"]
    open_for_capture(sealed.path).append(Fact({"text": "seeds"}), NOTES, "organizer")
    opened = sealed.open().workshop
    assert opened.head == HEAD
    expected = [*first_format.NUMBERS, (4, "")]
    assert [(entry.n, entry.code) for entry in opened.entries] == expected
    assert sealed.bytes()["store.age"] == before
    sealed.form().fold()
    text = snapshot.read(sealed.path, sealed.key).text
    documents = json.loads(text)["entries"].values()
    assert '"format_version": 2' in text
    assert [document["sum"] for document in documents][:-1] == first_format.OUR_SUMS
    assert [(each.get("n", 0), each.get("code", "")) for each in documents] == expected
    assert sealed.open().workshop.entries == opened.entries
    assert examine_bytes(sealed.form().content()).damage == []


def test_words_are_withdrawn_from_a_sealed_workshop_of_the_first_format(sealed: Sealed) -> None:
    snapshot.write(sealed.path, first_format.tables(), sealed.form().seal)
    file = sealed.open()
    file.withdraw(first_format.id_of(3))
    text = snapshot.read(sealed.path, sealed.key).text
    assert "land to farm" not in text
    found = sealed.open().workshop
    assert [(entry.n, entry.code) for entry in found.entries][:-1] == first_format.NUMBERS
    assert codec.head_document(text)[0]["format_version"] == found.head.format_version
