"""A workshop: its people, details and pairs, what was moved, and what an undo takes back."""

from typing import Any

import pytest

from coalition_cli.model.entry import (
    APART,
    DETAILS,
    EXPORTS,
    MOVED,
    NOTES,
    PEOPLE,
    PROGRAMME,
    Entry,
    Fact,
    Op,
    Place,
    make,
)
from coalition_cli.model.presence import Passage
from coalition_cli.model.workshop import Person, Workshop
from tests.support.playing import HEAD

WISHES, AGENDA = Place("visioning", 1, "wishes"), Place("ranking", 1, "issues")
PARKED = Place("parking", 1, "lot")
MORNING = 1_731_398_400.0  # 12 November 2024, 08:00 UTC


class Room:
    """A workshop of which something is written down every second."""

    def __init__(self) -> None:
        self.workshop = Workshop(HEAD)

    def tell(self, body: dict[str, Any], place: Place, by: str | None = None, **more: Any) -> Entry:
        entries = self.workshop.entries
        entry = make(
            Fact(body, by, **more),
            place,
            share="organizer",
            device="room",
            after=self.workshop.last,
            now=MORNING + len(entries),
        )
        self.workshop.extend([entry])
        return self.workshop.entries[-1]

    def say(self, text: str, place: Place = WISHES, by: str | None = None, **more: Any) -> Entry:
        return self.tell({"text": text, **more}, place, by)

    def about(self, op: Op, entry: Entry, **body: Any) -> Entry:
        return self.tell(body, entry.place, op=op, ref=entry.id)

    def move(self, entry: Entry, place: Place) -> Entry:
        return self.tell({**entry.body, MOVED: entry.id}, place)

    def texts(self, *places: Place) -> list[list[str]]:
        return [[entry.text for entry in self.workshop.standing(place)] for place in places]


FULL = {
    **{"group": "Blue", "role": "interpreter", "country": "Burundi", "city": "Gitega"},
    **{"sector": "health", "language": "Kirundi"},
}


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ({}, {}),
        (FULL, FULL),
        (dict.fromkeys(FULL, ""), {}),
        (dict.fromkeys(FULL), {}),
        ({"present": False}, {"is_present": False, "passages": ()}),
        ({"role": "guest", "group": 7}, {"role": "guest", "group": "7"}),
    ],
)
def test_somebody_as_she_was_entered(body: dict[str, Any], more: dict[str, Any]) -> None:
    room = Room()
    entry = room.say("Дина", PEOPLE, **body)
    came = {"passages": (Passage(True, entry.at),)}
    assert room.workshop.people() == [Person(entry.id, "Дина", **{**came, **more})]


@pytest.mark.parametrize(
    ("role", "is_voter"),
    [
        *(("participant", True), ("elder", True), ("facilitator", False), ("guest", False)),
        *(("interpreter", False), ("note-taker", False)),
    ],
)
def test_who_leads_serves_or_visits_is_not_counted(role: str, is_voter: bool) -> None:
    assert Person("A", "Amina", role=role).is_voter is is_voter


def test_people_are_known_by_their_newest_words_as_long_as_they_stand() -> None:
    room = Room()
    amina, baraka = room.say("Amina", PEOPLE), room.say("Baraka", PEOPLE, present=False)
    assert [person.name for person in room.workshop.present()] == ["Amina"]
    assert room.workshop.person_named("BARAKA ") == room.workshop.people()[1]
    room.about("edit", baraka, text="Baraka", group="Red")
    (_amina, came) = room.workshop.present()
    assert (came.group, [each.at[17:19] for each in came.passages]) == ("Red", ["02"])
    another = room.say("amina", PEOPLE)
    named = room.workshop.person_named("Amina")
    assert named
    assert named.id == amina.id
    room.about("drop", amina)
    named = room.workshop.person_named("Amina")
    assert named
    assert named.id == another.id
    assert room.workshop.name_of(amina.id) == amina.id
    assert room.workshop.person_named("") is None


