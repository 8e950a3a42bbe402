"""`coalition doctor`: one line a finding, never a crash, never a word that was said, nothing
changed.
"""

import os
import shutil
import subprocess

import pytest

from tests.support.calling import CTRL_C, PROGRAM, wait_until_kept
from tests.support.clocks import clock

pytestmark = pytest.mark.slow

SIGNS = ("fine: ", "look: ", "danger: ")


def findings(done):
    assert done.status in (0, 1), done
    assert all(line.startswith(SIGNS) for line in done.lines), done.out
    return done.lines


def about(done, words):
    found = [line for line in findings(done) if words in line]
    assert found, f"nothing about {words!r} in:\n{done.out}"
    return found[0]


def test_each_finding_is_one_line_and_the_status_says_whether_anything_needs_doing(umoja):
    umoja.note("KANARI ilisemwa")
    done = umoja.call("doctor")
    lines = findings(done)
    assert len(lines) >= 8
    needs = [line for line in lines if not line.startswith("fine: ")]
    assert done.status == (1 if needs else 0)
    assert "KANARI" not in done.out + done.err


def test_looking_changes_nothing(umoja):
    umoja.note("KANARI ilisemwa")
    before = umoja.everything_on_disk()
    umoja.call("doctor")
    assert umoja.everything_on_disk() == before


def test_it_works_for_a_named_file_for_a_folder_and_with_no_workshop(umoja, house):
    named = umoja.workshop.rename(umoja.desk / "elsewhere.json")
    assert about(umoja.call("doctor", named), "Only your own account")
    sealed = umoja.desk / "workshop-7f3k"
    sealed.mkdir(mode=0o755)
    for name in ("store.age", "capture.log", "identity.age", "recipients.txt"):
        (sealed / name).write_bytes(b"age-encryption.org/v1\n")
        (sealed / name).chmod(0o600)
    assert f"chmod 700 {sealed}" in about(
        umoja.call("doctor", sealed), "Other accounts may look into"
    )
    assert findings(house.call("doctor"))
    missing = house.call("doctor", "nowhere.json")
    assert missing.status == 1
    assert "there is no such file" in missing.err


def test_files_that_others_may_read_are_named_with_the_command_that_closes_them(umoja):
    umoja.workshop.chmod(0o644)
    done = umoja.call("doctor")
    assert done.status == 1
    assert f"chmod 600 {umoja.workshop}" in about(done, "Other accounts may look into")


def test_a_home_that_others_may_enter_is_found(umoja):
    home = umoja.folder / "home"
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    assert f"chmod 700 {home}" in about(umoja.call("doctor"), str(home))
    home.chmod(0o700)
    assert about(umoja.call("doctor"), "may not look into your home").startswith("fine: ")


def test_a_workshop_in_a_synced_folder_with_a_second_version_beside_it_is_found(umoja):
    umoja.note("x")
    synced = umoja.desk / "Dropbox" / "coalition"
    synced.mkdir(parents=True)
    workshop = shutil.copy(umoja.workshop, synced / "umoja.json")
    shutil.copy(umoja.workshop, synced / "umoja (Amina's conflicted copy 2024-11-12).json")
    shutil.copy(
        umoja.workshop, synced / "umoja-LAPTOP7.json"
    )  # as OneDrive names it: known by what is in it
    other = umoja.call("new", "Umoja nyingine", "--file", synced / "umoja-3.json")
    assert other.status == 0
    done = umoja.call("doctor", workshop)
    assert about(done, "Dropbox copies to other machines").startswith("danger: ")
    doubles = about(done, "second version")
    assert "conflicted copy" in doubles
    assert "umoja-LAPTOP7.json" in doubles
    assert "umoja-3.json" not in doubles
    assert "coalition merge" in doubles


def test_what_a_killed_session_left_behind_is_found(umoja):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "nusu KANARI"))
    seat.see("> nusu KANARI")
    wait_until_kept(umoja.workshop, "nusu KANARI")
    seat.kill()
    shutil.copy(umoja.workshop, umoja.workshop.parent / ".umoja.json.0a1b2c3d4e5f.tmp")
    done = umoja.call("doctor")
    assert about(done, "typed and never saved")
    assert ".umoja.json.0a1b2c3d4e5f.tmp" in about(done, "left files behind")
    assert "KANARI" not in done.out
    again = umoja.at_terminal("note")
    again.see("> nusu KANARI")
    again.press(CTRL_C)
    again.end()


