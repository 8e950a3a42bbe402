"""A line is read the same way at every door: its tags, its list marks, who said it."""

import subprocess

import pytest

from tests.support.calling import CTRL_U, DOWN, F3, UP, House, entries_of
from tests.support.processes import PROGRAM


@pytest.fixture
def room(umoja: House) -> House:
    """Rehema and Zawadi of the group Green are here."""
    umoja.people("Rehema", "Zawadi, Green")
    return umoja


def said(house: House) -> list[tuple[str, list[str]]]:
    """What stands among the captured notes, and who said it."""
    names = {entry["id"]: entry["body"]["text"] for entry in entries_of(house.workshop)}
    newest: dict[str, dict] = {}
    for entry in entries_of(house.workshop):
        if entry["step"] == "note" and entry["op"] in ("add", "edit"):
            newest[entry["ref"] or entry["id"]] = entry
    told = []
    for each in newest.values():
        speakers = filter(None, [each["by"], *each["body"].get("also by", [])])
        told.append((each["body"]["text"], [names.get(by, by) for by in speakers]))
    return told


PIPED = """Vitambulisho kwa wote @Rehema
kutoka meza yetu @Green
Maji safi @rehema @ZAWADI
Barua: rehema@example.org, 3 > 2, sisi ni #1
Tukutane \\@nyumbani
"""
READ = [
    ("Vitambulisho kwa wote", ["Rehema"]),
    ("kutoka meza yetu", ["Green"]),
    ("Maji safi", ["Rehema", "Zawadi"]),
    ("Barua: rehema@example.org, 3 > 2, sisi ni #1", []),
    ("Tukutane @nyumbani", []),
]


def test_from_a_pipe_and_from_a_file_tags_are_speakers_and_no_words(room: House) -> None:
    assert room.call("note", "--share", "donor", typed=PIPED).status == 0
    (room.desk / "given.txt").write_text(PIPED, encoding="utf-8")
    assert room.call_from(room.desk / "given.txt", "note", "--share", "donor").status == 0
    assert said(room) == READ * 2
    refused = room.call("export", "json", "--for", "donor", "--out", "-")
    assert (refused.status, refused.out) == (1, ""), "an address is decided on before it goes out"
    for audience in ("participants", "organizer"):
        told = room.call("export", "json", "--for", audience, "--out", "-").out
        assert "@Rehema" not in told
        assert ("Rehema" in told) is (audience == "organizer")
        assert "Maji safi" in told
    (both,) = [note for note in room.summary()["notes"] if note["text"] == "Maji safi"][:1]
    assert both["by"] == "Rehema, Zawadi"


def test_at_the_prompt_the_same_line_is_read_the_same(room: House) -> None:
    seat = room.at_terminal("note")
    for line in PIPED.splitlines():
        seat.talk(("What is being said?", line + "\r"))
        if "@example.org" in line:
            seat.talk(("This may name somebody: an e-mail address", "\r"))
    seat.talk(("5 Tukutane", "\r"))
    assert seat.end() == 0
    assert said(room) == READ


@pytest.mark.parametrize("from_file", [True, False])
def test_a_tag_that_names_nobody_refuses_all_that_was_given(room: House, from_file: bool) -> None:
    before = room.workshop.read_bytes()
    (room.desk / "given.txt").write_text("one\n- two @Rehma\nthree @Rehema\nfour #none\n")
    if from_file:
        done = room.call_from(room.desk / "given.txt", "note")
    else:
        done = room.shell("(printf 'one\\n'; cat given.txt | tail -3) | coalition note")
    assert (done.status, done.out) == (1, "")
    assert 'Line 2: "Rehma" is nobody here: Rehema, ' in done.err
    assert "Line 4: Nothing here is called #none." in done.err
    assert "Nothing was saved. Whoever is new is added with: --new-people" in done.err
    assert room.workshop.read_bytes() == before


def test_new_people_are_added_where_that_is_wanted(room: House) -> None:
    typed = "one @Neema K\ntwo @neema k @Rehema\nthree @Green\n"
    assert room.call("note", typed=typed).status == 1
    done = room.call("note", "--new-people", typed=typed)
    assert (done.status, len(done.lines)) == (0, 3)
    assert said(room) == [
        ("one", ["Neema K"]),
        ("two", ["Neema K", "Rehema"]),
        ("three", ["Green"]),
    ]
    assert len(room.call("people", "show").lines) == 3
    still = room.call("note", "--new-people", typed="four #none @Ana\n")
    assert (still.status, len(room.call("people", "show").lines)) == (1, 3)


