"""The summary that is sent: data as agreed, nothing above its audience, nothing half written."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from tests.support.summaries import words_in

pytestmark = pytest.mark.slow

AUDIENCES = ("participants", "organizer", "donor", "follow-up")
FORMATS = ("md", "html", "json", "csv")

# Design, section 6.
KEYS = {
    "format": str,
    "version": int,
    "workshop": dict,
    "vision": (str, type(None)),
    "themes": list,
    "agenda": list,
    "actions": list,
    "commitments": list,
    "decisions": list,
    "feedback": dict,
    "notes": list,
    "exercises": list,
    "left_out": dict,
}
AGENDA = [
    "rank",
    "tied",
    "issue",
    "urgency",
    "feasibility",
    "score",
    "scorers",
    "spread",
    "contested",
    "chosen",
    "why",
]
ACTION = ["what", "who", "by_when", "first_step", "support", "measure", "status"]
NOTE = ["id", "text", "by", "group", "at"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_exported_data_has_the_agreed_shape_for_every_audience(
    seminar, summary_schema, audience
):
    seminar.note("a line of the day", share="donor")
    summary = seminar.summary(audience)
    jsonschema.Draft202012Validator(summary_schema).validate(summary)
    assert (summary["format"], summary["version"]) == ("coalition-summary", 2)
    for key, kind in KEYS.items():
        assert isinstance(summary[key], kind), key
    # An id tells the second in which something was said: readers outside get none.
    note = [key for key in NOTE if audience != "donor" or key != "id"]
    for rows, keys in (
        (summary["agenda"], AGENDA),
        (summary["actions"], ACTION),
        (summary["notes"], note),
    ):
        assert rows
        for row in rows:
            assert set(keys) <= set(row)
    for exercise in summary["exercises"]:
        assert {"id", "title", "run", "steps"} <= set(exercise)
        for step in exercise["steps"]:
            assert {"id", "kind", "entries", "outcome"} <= set(step)


def test_an_empty_workshop_exports_too(umoja, summary_schema):
    for audience in AUDIENCES:
        jsonschema.Draft202012Validator(summary_schema).validate(umoja.summary(audience))
    assert umoja.call("export").status == 0
    shown = umoja.call("show")
    assert (shown.status, shown.out) == (0, "")
    assert "Nothing was said yet" in shown.err


def test_the_default_audience_is_the_organizer_with_the_formats_that_are_usual_for_her(seminar):
    done = seminar.call("export")
    assert done.status == 0
    assert [Path(line).name for line in done.lines] == [
        "seminar-organizer.pdf",
        "seminar-organizer.xlsx",
    ]
    assert seminar.summary()["workshop"]["audience"] == "organizer"
    assert "left out" in done.err


LEVELS = {"private": 0, "organizer": 1, "participants": 2, "donor": 3}


def test_a_word_is_in_no_export_and_on_no_screen_above_its_level(umoja):
    """Canaries at every level: captured lines, a step for organizers, a circle and quotes."""
    umoja.people("Amina, Blue")
    words = {}
    for level in LEVELS:
        words[f"KANARI-NOTE-{level}"] = level
        umoja.note(f"KANARI-NOTE-{level}", share=level)
    words |= {"KANARI-HIDDEN": "organizer", "KANARI-PROMISE": "private", "KANARI-QUOTE": "private"}
    words |= {"KANARI-CIRCLE": "private", "KANARI-OPEN": "participants"}
    answers = {
        "agenda-ranking": {"issues": ["Papers"], "what-the-table-hides": ["KANARI-HIDDEN"]},
        "reflection-circle": {
            "circle": [
                {"by": "Amina", "learning": "KANARI-CIRCLE", "share": "private"},
                {"commitment": "KANARI-OPEN", "share": "participants"},
            ],
            "promises": ["KANARI-PROMISE"],
            "quotes": [{"text": "KANARI-QUOTE", "by": "Amina"}],
        },
        "people": [],
    }
    for exercise in ("agenda-ranking", "reflection-circle"):
        assert umoja.play(exercise, answers).status == 0
    readers = {"participants": 2, "organizer": 1, "donor": 3, "follow-up": 2}
    for audience, level in readers.items():
        assert umoja.call("export", *FORMATS, "--for", audience, "--out", audience).status == 0
        written = "".join(words_in(path.read_bytes()) for path in (umoja.desk / audience).iterdir())
        for word, share in words.items():
            assert LEVELS[share] >= level or word not in written, (audience, word)
    organizer = "".join(
        words_in(path.read_bytes()) for path in (umoja.desk / "organizer").iterdir()
    )
    assert "KANARI-HIDDEN" in organizer
    for arguments, level in (
        (["show"], 2),
        (["show", "--numbers"], 2),
        (["show", "--for", "donor"], 3),
    ):
        shown = umoja.call(*arguments)
        for word, share in words.items():
            assert LEVELS[share] >= level or word not in shown.out + shown.err, (arguments, word)
    assert "KANARI-NOTE-participants" in umoja.call("show").out
    everything = umoja.call("show", "--numbers", "--for", "private").out
    for word in words:
        assert word in everything


def test_donors_read_no_names_of_people(seminar):
    assert seminar.call("export", *FORMATS, "--for", "donor", "--out", "donor").status == 0
    for path in (seminar.desk / "donor").iterdir():
        for name in ("Amina", "Baraka", "Chausiku", "Furaha", "Mama Neema"):
            assert name not in words_in(path.read_bytes()), (path.name, name)


def test_what_was_left_out_is_counted_on_standard_error_and_in_the_data(umoja):
    umoja.note("x", "y", share="private")
    umoja.note("z")
    summary = umoja.summary("donor")
    assert summary["left_out"]["entries"] == 3
    assert "3 entries" in umoja.call("export", "json", "--out", "-", "--for", "donor").err
    assert umoja.summary()["left_out"]["entries"] == 2


def test_an_interim_summary_is_named_and_marked(seminar):
    done = seminar.call("export", "md", "json", "--interim")
    assert [Path(line).name for line in done.lines] == [
        "seminar-organizer-interim.md",
        "seminar-organizer-interim.json",
    ]
    assert "interim, " in (seminar.desk / "seminar-organizer-interim.md").read_text()
    assert (
        json.loads((seminar.desk / "seminar-organizer-interim.json").read_text())["workshop"][
            "interim"
        ]
        is True
    )


def test_out_names_a_file_a_folder_or_standard_output(seminar):
    one = seminar.call("export", "md", "--out", "tonight.md")
    assert (one.status, one.lines) == (0, ["tonight.md"])
    folder = seminar.call("export", "md", "csv", "--out", "a/b", "--yes")
    assert folder.lines == ["a/b/seminar-organizer.md", "a/b/seminar-organizer.zip"]
    stream = seminar.call("export", "md", "--out", "-")
    assert (seminar.desk / "tonight.md").read_text() == stream.out
    for line in (*one.lines, *folder.lines):
        assert (seminar.desk / line).stat().st_mode & 0o777 == 0o600
    wrong = seminar.call("export", "md", "html", "--out", "both.md")
    assert wrong.status == 2
    assert not (seminar.desk / "both.md").exists()


def test_an_earlier_export_is_left_alone_unless_replaced_and_none_is_written_by_halves(seminar):
    earlier = seminar.desk / "seminar-organizer.html"
    earlier.write_text("sent yesterday")
    refused = seminar.call("export", "md", "html")
    assert refused.status == 1
    assert "--replace" in refused.err
    assert earlier.read_text() == "sent yesterday"
    assert not (seminar.desk / "seminar-organizer.md").exists()
    assert seminar.call("export", "md", "html", "--replace").status == 0
    assert earlier.read_text() != "sent yesterday"


@pytest.mark.parametrize("name", ["seminar.json", "copy.md", "sent.html", "answers.json", "key.md"])
def test_what_is_no_earlier_export_is_never_written_over(seminar, name):
    file = seminar.desk / name
    sound = (seminar.desk / "seminar.json").read_bytes()
    content = {
        "sent.html": b"coalition-bundle 1 {}",
        "answers.json": b'{"people": []}',
        "key.md": b"# key\nAGE-SECRET-KEY-1QQQ\n",
    }.get(name, sound)
    file.write_bytes(content)
    done = seminar.call("export", file.suffix[1:], "--replace", "--out", name)
    assert (done.status, done.lines) == (1, [])
    assert "is no exported summary" in done.err
    assert file.read_bytes() == content


def test_a_summary_for_programs_is_written_over(seminar):
    for _time in range(2):
        assert seminar.call("export", "json", "--replace", "--out", "day.json").status == 0


def test_a_link_a_pipe_a_device_and_a_folder_are_never_written_through(seminar):
    victim = seminar.desk / "victim"
    victim.write_text("mine")
    (seminar.desk / "link.md").symlink_to(victim)
    (seminar.desk / "gone.md").symlink_to(seminar.desk / "nowhere")
    os.mkfifo(seminar.desk / "pipe.md")
    (seminar.desk / "seminar-organizer.md").mkdir()
    for out in ("link.md", "gone.md", "pipe.md", "victim", "/dev/full", "."):
        done = seminar.call("export", "md", "--replace", "--out", out)
        assert done.status == 1, (out, done)
        assert len(done.err.splitlines()) == 1
    assert victim.read_text() == "mine"
    assert not (seminar.desk / "nowhere").exists()


def test_an_export_that_cannot_be_written_ends_with_4_and_leaves_nothing(seminar):
    done = seminar.call("export", "md", "--out", "/proc/nowhere")
    assert done.status == 4
    before = sorted(path.name for path in seminar.desk.iterdir())
    limited = seminar.shell("ulimit -f 1; trap '' XFSZ; coalition export html --out full")
    assert limited.status == 4
    assert "Traceback" not in limited.err
    assert list((seminar.desk / "full").iterdir()) == []
    assert sorted(path.name for path in seminar.desk.iterdir()) == sorted([*before, "full"])


def test_formats_asked_for_twice_are_written_once(seminar):
    assert seminar.call("export", "csv", "csv").lines == ["seminar-organizer.zip"]


def test_show_gives_one_exercise_or_all_and_the_numbers_that_mending_takes(seminar):
    everything, one = seminar.call("show"), seminar.call("show", "agenda-ranking")
    assert "Five years from today" in everything.out
    assert "Five years from today" not in one.out
    assert "Small loans without a guarantor" in one.out
    assert everything.out.endswith("\n")
    numbers = seminar.numbers()
    issue = "Small loans without a guarantor"
    assert seminar.call("fix", numbers[issue], typed="Small loans, no guarantor\n").status == 0
    assert "Small loans, no guarantor" in seminar.call("show", "agenda-ranking").out


def test_the_same_file_exports_the_same_data_twice(seminar):
    first, second = seminar.summary(), seminar.summary()
    for summary in (first, second):
        summary["workshop"].pop("made_at")
    assert first == second


def test_replacing_makes_a_folder_that_is_not_there_yet(umoja):
    done = umoja.call("export", "md", "--out", "new/folder", "--replace", "--yes")
    assert done.status == 0, done
    assert (umoja.desk / done.lines[0]).is_file()
