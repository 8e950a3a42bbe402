"""Notes as they are taken: who speaks, what is asked of her, and under which words."""

from typing import Any

import pytest

from coalition_cli.blocks import Bullet, Bullets, Prose, Quote
from coalition_cli.model.entry import DETAILS, PEOPLE, Fact
from coalition_cli.model.exercise import Step
from tests.kinds.kind_rooms import SOURCE
from tests.kinds.overhearing import overhear
from tests.support.playing import Bench

HOME = {"id": "home", "title": "At home"}
WORK = {"id": "work", "title": "At work", "share": "organizer"}
OPEN = {"id": "open", "title": "Open", "share": "donor"}


def notes(**options: Any) -> Step:
    return Step("s", "notes", "Notes", options=options)


def stored(bench: Bench) -> list[tuple[Any, ...]]:
    named = bench.workshop.name_of
    return [(e.text, named(e.by), e.share, e.body) for e in bench.view.said("s")]


def test_the_question_for_a_line() -> None:
    bench, step = Bench(), notes(buckets=[HOME, WORK])
    first, second = overhear(bench, step, "Maji @Amina", "").questions
    assert (first.key, second.key) == ((0,), (1,))
    assert (first.prompt, first.repeats, first.is_list) == ("Next line", True, True)
    assert first.hint == "A name after @ says who spoke. An empty line: no more."
    assert first.completions == (
        *("@Amina", "@Baraka", "@Chausiku", "@Blue", "@Red"),
        *("#home", "#work"),
        *(">Blue", ">Red"),
    )
    assert (first.last_saved, second.last_saved) == ("", "Maji")
    assert (first.default, first.may_pass) == (None, False)


def test_countries_are_offered_where_they_speak() -> None:
    bench = Bench(people=())
    bench.record(Fact({"text": "Eva", "country": "DRC", "group": "Sun"}), PEOPLE, "organizer")
    (question,) = overhear(bench, notes(each="country"), "DRC").questions
    assert question.completions == ("@Eva", "@DRC", ">DRC")
    (question,) = overhear(bench, notes()).questions
    assert question.completions == ("@Eva", "@Sun", ">Sun")


@pytest.mark.parametrize(
    ("line", "body", "share"),
    [
        ("Maji", {"text": "Maji"}, "participants"),
        ("Maji #home", {"text": "Maji", "bucket": "home"}, "participants"),
        ("Maji #work", {"text": "Maji", "bucket": "work"}, "organizer"),
        ("Maji #open", {"text": "Maji", "bucket": "open"}, "donor"),
        ("Maji @Red", {"text": "Maji", "group": "Red"}, "participants"),
    ],
)
def test_a_line_and_who_may_read_it(line: str, body: dict[str, str], share: str) -> None:
    bench = Bench()
    overhear(bench, notes(buckets=[HOME, WORK, OPEN]), line)
    assert stored(bench) == [("Maji", body.get("group", ""), share, body)]


def test_a_line_may_be_put_to_a_group_that_did_not_say_it() -> None:
    bench = Bench()
    overhear(bench, notes(), "Maji >red", "")
    assert stored(bench) == [("Maji", "", "participants", {"text": "Maji", "group": "Red"})]


def test_the_page_shows_each_line_as_soon_as_it_is_said() -> None:
    pages = overhear(Bench(), notes(), "Maji", "Жильё", "").pages
    lines = (Bullet("Maji", "1"), Bullet("Жильё", "2"))
    assert pages == [[], [Bullets(lines[:1])], [Bullets(lines)]]


def test_two_lines_that_sound_alike_are_pointed_at() -> None:
    bench = Bench()
    said = overhear(bench, notes(), "Clean water", "Soko", "clean water!", "Barabara").said
    assert said == ["Numbers 1 and 3 sound alike; one of them may be enough."]


def test_a_line_for_fewer_readers_is_not_compared_aloud() -> None:
    step = notes(buckets=[WORK])
    said = overhear(Bench(), step, "Clean water", "clean water! #work", "Taa").said
    assert said == []


FINISH, UNLISTED = "\0finish", "\0unlisted"
NOW, EVERYONE = (FINISH, "Close this step now"), (FINISH, "Everyone was heard")
OTHER = (UNLISTED, "A group that is not in this list")