def test_in_a_pipe_that_stays_open_the_lines_before_a_wrong_tag_are_kept(room: House) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "note"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=room.environment,
        cwd=room.desk,
    )
    process.stdin.write(b"one @Rehema\n")
    process.stdin.flush()
    assert process.stdout.readline().strip()
    process.stdin.write(b"two @Rehma\nthree\n")
    process.stdin.close()
    assert process.wait(20) == 1
    told = process.stderr.read().decode()
    assert "Did you mean Rehema? The lines before it are kept." in told
    assert said(room) == [("one", ["Rehema"])]


def test_at_the_prompt_a_wrong_tag_stays_in_the_line_to_be_mended(room: House) -> None:
    seat = room.at_terminal("note")
    seat.talk(("What is being said?", "Maji @Rehma\r"), ("completes.", ""))
    seat.talk(("> Maji @Rehma", "\x7f\x7fema\r"), ("Recorded: Rehema", "\r"))
    assert seat.end() == 0
    assert said(room) == [("Maji", ["Rehema"])]


MOST_KEYS_BEYOND_THE_WORDS = 8


@pytest.mark.parametrize(
    ("behind", "speakers"),
    [
        (" @re\t\r", ["Rehema"]),
        (" @rehema\r", ["Rehema"]),
        (" @gr\t\r", ["Green"]),
    ],
)
def test_a_note_with_a_speaker_costs_few_keys_beyond_its_words(room, behind, speakers) -> None:
    seat = room.at_terminal("note")
    seat.talk(("What is being said?", "Kazi na nyumba"))
    for key in behind:
        seat.press(key)
    seat.talk((f"Recorded: {speakers[0]}", "\r"))
    assert seat.end() == 0
    assert said(room) == [("Kazi na nyumba", speakers)]
    assert len(behind) <= MOST_KEYS_BEYOND_THE_WORDS + (behind == " @rehema\r")


LIST = """1) Vitambulisho
2) Kitanda cha wiki za kwanza
3. Kazi
- Malezi
• Usafiri
* Msaada wa sheria
– Mtu wa kupigia
☐ Chakula
10

   \u0020
—
"""
LINES = [
    "Vitambulisho",
    "Kitanda cha wiki za kwanza",
    "Kazi",
    "Malezi",
    "Usafiri",
    "Msaada wa sheria",
    "Mtu wa kupigia",
    "Chakula",
    "10",
]


def test_a_list_is_the_same_lines_at_each_door(room: House) -> None:
    (room.desk / "list.txt").write_text(LIST, encoding="utf-8")
    assert room.call_from(room.desk / "list.txt", "note").status == 0
    assert [words for words, _who in said(room)] == LINES
    for pasted in (f"\x1b[200~{LIST}\x1b[201~", LIST.strip("\n").replace("\n", "\r")):
        seat = room.at_terminal("note")
        seat.talk(("What is being said?", pasted), ("Several lines came at once", "\r"))
        seat.talk(("Chakula", ""), ("What is being said?", "\r"))
        assert seat.end() == 0
    assert [words for words, _who in said(room)] == LINES * 3


def test_pasted_lines_have_tags_of_their_own_and_a_wrong_one_stops_with_the_rest(room) -> None:
    seat = room.at_terminal("note")
    seat.talk(("What is being said?", "\x1b[200~- a @Rehema\n- b @Zora\n- c @Green\x1b[201~\r"))
    seat.talk(('"Zora" is nobody here: ', "\x7f" * 6 + "\r"), ("Recorded: Green", "\r"))
    assert seat.end() == 0
    assert said(room) == [("a", ["Rehema"]), ("b", []), ("c", ["Green"])]


def test_words_typed_while_it_is_asked_whose_turn_it_is_wait_for_her(room: House) -> None:
    seat = room.at_terminal("reflection-circle")
    seat.talk(("» 1. Begin", "\r"), ("» 1. On to: Round the circle", "\r"))
    seat.talk(("Whose turn is it?", "Nimepata sauti yangu"))
    seat.talk(("Typed: Nimepata sauti yangu", DOWN), ("» 2. Zawadi", "\r"))
    seat.talk(("Zawadi: ", ""), ("> Nimepata sauti yangu", "\x03"))
    assert seat.end() == 130


