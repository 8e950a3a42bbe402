"""Every format: clean bytes on standard output, a name of its own, and known again as a summary."""

import shutil
from pathlib import Path

import pytest

from coalition_cli.app.summaries_here import is_summary_of
from coalition_cli.exports import end_of_name, export, names
from coalition_cli.store import WorkshopFile
from tests.support.calling import House

pytestmark = pytest.mark.slow

NO_TITLE = {"csv", "ics", "phone"}
"""Formats whose files need not say the workshop's title: without their digests they stay."""


@pytest.mark.parametrize("name", names())
def test_standard_output_has_the_bytes_of_the_file_and_nothing_else(
    seminar: House, name: str
) -> None:
    readers = "participants" if name == "phone" else "organizer"
    streamed = seminar.shell(f"coalition export {name} --for {readers} --out - > streamed")
    assert streamed.status == 0, streamed
    assert "\x1b" not in streamed.err
    written = seminar.call("export", name, "--for", readers)
    assert written.status == 0, written
    content = (seminar.desk / written.lines[0]).read_bytes()
    assert content
    assert (seminar.desk / "streamed").read_bytes() == content


def test_no_two_formats_write_the_same_name() -> None:
    ends = [end_of_name(name) + export(name).SUFFIX for name in names()]
    assert len(set(ends)) == len(ends)


def test_all_formats_at_once_are_written_and_known_again(seminar: House) -> None:
    words = ("--for", "participants", "--out", "sent")
    written = seminar.call("export", *names(), *words)
    assert written.status == 0, written
    files = dict(zip(names(), map(Path, written.lines), strict=True))
    assert len(set(files.values())) == len(names())
    assert all((seminar.desk / path).stat().st_mode & 0o777 == 0o600 for path in files.values())
    other = seminar.desk / "amani"
    other.mkdir()
    amani = seminar.call("new", "Amani").lines[0]
    done = seminar.call("export", *names(), "--out", "amani", COALITION_FILE=amani)
    assert (done.status, len(done.lines)) == (0, len(names()) - 1), "a calendar of nothing is none"
    file = WorkshopFile.open(seminar.workshop)
    of_other = [each for each in other.iterdir() if is_summary_of(file, each)]
    assert of_other == []
    unknown = [name for name, path in files.items() if not is_summary_of(file, seminar.desk / path)]
    assert set(unknown) <= NO_TITLE, "this process has another home, and no key"
    file.close()


def test_what_was_exported_in_any_format_is_taken_away_with_a_handover(
    seminar: House, tmp_path: Path
) -> None:
    assert seminar.call("export", *names(), "--for", "participants").status == 0
    left = sorted(seminar.desk.glob("seminar-participants*"))
    assert len(left) == len(names())
    altered = next(path for path in left if path.suffix == ".ics")
    altered.write_bytes(altered.read_bytes() + b"X-MINE:1\r\n")
    (tmp_path / "stick").mkdir()
    done = seminar.call("handover", tmp_path / "stick", "--yes", "--clear-summaries")
    assert done.status == 0, done
    assert sorted(seminar.desk.glob("seminar-participants*")) == [altered]


def test_a_torn_or_locked_file_is_no_summary(seminar: House, tmp_path: Path) -> None:
    assert seminar.call("export", "docx", "pdf").status == 0
    file = WorkshopFile.open(seminar.workshop)
    for suffix in (".docx", ".pdf"):
        whole = seminar.desk / f"seminar-organizer{suffix}"
        assert is_summary_of(file, whole)
        for length in (0, 4, 40, 400):
            torn = tmp_path / f"torn{suffix}"
            torn.write_bytes(whole.read_bytes()[:length])
            assert not is_summary_of(file, torn), (suffix, length)
    assert not is_summary_of(file, tmp_path / "nowhere.pdf")
    shutil.copy(seminar.workshop, tmp_path / "seminar-organizer.md")
    assert not is_summary_of(file, tmp_path / "seminar-organizer.md")
    file.close()