def test_groups_speak_one_after_the_other() -> None:
    bench, step = Bench(), notes(each="group")
    heard = overhear(bench, step, "Red", "Maji", "Taa @Chausiku", "", "Blue", "Soko", "", FINISH)
    assert heard.choices == [
        (None, "Who is speaking?", "Blue"),
        (None, "Who is speaking?", "Blue"),
        (None, "Who is speaking?", FINISH),
    ]
    assert heard.options == [
        [("Blue", "Blue"), ("Red", "Red"), OTHER, NOW],
        [("Blue", "Blue"), OTHER, NOW, ("Red", "Red again")],
        [EVERYONE, OTHER, ("Red", "Red again"), ("Blue", "Blue again")],
    ]
    assert {(question.prompt, question.hint) for question in heard.questions} == {
        ("Red: next line", "An empty line: Red has said everything."),
        ("Blue: next line", "An empty line: Blue has said everything."),
    }
    assert [question.key for question in heard.questions] == [(0,), (1,), (2,), (2,), (3,)]
    assert [(text, by, body["group"]) for text, by, _share, body in stored(bench)] == [
        ("Maji", "Red", "Red"),
        ("Taa", "Chausiku", "Red"),
        ("Soko", "Blue", "Blue"),
    ]
    lines = (Bullet("Maji", "1", "Red"), Bullet("Taa", "2", "Red"))
    assert [Bullets(lines)] in heard.pages


def test_in_a_file_each_line_says_its_group_itself() -> None:
    bench, step = Bench(), notes(each="group")
    bench.answer(step, [{"text": "Maji", "group": "Red"}, {"text": "Taa", "group": "Jua"}, "Soko"])
    assert [body for *_rest, body in stored(bench)] == [
        {"text": "Maji", "group": "Red"},
        {"text": "Taa", "group": "Jua"},
        {"text": "Soko"},
    ]


def test_a_group_that_nobody_listed_is_typed_and_may_speak_again() -> None:
    bench, step = Bench(), notes(each="group")
    heard = overhear(bench, step, UNLISTED, "Jua", "Maji", "", "Jua", "Taa", "", FINISH)
    asked = heard.questions[0]
    assert (asked.key, asked.prompt, asked.default) == (None, "Which group speaks?", "")
    assert (asked.repeats, asked.hint) == (True, "An empty line: everyone was heard.")
    assert heard.options[1] == [
        *(("Blue", "Blue"), ("Red", "Red")),
        *(OTHER, NOW, ("Jua", "Jua again")),
    ]
    assert [body for *_rest, body in stored(bench)] == [
        {"text": "Maji", "group": "Jua"},
        {"text": "Taa", "group": "Jua"},
    ]


def test_where_no_group_is_known_it_is_typed_until_one_was_heard() -> None:
    bench, step = Bench(people=()), notes(each="group")
    heard = overhear(bench, step, "Jua", "Maji", "", UNLISTED, "", "never read")
    assert heard.choices == [(None, "Who is speaking?", FINISH)]
    assert heard.options == [[EVERYONE, OTHER, ("Jua", "Jua again")]]
    assert len(stored(bench)) == 1


def test_the_group_of_the_last_line_goes_on_where_it_was_broken_off() -> None:
    bench, step = Bench(), notes(each="group")
    overhear(bench, step, "Red", "Maji")
    heard = overhear(bench, step, "Taa", "", FINISH)
    assert [question.prompt for question in heard.questions] == ["Red: next line"] * 2
    assert len(heard.choices) == 1


CONSENTS = [
    ("none", "No: they stay here"),
    ("anonymous", "Yes, without a name"),
    ("named", "Yes, with her chosen name"),
]
READERS = [
    ("organizer", "The organizers"),
    ("participants", "Everyone who took part"),
    ("donor", "Also people outside"),
]