def test_somebody_who_was_moved_elsewhere_is_no_person() -> None:
    room = Room()
    line = room.say("Roads", PEOPLE)
    assert room.workshop.person_named("roads")
    room.move(line, NOTES)
    assert (room.workshop.people(), room.workshop.person_named("roads")) == ([], None)
    assert room.workshop.name_of(line.id) == line.id


def test_a_workshop_begins_again_with_what_the_file_holds_now() -> None:
    room = Room()
    person, line = room.say("Amina", PEOPLE), room.say("Maji")
    room.move(line, NOTES)
    room.about("withdraw", person)
    room.workshop.person_named("Amina")
    kept = line._replace(op="add")
    room.workshop.renew(HEAD, [kept])
    assert room.workshop == Workshop(HEAD, [kept])
    assert (room.workshop.places(), room.workshop.withdrawn) == ([WISHES], set())
    assert room.workshop.standing(WISHES) == [kept]
    assert (room.workshop.person_named("Amina"), room.workshop.number(line.id)) == (None, 1)


def test_a_workshop_tells_what_was_withdrawn_and_every_place_in_its_order() -> None:
    room = Room()
    line, note = room.say("Maji"), room.say("Ardhi", NOTES)
    withdrawal = room.about("withdraw", line)
    assert room.workshop.withdrawn == {line.id}
    room.workshop.extend([note._replace(id="gone", body={"withdrawn": True})])
    assert room.workshop.withdrawn == {line.id, "gone"}
    assert room.workshop.places() == [WISHES, NOTES]
    assert room.workshop.at_place(WISHES) == [line, withdrawal]
    assert room.workshop.taken_back(WISHES) == {line.id}
    assert (room.workshop.at_place(AGENDA), room.workshop.taken_back(AGENDA)) == ([], set())
    assert room.workshop.places() == [WISHES, NOTES]
    assert Workshop(HEAD).last is None


@pytest.mark.parametrize(
    ("told", "details"),
    [
        ([("lead", "Neema")], {"lead": "Neema"}),
        ([("lead", "Neema"), ("lead", "Zawadi"), ("n", "7")], {"lead": "Zawadi", "n": "7"}),
        ([("lead", "[…]")], {"lead": ""}),
        ([("lead", "[…] […].")], {"lead": ""}),
        ([("lead", "[…] na Neema")], {"lead": "[…] na Neema"}),
        ([("lead", "…")], {"lead": "…"}),
        ([(None, "Neema")], {"": "Neema"}),
    ],
)
def test_the_newest_of_each_detail_stands_as_long_as_a_word_of_it_does(
    told: list[tuple[Any, str]], details: dict[str, str]
) -> None:
    room = Room()
    for name, text in told:
        room.tell({"name": name, "text": text}, DETAILS)
    assert room.workshop.details() == details


def test_pairs_that_are_kept_apart_have_no_order() -> None:
    room = Room()
    for pair in (["A", "B"], ["B", "A"], ["C", "A"]):
        room.tell({"people": pair}, APART)
    assert room.workshop.apart() == {frozenset("AB"), frozenset("AC")}
    room.tell({}, APART)
    assert frozenset() in room.workshop.apart()


def test_speakers_of_all_steps_or_of_one_run_of_one_exercise() -> None:
    room = Room()
    room.say("Maji", by="amina")
    room.say("Ardhi", WISHES._replace(run=2, step="other"), by="Blue")
    dropped = room.say("Шум", AGENDA, by="chausiku")
    room.say("Haki", AGENDA, by="baraka")
    room.say("Captured", NOTES, by="дина")
    room.about("drop", dropped)
    speakers = room.workshop.speakers
    assert speakers() == {"amina", "Blue", "baraka"}
    assert speakers("visioning") == {"amina", "Blue"}
    assert speakers("visioning", 2) == {"Blue"}
    assert speakers("", 1) == {"amina", "baraka"}
    assert speakers("unknown") == set()


