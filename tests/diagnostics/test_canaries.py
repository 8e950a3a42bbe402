"""A word in every field of a plain workshop: where it lies on the disk, and where it never does."""

import json
import re
import shutil
import subprocess

import pytest

from tests.support.calling import PROGRAM, House, Seat, entries_of, wait_until_kept

pytestmark = pytest.mark.slow

TITLE = "Kanarititle"
FIELDS = (
    *(
        "Name",
        "Group",
        "Country",
        "Place",
        "Note",
        "Private",
        "Fixed",
        "Undone",
        "Withdrawn",
        "Piece",
        "Theme",
        "Vision",
    ),
    *(
        "Issue",
        "Hidden",
        "What",
        "Who",
        "First",
        "Support",
        "Measure",
        "Learning",
        "Commitment",
        "Quote",
        "Half",
    ),
)
CANARY = re.compile(r"Kanari[A-Z][a-z]+")
WATCHED = (
    "execve,openat,creat,mkdir,rename,link,linkat,renameat2,symlink,write,pwrite64,writev,sendto,"
    "connect"
)


def word(field):
    assert field in FIELDS
    return f"Kanari{field}"


ANSWERS = {
    "visioning": {
        "pieces": [{"by": word("Name"), "text": word("Piece")}],
        "bundles": {word("Theme"): [1]},
        "vision": [word("Vision")],
        "agree": {"5": 1},
    },
    "agenda-ranking": {
        "issues": [word("Issue")],
        "scores": {"urgency": {"1": {"5": 1}}, "feasibility": {"1": {"4": 1}}},
        "what-the-table-hides": [word("Hidden")],
    },
    "action-plan": {
        "actions": [
            {
                "what": word("What"),
                "who": word("Who"),
                "by_when": "2024-12-12",
                "first_step": word("First"),
                "support": word("Support"),
                "measure": word("Measure"),
            }
        ]
    },
    "reflection-circle": {
        "circle": [
            {"by": word("Name"), "learning": word("Learning"), "commitment": word("Commitment")}
        ],
        "quotes": [{"text": word("Quote"), "consent": "anonymous", "share": "donor"}],
    },
}


class Witness:
    """Runs `coalition` under strace and remembers every call that could carry a word out of the
    process.
    """

    def __init__(self, house, umask):
        self.house, self.umask, self.calls = house, umask, []

    def command(self, *words):
        self._trace = self.house.folder.parent / "trace"
        watch = [
            "strace",
            "-f",
            "-y",
            "-qq",
            "-s",
            "1000000",
            "-o",
            str(self._trace),
            "-e",
            f"trace={WATCHED}",
        ]
        script = f'umask {self.umask}; exec "$@"'
        return ["bash", "-c", script, "bash", *watch, *PROGRAM, *map(str, words)]

    def call(self, *words, typed=""):
        ended = subprocess.run(
            self.command(*words),
            input=typed.encode(),
            capture_output=True,
            env=self.house.environment,
            cwd=self.house.desk,
            check=False,
        )
        self.read()
        assert ended.returncode == 0, (words, ended)
        return ended.stdout.decode()

    def read(self):
        self.calls += self._trace.read_text(errors="replace").splitlines()
        self._trace.unlink()


def played(witness, answers_folder):
    """A whole day with a word in every field."""
    house = witness.house
    made = witness.call("new", TITLE, "--date", "2024-11-12", "--place", word("Place"))
    house.workshop = house.folder / made.strip()
    witness.call(
        "people",
        typed=f"{word('Name')}, {word('Group')}, country: {word('Country')}\n{word('Who')}\n",
    )
    noted = witness.call(
        "note", typed=f"{word('Note')}\nmend me\n{word('Withdrawn')}\n{word('Undone')}\n"
    ).split()
    witness.call("note", "--share", "private", typed=f"{word('Private')}\n")
    witness.call("undo", noted[3])
    witness.call("fix", noted[1], typed=f"{word('Fixed')}\n")
    for exercise, answers in ANSWERS.items():
        path = answers_folder / "answers.json"
        path.write_text(json.dumps({exercise: answers}))
        witness.call(exercise, "--answers", path)
    witness.call("withdraw", noted[2], "--yes")
    witness.call("show")
    witness.call("check")
    witness.call("export", "md", "html", "json", "csv", "--out", "summaries")
    half_type(witness)


def half_type(witness):
    house = witness.house
    seat = Seat(witness.command("note"), house.environment, house.desk, 80, 24)
    seat.talk(("Next line", word("Half")))
    seat.see(f"> {word('Half')}", seconds=60)
    wait_until_kept(house.workshop, word("Half"))
    seat.kill()
    witness.read()


