"""The sample that needs nothing: a workshop, and what an organizer would send of it."""

import shutil
import subprocess
import sys
from pathlib import Path

from coalition_cli.app.words_of_file import words_of_file

SENT = {
    "participants": (".pdf", "-phone.txt", ".html"),
    "donor": (".pdf", ".docx"),
    "organizer": (".pdf", ".xlsx", ".json"),
    "follow-up": (".pdf", ".ics"),
}
PLAIN = {
    "participants": (".html", "-phone.txt", ".txt"),
    "donor": (".html", ".txt"),
    "organizer": (".html", ".txt", ".zip", ".json"),
    "follow-up": (".html", ".txt", ".ics"),
}
NEUTRAL = ("-phone.txt", ".ics")
"""What others may see on a telephone does not say what it is of."""

WITHOUT = """
import sys
for library in ("typst", "docx", "xlsxwriter", "pypdf"):
    sys.modules[library] = None
sys.argv = ["coalition", "demo"]
from coalition_cli.__main__ import main
main()
"""


def names_of(sent):
    of_summaries = [f"sample-workshop-{who}{end}" for who, ends in sent.items() for end in ends]
    return sorted(["sample-workshop.json", *of_summaries])


def test_the_demo_writes_what_an_organizer_would_send_and_says_that_it_is_a_sample(demo):
    place, said = demo
    assert said.status == 0, said
    assert sorted(Path(line).name for line in said.lines) == names_of(SENT)
    for line in said.lines:
        written = place.desk / line
        assert written.stat().st_mode & 0o077 == 0
        words = words_of_file(written.read_bytes(), written.suffix).casefold()
        assert ("sample" in words) != line.endswith(NEUTRAL), line
    assert "its people are invented" in said.err


def test_nothing_of_the_sample_is_asked_about_before_a_donor_reads_it(demo):
    place, _said = demo
    sample = place.desk / "coalition-demo" / "sample-workshop.json"
    done = place.call("export", "json", "--for", "donor", "--out", "-", "--file", sample)
    assert done.status == 0, done.err


def test_where_the_libraries_of_documents_are_not_it_writes_the_rest_and_says_what_brings_them(
    house,
):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        capture_output=True,
        text=True,
        env=house.environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=house.desk,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(Path(line).name for line in done.stdout.splitlines()) == names_of(PLAIN)
    assert "pip install 'coalition[documents]'" in " ".join(done.stderr.split())


def test_the_demo_leaves_the_open_workshop_open_and_never_writes_over_an_earlier_demo(umoja, demo):
    umoja.environment.pop("COALITION_FILE")
    mine = umoja.new("Mine")
    earlier = umoja.desk / "coalition-demo"
    shutil.copytree(demo[0].desk / "coalition-demo", earlier)
    before = {path: path.read_bytes() for path in earlier.iterdir()}
    again = umoja.call("demo")
    assert again.status == 0
    assert Path(again.lines[0]).parent.name == "coalition-demo-2"
    assert {path: path.read_bytes() for path in earlier.iterdir()} == before
    assert str(mine) in next(line for line in umoja.call("list").lines if line.startswith("*"))


def test_the_demo_plays_the_shipped_exercises_whatever_people_changed_in_their_own(house):
    own = house.folder / "config" / "coalition" / "exercises"
    own.mkdir(parents=True)
    text = (Path(__file__).parents[2] / "exercises" / "visioning.toml").read_text()
    (own / "visioning.toml").write_text(
        text.replace('id = "pieces"', 'id = "parts"').replace('"pieces"', '"parts"')
    )
    assert house.call("demo").status == 0


def test_the_demo_can_be_watched_page_by_page(house):
    watched = house.call("demo", "--watch", "--seconds", "0", "--out", "there")
    assert watched.status == 0
    assert "Which issues shall we weigh?" in watched.out
    assert (house.desk / "there" / "sample-workshop.json").exists()
