"""A line of notes: its tags at the end, the rows of a file, and what stays part of the words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.errors import Problem
from coalition_cli.model.entry import Fact
from coalition_cli.model.exercise import Step
from coalition_cli.parsing.note_line import (
    Line,
    known_at,
    read_line,
    read_mended,
    read_untagged,
    share_of,
    to_mend,
)
from coalition_cli.raw_text.line_tags import as_typed
from tests.support.playing import Bench

BUCKETS = ("now", "later")


@pytest.fixture
def room():
    return Bench()


def amina(room):
    return room.workshop.people()[0].id


@pytest.mark.parametrize(
    ("typed", "text", "group", "bucket"),
    [
        ("Roads", "Roads", "", ""),
        ("Roads #now", "Roads", "", "now"),
        ("Roads #NOW", "Roads", "", "now"),
        ("Roads @Blue", "Roads", "Blue", ""),
        ("Roads @blue #later", "Roads", "Blue", "later"),
        ("Roads #later @Red", "Roads", "Red", "later"),
        ("write to us@home", "write to us@home", "", ""),
    ],
)
def test_a_typed_line_ends_in_tags(room, typed, text, group, bucket):
    assert read_line(typed, room.view, BUCKETS) == Line(text, group or None, group, bucket)


def test_a_person_is_named_in_any_case_and_stands_before_her_group(room):
    expected = Line("Roads", amina(room), "Blue", "")
    assert read_line("Roads @Blue @amina", room.view, ()) == expected
    assert read_line("Roads @AMINA @blue", room.view, ()) == expected


def test_a_row_of_a_file_says_the_same_by_its_keys(room):
    row = {"text": " Roads ", "by": "amina", "group": "Elders", "bucket": "now"}
    assert read_line(row, room.view, BUCKETS) == Line("Roads", amina(room), "Elders", "now")
    assert read_line({"text": "Roads", "group": "Elders"}, room.view, ()).by == "Elders"
    assert read_line({"text": "Roads", "by": "Blue"}, room.view, ()).by == "Blue"
    assert read_line({"text": "Roads", "by": "Guests"}, room.view, (), ["Guests"]).by == "Guests"


@pytest.mark.parametrize("typed", ["Roads #never", "Roads @Nobody #now", "#now", "Roads >Nowhere"])
def test_a_tag_that_names_nothing_here_never_stays_in_the_words(room, typed):
    with pytest.raises(Problem):
        read_line(typed, room.view, BUCKETS)


ROOM = Bench()
PEOPLE = {person.name: person.id for person in ROOM.workshop.people()}


@given(
    st.text(st.sampled_from("@#>\\ ab9.-\u00a0é"), max_size=12).filter(str.strip),
    st.lists(st.sampled_from(list(PEOPLE)), unique=True, max_size=3),
    st.sampled_from(["", "Red", "Blue"]),
    st.sampled_from(["", *BUCKETS]),
    st.booleans(),
)
def test_any_words_with_any_tags_are_read_as_they_were_meant(words, names, group, bucket, first):
    words = words.strip()
    tags = [*(f"@{name}" for name in names), *([f">{group}"] if group else [])]
    tags = (
        [f"#{bucket}", *tags] if bucket and first else [*tags, *([f"#{bucket}"] if bucket else [])]
    )
    line = read_line(" ".join([as_typed(words), *tags]), ROOM.view, BUCKETS)
    by, *also = [PEOPLE[name] for name in names] or [None]
    assert line == Line(words, by, group, bucket, tuple(also))


def test_several_who_spoke_are_all_kept_in_their_order(room):
    people = {person.name: person.id for person in room.workshop.people()}
    line = read_line("Roads @Baraka @Amina @baraka", room.view, ())
    assert (line.by, line.also) == (people["Baraka"], (people["Amina"],))
    assert read_line("Roads @Red @Blue", room.view, ()) == Line(
        "Roads", "Red", "Red", "", ("Blue",)
    )
    row = {"text": "Roads", "by": ["Baraka", "Amina"]}
    assert read_line(row, room.view, ()) == replace(line, group="")
    assert line.body["also by"] == [people["Amina"]]


def test_where_lines_have_no_sorts_a_hashtag_is_a_keyword_among_the_words(room):
    line = read_line("I teach #sewing @Amina #law", room.view, ())
    assert (line.text, line.by) == ("I teach #sewing #law", amina(room))


def test_the_sorts_of_other_steps_are_keywords_too():
    gaps = Step("gaps", "notes", "Gaps", options={"buckets": [{"id": "law", "title": "Law"}]})
    room = Bench(gaps)
    line = read_line("Lawyers #law #NOW", room.view, BUCKETS)
    assert (line.text, line.bucket) == ("Lawyers #law", "now")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("Roads", "Roads"),
        ("Roads @ noon, #1, >20 %", "Roads @ noon, #1, >20 %"),
        (r"Roads \@Amina \#now", "Roads @Amina #now"),
        ("me@home.example", "me@home.example"),
    ],
)
def test_where_the_speaker_is_known_words_are_kept(room, typed, expected):
    assert read_untagged(typed, known_at(room.view)) == expected


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Roads @amina", "Who speaks is known already: leave @amina out."),
        ("@Amina said so", "Who speaks is known already: leave @Amina said so out."),
        ("Roads @Blue", "Who speaks is known already: leave @Blue out."),
        ("Roads >blue", "Where it goes is known already: leave >blue out."),
        (
            "Roads @Nobody",
            '"Nobody" is nobody here: Amina, Baraka, Chausiku, Blue, Red. Add the name with',
        ),
        (
            "Roads @Nobody #x",
            '"Nobody" is nobody here: Amina, Baraka, Chausiku, Blue, Red. Add the name with',
        ),
        (
            "Roads @Amima",
            '"Amima" is nobody here: Amina, Baraka, Chausiku, Blue, Red. Did you mean Amina?',
        ),
        ("Roads #zz >Blue", "Nothing here is called #zz. If it belongs to the words, type \\#zz."),
        ("Roads >Bleu", '">Bleu" is no group here: >Blue, >Red. Did you mean >Blue?'),
        ("Roads @", "There is no name behind @"),
    ],
)
def test_where_the_speaker_is_known_no_tag_stays_in_the_words(room, typed, refused):
    with pytest.raises(Problem) as problem:
        read_untagged(typed, known_at(room.view))
    assert problem.value.sentence.startswith(refused)


class Fixing:
    """A line of a room, and what mending makes of it."""

    def __init__(self, **body: Any) -> None:
        self.room = Bench()
        self.ids = {person.name: person.id for person in self.room.workshop.people()}
        by = self.ids.get(body.pop("by", ""), body.pop("as_group", None))
        self.line = self.room.record(
            Fact({"text": "Roads", **body}, by), self.room.view.place("s"), "participants"
        )

    def mended(self, typed: str) -> tuple[str, list[str], str]:
        """The words, the names of the speakers and the share that it has then."""
        fact = read_mended(typed, self.line, known_at(self.room.view, BUCKETS))
        now = self.room.record(fact, self.room.view.place("s"), "donor")
        (stands,) = self.room.view.said("s")
        assert stands.body == now.body
        return now.text, list(map(self.room.workshop.name_of, now.speakers)), now.share


@pytest.mark.parametrize(
    ("typed", "words", "speakers"),
    [
        ("Streets", "Streets", ["Amina"]),
        ("Streets @Baraka", "Streets", ["Baraka"]),
        ("@Baraka", "Roads", ["Baraka"]),
        ("Streets @Baraka @Amina", "Streets", ["Baraka", "Amina"]),
        ("Streets @Red", "Streets", ["Red"]),
        ("Streets @", "Streets", []),
        ("@", "Roads", []),
        (r"Streets \@", "Streets @", ["Amina"]),
    ],
)
def test_mending_gives_another_speaker_takes_her_out_or_leaves_her(typed, words, speakers):
    assert Fixing(by="Amina").mended(typed) == (words, speakers, "participants")


def test_mending_adds_a_speaker_and_moves_the_line_to_a_sort():
    fixing = Fixing()
    assert fixing.mended("Roads @Amina #now") == ("Roads", ["Amina"], "participants")
    assert fixing.room.view.said("s")[0].body == {"text": "Roads", "bucket": "now"}


def test_a_second_speaker_goes_with_the_first_unless_both_are_left():
    fixing = Fixing(by="Amina", **{"also by": ["Blue"]})
    assert fixing.mended("Streets")[1] == ["Amina", "Blue"]
    assert fixing.mended("@Baraka")[1] == ["Baraka"]


def test_a_group_that_did_not_speak_leaves_the_line_and_her_own_stays():
    def fixing():
        return Fixing(as_group="Blue", group="Blue")

    for typed, group in (("@Baraka", ""), ("@", ""), ("@Amina", "Blue"), ("Streets", "Blue")):
        mended = fixing()
        mended.mended(typed)
        assert mended.room.view.said("s")[0].body.get("group", "") == group


@pytest.mark.parametrize("asked", [{"consent": "named"}, {"share": "donor"}])
def test_what_one_speaker_allowed_holds_for_no_other(asked):
    assert Fixing(by="Amina", **asked).mended("Streets")[2] == "participants"
    assert Fixing(by="Amina", **asked).mended("Streets @Amina")[2] == "participants"
    changed = Fixing(by="Amina", **asked)
    assert changed.mended("@Baraka")[2] == "private"
    assert not asked.keys() & changed.room.view.said("s")[0].body.keys()


@pytest.mark.parametrize("typed", ["Streets @Zuri", "Streets @Zuri @", "Streets #nowhere", "@Ami"])
def test_a_tag_that_names_nothing_mends_nothing(typed):
    with pytest.raises(Problem):
        Fixing(by="Amina").mended(typed)


def test_words_with_signs_are_mended_as_they_stand():
    fixing = Fixing(by="Amina")
    assert fixing.mended(r"Write to \@home, or \#now")[0] == "Write to @home, or #now"
    (line,) = fixing.room.view.said("s")
    fixing.line = line
    assert fixing.mended(to_mend(line)) == (line.text, ["Amina"], "participants")


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Roads", "bucket": "never"},
        {"text": "Roads", "by": "Nobody"},
        {"text": "  "},
        {"by": "Amina"},
        {"text": "Roads", "colour": "red"},
        "",
        7,
    ],
)
def test_a_row_that_names_what_is_not_here_is_refused(room, row):
    with pytest.raises(Problem):
        read_line(row, room.view, BUCKETS)


def test_a_bucket_may_have_a_share_of_its_own():
    buckets = [{"id": "now"}, {"id": "later", "share": "donor"}]
    assert [share_of(name, buckets) for name in ("now", "later", "")] == [None, "donor", None]