@pytest.fixture(scope="module", params=["000", "022", "077"])
def day(request, tmp_path_factory):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    folder = tmp_path_factory.mktemp("day")
    (folder / "answers").mkdir()
    house = House(folder / "house")
    witness = Witness(house, request.param)
    played(witness, folder / "answers")
    return witness


def kind_of(path, house):
    """The allowed purpose of a path; empty for anything else."""
    if path == house.workshop:
        return "workshop"
    if path.parent == house.workshop.parent / "backups" and path.name.startswith(
        house.workshop.stem
    ):
        return "backup"
    if re.fullmatch(r"#\d+", path.name):  # it has no name before it is whole
        homes = (house.workshop.parent, house.workshop.parent / "backups", house.desk / "summaries")
        return "nameless" if path.parent in homes else ""
    if path.parent == house.workshop.parent and re.fullmatch(
        r"\.kanarititle\.\w+\.typing", path.name
    ):
        return "half typed"
    return "export" if path.parent == house.desk / "summaries" else ""


def test_words_lie_in_the_workshop_its_backups_the_half_typed_file_and_the_export_alone(day):
    house = day.house
    found = {}
    for path in house.folder.rglob("*"):
        if path.is_file():
            words = {
                each for each in CANARY.findall(path.read_text(errors="replace")) if each != TITLE
            }
            found.setdefault(kind_of(path, house), set()).update(words)
            assert not words or kind_of(path, house), f"{path} holds {words}"
    expected = {word(field) for field in FIELDS} - {word("Half"), word("Withdrawn")}
    assert expected <= found["workshop"]
    assert found["half typed"] == {word("Half")}
    assert word("Private") not in found["export"]
    assert word("Note") in found["export"]


def test_words_that_were_withdrawn_lie_nowhere(day):
    for path in day.house.folder.rglob("*"):
        assert not path.is_file() or word("Withdrawn") not in path.read_text(errors="replace"), path


def test_no_word_stands_in_the_name_of_a_file_but_the_title_in_that_of_the_workshop(day):
    house = day.house
    for path in house.folder.rglob("*"):
        folded = path.relative_to(house.folder).as_posix().casefold()
        assert not any(word(field).casefold() in folded for field in FIELDS), path
    assert house.workshop.stem == TITLE.casefold()


def test_no_word_is_ever_an_argument_of_a_process(day):
    """But for the title and the place, which are given to `coalition new` as arguments."""
    started = [call for call in day.calls if "execve(" in call]
    assert len(started) >= 14
    said = {found for call in started for found in CANARY.findall(call)}
    assert said <= {TITLE, word("Place")}


def test_no_word_is_written_anywhere_else_on_the_way_either(day):
    """Also not to a file that was removed again: every write, by the path of what it was written
    to.
    """
    house, places = day.house, set()
    for call in day.calls:
        written = re.match(r"\d+ +(write|pwrite64|writev|sendto)\(\d+<([^>]*)>", call)
        if written and {found for found in CANARY.findall(call) if found != TITLE}:
            places.add(written[2].replace(" (deleted)", ""))
    files = {place for place in places if place.startswith("/") and not place.startswith("/dev/")}
    assert str(house.workshop) in files
    for place in files:
        path = house.folder / place
        put = re.fullmatch(r"\.(.+)\.[0-9a-f]{12}\.tmp", path.name)
        assert kind_of(path.with_name(put[1]) if put else path, house), f"words went into {place}"
    assert {place.partition(":")[0] for place in places - files} <= {
        "pipe",
        "/dev/pts/ptmx",
        "/dev/null",
    } | {place for place in places if place.startswith("/dev/pts/")}


def test_nothing_talks_to_a_network(day):
    talked = [call for call in day.calls if "connect(" in call and "AF_INET" in call]
    assert talked == []


def test_files_are_0600_and_folders_0700_under_any_umask(day):
    house = day.house
    made = [
        house.workshop.parent.parent,
        *house.workshop.parent.parent.rglob("*"),
        *(house.folder / "state").rglob("*"),
    ]
    made += [house.desk / "summaries", *(house.desk / "summaries").iterdir()]
    assert len(made) >= 9
    for path in made:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_what_this_machine_remembers_between_two_starts_names_nobody(day):
    state = day.house.folder / "state" / "coalition"
    remembered = {path.name: path.read_bytes() for path in state.iterdir() if path.is_file()}
    assert set(remembered) == {"open", "device"}
    assert re.fullmatch(rb"[0-9a-f]{16}", remembered["device"])
    assert entries_of(day.house.workshop)[0]["device"].encode() == remembered["device"]