def test_the_speaker_of_a_quote_is_asked_alone() -> None:
    bench, step = Bench(), notes(consent=True, buckets=[OPEN])
    heard = overhear(bench, step, "Tunaweza @Amina #open", "named", "donor", "Хватит", "none")
    assert heard.choices == [
        ((0, "consent"), "May these words be used?", "none"),
        ((0, "share"), "Who may read them?", "participants"),
        ((1, "consent"), "May these words be used?", "none"),
    ]
    assert heard.options == [CONSENTS, READERS, CONSENTS]
    assert heard.said == 2 * [
        "Ask her alone, with this screen turned away from the room. No is a whole answer.",
        "A yes can become a no on any later day: coalition withdraw.",
    ]
    assert heard.pages == [
        [],
        [Quote("Tunaweza")],
        [Quote("Tunaweza", "Amina")],
        [Quote("Хватит")],
        [Quote("Tunaweza", "Amina"), Prose("1 is kept and not shown here.", "quiet")],
    ]
    assert stored(bench) == [
        (
            *("Tunaweza", "Amina", "donor"),
            {"text": "Tunaweza", "bucket": "open", "consent": "named"},
        ),
        ("Хватит", "", "private", {"text": "Хватит", "consent": "none"}),
    ]


def test_whoever_was_not_asked_yet_is_asked_before_the_next_line() -> None:
    for option, key, answer in (("consent", "consent", "none"), ("ask_share", "share", "donor")):
        bench, step = Bench(), notes(**{option: True})
        overhear(bench, step, "Maji")
        heard = overhear(bench, step, answer, "Taa", answer)
        assert [choice[0] for choice in heard.choices] == [(0, key), (1, key)]
        assert bench.texts("s") == ["Maji", "Taa"]


def test_who_may_read_a_line_is_asked_and_its_bucket_or_step_is_offered_first() -> None:
    bench, step = Bench(), notes(ask_share=True, buckets=[HOME, WORK])
    heard = overhear(
        bench, step, "Maji @Amina", "private", "Taa #work", "donor", "Soko #home", "organizer"
    )
    asked = "Who may read this line?"
    assert heard.choices == [
        ((0, "share"), asked, "participants"),
        ((1, "share"), asked, "organizer"),
        ((2, "share"), asked, "participants"),
    ]
    assert heard.options == [[("private", "Nobody else"), *READERS]] * 3
    assert stored(bench) == [
        ("Maji", "Amina", "private", {"text": "Maji", "share": "private"}),
        ("Taa", "", "donor", {"text": "Taa", "bucket": "work", "share": "donor"}),
        ("Soko", "", "organizer", {"text": "Soko", "bucket": "home", "share": "organizer"}),
    ]


def test_hands_are_counted_line_by_line_and_go_on_where_they_were_broken_off() -> None:
    bench, step = Bench(), notes(hands=True, buckets=[WORK])
    heard = overhear(bench, step, "Maji @Amina", "Taa #work", "Soko", "", "7")
    asked = heard.questions[4:]
    assert [(question.key, question.prompt) for question in asked] == [
        ((0, "hands"), "1. Maji: how many hands?"),
        ((1, "hands"), "2. Taa: how many hands?"),
    ]
    assert {question.hint for question in asked} == {"An empty line: not counted."}
    assert [question.default for question in asked] == [None, None]
    again = overhear(bench, step, " ", "0")
    assert [question.key for question in again.questions] == [(1, "hands"), (2, "hands")]
    assert stored(bench) == [
        ("Maji", "Amina", "participants", {"text": "Maji", "hands": 7}),
        ("Taa", "", "organizer", {"text": "Taa", "bucket": "work", "hands": None}),
        ("Soko", "", "participants", {"text": "Soko", "hands": 0}),
    ]
    later = overhear(bench, step, "Barabara", "", "2")
    assert [question.key for question in later.questions] == [(0,), (1,), (3, "hands")]


def test_a_list_without_hands_asks_for_none() -> None:
    heard = overhear(Bench(), notes(), "Maji", "", "7")
    assert [question.key for question in heard.questions] == [(0,), (1,)]


COUNTS = Step("s", "notes", "After", record="count", options={"buckets": [HOME, OPEN]})