def test_the_last_line_is_mended_with_its_speaker(room: House) -> None:
    seat = room.at_terminal("note")
    seat.talk(("What is being said?", "Maji @home\r"), ('"home" is nobody here: ', CTRL_U))
    seat.talk(("What is being said?", "Maji \\@home @Rehema\r"), ("Recorded: Rehema", UP))
    seat.talk(("> Maji \\@home", " @Zawadu\r"), ("Did you mean Zawadi?", "\x7fi\r"))
    seat.talk(("Recorded: Zawadi", F3), ("Mending the last line.", " @\r"), ("1 Maji", "\r"))
    assert seat.end() == 0
    assert said(room) == [("Maji @home", [])]


def test_fix_adds_changes_and_removes_a_speaker(room: House) -> None:
    (line,) = room.note("Maji")
    for typed, words, speakers, told in [
        ("Maji safi @Rehema", "Maji safi", ["Rehema"], "Recorded: Rehema"),
        ("@Zawadi @Rehema", "Maji safi", ["Zawadi", "Rehema"], "Recorded: Zawadi, Rehema"),
        ("Maji", "Maji", ["Zawadi", "Rehema"], ""),
        ("Maji @Green", "Maji", ["Green"], "Recorded: Green"),
        ("Maji @", "Maji", [], "Nobody is recorded as its speaker."),
    ]:
        done = room.call("fix", line, typed=typed + "\n")
        assert done.status == 0
        assert ("Recorded" in done.err, told in done.err) == ("Recorded" in told, True)
        assert said(room) == [(words, speakers)]
    refused = room.call("fix", line, typed="Taa @Rehma\n")
    assert refused.status == 1
    assert "Did you mean Rehema?" in refused.err
    assert said(room) == [("Maji", [])]


def test_a_quote_that_another_said_is_private_until_she_was_asked(room: House) -> None:
    quote = {"text": "Tunaweza", "by": "Rehema", "consent": "named", "share": "donor"}
    room.play("reflection-circle", {"circle": [], "quotes": [quote]})
    number = room.numbers()["Tunaweza"]
    done = room.call("fix", number, typed="@Zawadi\n")
    assert done.status == 0
    assert "Nobody else reads it until whoever said it was asked." in done.err
    told = room.call("export", "json", "--for", "donor", "--out", "-").out
    assert "Tunaweza" not in told
    assert "Zawadi" not in told


def test_fix_at_its_prompt_tells_the_speaker_and_leaves_no_name_behind(room: House) -> None:
    (line,) = room.note("Maji @Rehema")
    seat = room.at_terminal("fix", line)
    seat.talk(("Recorded: Rehema", ""), ("> Maji", " @Zaw\t\r"))
    assert seat.end() == 0
    assert "Its speaker was changed." in seat.text
    assert entries_of(room.workshop)[-1]["id"] not in seat.text
    assert said(room) == [("Maji", ["Zawadi"])]


@pytest.mark.parametrize("who", ["Rehema", "Zawadi"])
def test_a_line_of_two_goes_with_each_of_them(room: House, who: str) -> None:
    room.note("SIRI YETU @Rehema @Zawadi", "Maji")
    number = room.numbers()[who]
    assert room.call("withdraw", number, "--yes").status == 0
    assert b"SIRI" not in room.everything_on_disk()
    assert [note["text"] for note in room.summary()["notes"]] == ["Maji"]


def test_a_line_goes_with_whom_it_was_given_to_by_fix_and_stays_with_her(room: House) -> None:
    mine, hers = room.note("SIRI moja", "SIRI mbili @Rehema")
    for line in (mine, hers):
        assert room.call("fix", line, typed="@Zawadi\n").status == 0
    assert room.call("withdraw", room.numbers()["Rehema"], "--yes").status == 0
    assert [note["text"] for note in room.summary()["notes"]] == ["SIRI moja", "SIRI mbili"]
    assert room.call("withdraw", room.numbers()["Zawadi"], "--yes").status == 0
    assert b"SIRI" not in room.everything_on_disk()