def test_what_was_sent_and_the_clock_of_the_programme_are_not_taken_back() -> None:
    room = Room()
    line = room.say("Maji")
    room.say("summary.html", EXPORTS)
    room.say("10:30", PROGRAMME)
    assert room.workshop.newest_standing() == line
    assert room.workshop.newest_standing([EXPORTS, PROGRAMME, WISHES]) == line
    done = room.tell({}, WISHES, op="done")
    assert room.workshop.newest_standing() == done
    room.about("drop", done)
    assert room.workshop.newest_standing() == line


def test_an_edit_that_stands_is_taken_back_before_what_came_earlier() -> None:
    room = Room()
    line = room.say("Maji")
    edit = room.about("edit", line, text="Maji safi")
    assert room.workshop.newest_standing() == edit
    room.about("drop", edit)
    assert room.workshop.newest_standing() == line


def test_a_line_stands_where_it_was_moved_last_and_goes_back_when_that_is_taken_back() -> None:
    room = Room()
    line, other = room.say("Maji"), room.say("Ardhi")
    moved = room.move(line, AGENDA)
    assert room.texts(WISHES, AGENDA) == [["Ardhi"], ["Maji"]]
    assert room.workshop.moved_to(line.id) == [moved]
    assert room.workshop.moved_to(other.id) == []
    on = room.move(moved, PARKED)
    assert room.texts(WISHES, AGENDA, PARKED) == [["Ardhi"], [], ["Maji"]]
    room.about("drop", on)
    assert room.texts(WISHES, AGENDA, PARKED) == [["Ardhi"], ["Maji"], []]
    room.about("drop", moved)
    assert room.texts(WISHES, AGENDA, PARKED) == [["Maji", "Ardhi"], [], []]


def test_of_two_laptops_that_moved_a_line_the_later_is_heard() -> None:
    room = Room()
    line = room.say("Maji")
    room.move(line, AGENDA)
    later = room.move(line, PARKED)
    assert room.texts(WISHES, AGENDA, PARKED) == [[], [], ["Maji"]]
    room.about("drop", later)
    assert room.texts(WISHES, AGENDA, PARKED) == [[], ["Maji"], []]


def test_a_line_moved_on_while_the_move_before_was_taken_back_is_where_it_was_said() -> None:
    room = Room()
    line = room.say("Maji")
    moved = room.move(line, AGENDA)
    room.move(moved, PARKED)
    room.about("drop", moved)
    assert room.texts(WISHES, AGENDA, PARKED) == [["Maji"], [], []]


def test_of_two_laptops_that_moved_it_on_the_way_of_the_later_is_followed_to_its_end() -> None:
    room = Room()
    line = room.say("Maji")
    one, other = room.move(line, AGENDA), room.move(line, PARKED)
    room.move(one, NOTES)
    home = room.move(other, WISHES._replace(step="kept"))
    assert room.texts(AGENDA, PARKED, NOTES, home.place) == [[], [], [], ["Maji"]]


def test_a_line_whose_origin_another_program_took_away_stands_where_it_is() -> None:
    room = Room()
    room.tell({"text": "Maji", MOVED: "unknown"}, AGENDA)
    room.tell({"text": "Ardhi", MOVED: 7}, AGENDA)
    assert room.texts(AGENDA) == [["Maji", "Ardhi"]]


def test_a_line_that_says_it_came_from_itself_stands_nowhere() -> None:
    line = Room().say("Maji")
    itself = line._replace(body={"text": "Maji", MOVED: line.id})
    assert Workshop(HEAD, [itself]).standing(WISHES) == []


def test_only_an_addition_moves_a_line() -> None:
    room = Room()
    line, other = room.say("Maji"), room.say("Ardhi", AGENDA)
    room.tell({"text": "Ardhi", MOVED: line.id}, AGENDA, op="edit", ref=other.id)
    assert room.workshop.moved_to(line.id) == []
    assert room.texts(WISHES) == [["Maji"]]


def test_a_note_that_is_worded_like_a_name_is_not_that_person() -> None:
    room = Room()
    room.say("Amina", PEOPLE)
    assert room.workshop.person_named("Baraka") is None
    room.say("Baraka", NOTES)
    baraka = room.say("Baraka", PEOPLE)
    found = room.workshop.person_named("baraka")
    assert found is not None
    assert found.id == baraka.id