def test_counts_are_asked_one_after_the_other_and_again_from_what_they_were() -> None:
    bench = Bench()
    heard = overhear(bench, COUNTS, "9", "")
    assert [(q.key, q.prompt, q.default) for q in heard.questions] == [
        (("home",), "At home", "0"),
        (("open",), "Open", "0"),
    ]
    assert heard.choices == []
    assert heard.pages == [[], [Bullets((Bullet("At home", "9"),))]]
    kept = overhear(bench, COUNTS, "keep")
    assert kept.choices == [(None, "They are counted.", "keep")]
    assert kept.options == [[("keep", "Keep these numbers"), ("again", "Count again")]]
    assert kept.questions == []
    again = overhear(bench, COUNTS, "again", "", "4")
    assert [question.default for question in again.questions] == ["9", "0"]
    assert [(e.body, e.share) for e in bench.view.said("s")] == [
        ({"bucket": "home", "count": 9}, "participants"),
        ({"bucket": "open", "count": 4}, "participants"),
    ]


def test_only_the_count_that_is_missing_is_asked_for() -> None:
    bench = Bench()
    overhear(bench, COUNTS, "9")
    assert [q.key for q in overhear(bench, COUNTS, "2").questions] == [("open",)]


def test_without_sorts_there_is_one_count_under_the_title_of_the_step() -> None:
    bench, step = Bench(), Step("s", "notes", "Present", record="count")
    (question,) = overhear(bench, step, "12").questions
    assert (question.key, question.prompt) == (("count",), "Present")
    assert [e.body for e in bench.view.said("s")] == [{"bucket": "count", "count": 12}]


def a_source() -> Bench:
    bench = Bench(SOURCE)
    bench.say("ideas", "Kazi", "Жильё", "Mikopo")
    return bench


def test_the_lines_of_another_step_may_be_taken_over() -> None:
    bench, step = a_source(), notes(offers=["ideas"])
    sources = [entry.id for entry in bench.view.said("ideas")]
    heard = overhear(bench, step, ["0", "2"], "kazi", "жильё", "Soko", "")
    asked = "Which of these do we take over? None is fine"
    assert heard.choices == [(None, asked, "")]
    assert heard.options == [[("0", "Kazi"), ("1", "Жильё"), ("2", "Mikopo")]]
    assert heard.pages[0] == []
    assert [body for *_rest, body in stored(bench)] == [
        {"text": "Kazi", "from": [sources[0]]},
        {"text": "Mikopo", "from": [sources[2]]},
        {"text": "kazi", "from": [sources[0]]},
        {"text": "жильё", "from": [sources[1]]},
        {"text": "Soko"},
    ]
    assert overhear(bench, step).choices == []


def test_only_what_was_not_taken_is_offered_again_before_the_first_own_line() -> None:
    bench, step = a_source(), notes(offers=["ideas"])
    overhear(bench, step, ["1"])
    heard = overhear(bench, step, ["1"])
    assert heard.options == [[("0", "Kazi"), ("1", "Mikopo")]]
    assert bench.texts("s") == ["Жильё", "Mikopo"]
    assert heard.pages[0] == [Bullets((Bullet("Жильё", "1"),))]


def test_nothing_is_offered_where_others_said_nothing() -> None:
    bench, step = Bench(SOURCE), notes(offers=["ideas"])
    heard = overhear(bench, step, "Maji", "")
    assert (heard.choices, bench.texts("s")) == ([], ["Maji"])


CARE = {"id": "care", "title": "Who cares", "detail": "care_person"}


@pytest.mark.parametrize(
    ("share", "own", "expected"),
    [
        ("donor", {}, "participants"),
        ("participants", {}, "participants"),
        ("organizer", {}, "organizer"),
        ("organizer", {"share": "donor"}, "participants"),
        ("donor", {"share": "private"}, "private"),
    ],
)
def test_taking_a_detail_over_shows_it_to_nobody_outside(
    share: Any, own: dict[str, str], expected: str
) -> None:
    bench = Bench()
    bench.record(Fact({"name": "care_person", "text": "Neema"}), DETAILS, "organizer")
    step = Step("s", "notes", "Signals", share=share, options={"buckets": [{**CARE, **own}]})
    heard = overhear(bench, step, ["0"])
    assert heard.choices[0][2] == "0"
    assert heard.options == [[("0", "Who cares: Neema")]]
    assert [(text, level) for text, _by, level, _body in stored(bench)] == [("Neema", expected)]