def test_words_in_the_history_of_the_shell_are_found_by_their_line_and_not_shown(umoja):
    home = umoja.folder / "home"
    home.mkdir(exist_ok=True)
    (home / ".bash_history").write_text("ls\ncoalition note\ncoalition note KANARI ilisemwa\n")
    done = umoja.call("doctor")
    line = about(done, ".bash_history")
    assert line.startswith("danger: ")
    assert "line 3" in line
    assert "KANARI" not in done.out + done.err


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("1970-01-01 00:00:10", "The clock looks wrong"),
        ("2099-01-01 12:00:00", "The clock looks wrong"),
        ("-2h", "was saved here at"),
    ],
)
def test_a_wrong_clock_is_found(umoja, at, said):
    umoja.note("x")
    faked = umoja.environment | clock(at)
    done = subprocess.run(
        [*PROGRAM, "doctor"], env=faked, cwd=umoja.desk, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done
    assert said in done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "dumb"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"HOME": "/nonexistent"},
        {"HISTFILE": "/dev/zero"},
        {"COALITION_FILE": "/proc/self/mem"},
        {"COALITION_FILE": "/"},
        {"TZ": "Nowhere/At all"},
        {"ASCIINEMA_REC": "1", "TMUX": "x"},
    ],
)
def test_no_surrounding_makes_it_crash(umoja, environment):
    done = umoja.call("doctor", **environment)
    assert "could not be looked at" not in done.out
    assert findings(done)


@pytest.mark.parametrize("empty", [["/proc"], ["/sys"], ["/proc", "/sys", "/dev"]])
def test_a_machine_without_proc_or_sys_is_told_what_could_not_be_seen(umoja, empty):
    mounting = " && ".join(f"mount -t tmpfs none {folder}" for folder in empty)
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", f'{mounting} && exec "$@"', "bash", *PROGRAM, "doctor"],
        env=umoja.environment,
        cwd=umoja.desk,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this system lets nobody mount")
    assert done.returncode == 1, done
    assert "could not be looked at" not in done.stdout
    assert "Traceback" not in done.stderr
    assert "cannot be seen from here" in done.stdout
    assert "disk that holds the workshops is encrypted" not in done.stdout


def test_a_workshop_in_memory_is_a_danger(umoja):
    script = (
        'mkdir -p held && mount -t tmpfs none held && cp "$0" held/x.json && exec "$@" held/x.json'
    )
    done = subprocess.run(
        ["unshare", "-m", "bash", "-c", script, str(umoja.workshop), *PROGRAM, "doctor"],
        env=umoja.environment,
        cwd=umoja.desk,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this system lets nobody mount")
    assert "danger: The workshop lies in memory only" in done.stdout


def test_another_owner_is_found(umoja):
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(umoja.workshop, 12345, 12345)
    assert "belongs to another account" in about(umoja.call("doctor"), str(umoja.workshop))


def test_a_passphrase_in_the_environment_is_refused_and_not_repeated(house):
    made = house.shell(
        "coalition new Siri --seal --no-organisation-key --passphrase-fd 3 3< <(echo 'one two"
        " three four five six')"
    )
    assert made.status == 0, made
    done = house.call("show", COALITION_PASS="one two three four five six")
    assert done.status == 2
    assert "COALITION_PASS is not supported" in done.err
    assert "three" not in done.err


def test_a_plain_copy_beside_a_sealed_workshop_is_a_danger(umoja, house):
    made = house.shell(
        "coalition new Siri --seal --no-organisation-key --passphrase-fd 3 3< <(echo 'one two"
        " three four five six')"
    )
    sealed = house.folder / made.lines[0]
    assert "copies of it are not" not in house.call("doctor").out
    shutil.copy(umoja.workshop, sealed / "old.json")
    assert about(house.call("doctor"), "copies of it are not: old.json").startswith("danger: ")