@pytest.mark.parametrize("field", ["text", "learning", "commitment"])
@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("One @nowhere", '"nowhere" is nobody here: '),
        ("I learned x @Nobody #x", '"Nobody" is nobody here: '),
        ("call @Rehma", '"Rehma" is nobody here: Rehema, '),
        ("Two #zz >Green", "Nothing here is called #zz."),
        ("Two >Green", "Where it goes is known already"),
        ("call @Zawadi", "Who speaks is known already"),
    ],
)
def test_no_tag_stays_in_a_turn_of_a_circle(room: House, field: str, words: str, refused: str):
    before = room.workshop.read_bytes()
    done = room.play("reflection-circle", {"circle": [{"by": "Rehema", field: words}]})
    assert (done.status, done.out) == (1, "")
    assert f"{field}: {refused}" in done.err
    assert room.workshop.read_bytes() == before


def test_at_the_prompt_of_a_circle_a_wrong_tag_stays_in_the_line_to_be_mended(room: House):
    seat = room.at_terminal("reflection-circle")
    seat.talk(("» 1. Begin", "\r"), ("» 1. On to: Round the circle", "\r"))
    seat.talk(("Whose turn is it?", "1"))
    seat.talk(
        ("Rehema: ", "I learned x @Nobody\r"),
        ('"Nobody" is nobody here: ', CTRL_U + "I learned x\r"),
        ("Rehema: ", CTRL_U),
    )
    seat.see("Rehema: ")
    seat.kill()
    told = [entry["body"].get("learning") for entry in entries_of(room.workshop)]
    assert [words for words in told if words] == ["I learned x"]


NO_NAMES = ["Grace @Red", "@Amina", "#x", ">Blue", "Grace #x", r"\@Amina", "@", "# x"]


@pytest.mark.parametrize("name", NO_NAMES)
@pytest.mark.parametrize("wish", ["add", "arrive"])
def test_what_has_a_sign_is_no_name_from_a_pipe(room: House, name: str, wish: str) -> None:
    before = room.workshop.read_bytes()
    done = room.call("people", wish, typed=name)
    assert done.status == 1, done
    assert f"{name} is no name" in done.err
    assert room.workshop.read_bytes() == before


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_has_a_sign_is_no_name_that_somebody_is_given_by_fix(room: House, name: str) -> None:
    before = room.workshop.read_bytes()
    done = room.call("fix", "p1", typed=name)
    assert done.status == 1, done
    assert f"{name} is no name" in done.err
    assert room.workshop.read_bytes() == before


@pytest.mark.parametrize("typed", ["Grace @Red\r", "\x1b[200~Neema\nGrace @Red\n\x1b[201~\r"])
def test_what_has_a_sign_is_no_name_typed_or_pasted(room: House, typed: str) -> None:
    seat = room.at_terminal("people", "add")
    seat.talk(("A chosen name", typed), ("Grace @Red is no name", CTRL_U))
    seat.kill()
    people = [row.split("\t")[0] for row in room.call("people", "show").lines]
    assert not any("@" in name for name in people)


def test_what_has_a_sign_is_no_name_in_a_file(room: House) -> None:
    before = room.workshop.read_bytes()
    people = [{"name": "Grace @Red"}, "@Amina", {"name": "Ana", "group": ">Blue"}, "Neema"]
    done = room.play("visioning", {"people": people, "visioning": {}})
    assert done.status == 1
    for number, words in enumerate(("Grace @Red", "@Amina", ">Blue"), 1):
        assert f"people[{number}]" in done.err
        assert f"{words} is no name" in done.err
    (room.desk / "list.csv").write_text("Name;Group\nNeema;Green\nGrace @Red;Green\n")
    done = room.call("import", "list.csv", "--yes")
    assert (done.status, done.out) == (1, "")
    assert "Row 3: Grace @Red is no name" in done.err
    assert room.workshop.read_bytes() == before


@pytest.mark.parametrize("line", ["Papers @", "@Rehema", "Papers @Zuri"])
def test_that_nothing_was_saved_is_said_once(room: House, line: str) -> None:
    done = room.call("note", typed=line)
    assert done.status == 1
    assert done.err.casefold().count("nothing was saved") == 1, done.err
