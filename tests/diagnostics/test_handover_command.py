"""A borrowed laptop: the workshop is copied and read back, and only then nothing of it stays."""

import json
import shutil
import subprocess

import pytest

from tests.support.calling import CTRL_C, ENTER, PROGRAM, entries_of, wait_until_kept
from tests.support.light_secrets import lighten
from tests.support.sealed_rooms import STRIDE

pytestmark = pytest.mark.slow

CANARY = "KANARI"


def settled(house):
    """A workshop with words in every place where coalition keeps some: backups, half-typed text,
    litter, set aside.
    """
    house.people(f"Amina {CANARY}")
    house.note(f"{CANARY} ilisemwa", f"{CANARY} pili")
    house.call("undo")
    workshop = house.workshop
    seat = house.at_terminal("note")
    seat.talk(("Next line", f"nusu {CANARY}"))
    seat.see(f"> nusu {CANARY}")
    wait_until_kept(workshop, f"nusu {CANARY}")
    seat.kill()
    backups = workshop.parent / "backups"
    backups.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(workshop, backups / "umoja-20241112T140200Z.json")
    shutil.copy(workshop, backups / "umoja-aside-20241112T140300Z.json")
    for name in (
        "umoja.repaired.json",
        "umoja.json.v0.bak",
        ".umoja.json.0a1b2c3d4e5f.tmp",
        ".umoja.curtain",
    ):
        shutil.copy(workshop, workshop.parent / name)
    shutil.copy(workshop, backups / ".umoja-20241112T140400Z.json.0a1b2c3d4e5f.tmp")
    return house


def on_laptop(house):
    """Every file of this machine that holds a canary, in its content or its name."""
    paths = [path for path in house.folder.rglob("*") if path.is_file()]
    return [path for path in paths if CANARY.encode() in str(path).encode() + path.read_bytes()]


def test_after_a_handover_nothing_that_was_said_is_left_on_the_laptop(umoja, stick):
    settled(umoja)
    assert len(on_laptop(umoja)) >= 8
    before = entries_of(umoja.workshop)
    done = umoja.call("handover", stick, "--yes")
    assert done.status == 0, done
    assert on_laptop(umoja) == []
    assert sorted(path.name for path in umoja.workshop.parent.iterdir()) == []
    assert not (umoja.folder / "state" / "coalition" / "open").exists()
    there = entries_of(stick / "umoja.json")
    assert there[: len(before)] == before
    assert [entry["body"].get("audience") for entry in there[len(before) :]] == ["organizer"]
    assert str(umoja.workshop) in done.lines
    assert "What cannot be erased" in done.err
    assert CANARY not in done.out + done.err


def test_what_was_half_typed_is_offered_again_where_the_workshop_stands_now(umoja, stick):
    settled(umoja)
    assert umoja.call("handover", stick, "--yes").status == 0
    seat = umoja.at_terminal("--file", stick / "umoja.json", "note")
    seat.see(f"> nusu {CANARY}")
    seat.press(CTRL_C)
    assert seat.end() == 130


def test_the_organizers_summary_goes_along_unless_it_is_not_wanted(umoja, stick):
    umoja.note(f"{CANARY} ilisemwa")
    assert umoja.call("handover", stick, "--yes").status == 0
    assert sorted(path.name for path in stick.iterdir()) == [
        "umoja-handover-organizer.html",
        "umoja-handover-organizer.md",
        "umoja.json",
    ]
    assert CANARY in (stick / "umoja-handover-organizer.md").read_text()
    assert {oct(path.stat().st_mode & 0o777) for path in stick.iterdir()} == {"0o600"}


def test_without_a_summary_only_the_workshop_goes(umoja, stick):
    umoja.note("x")
    assert umoja.call("handover", stick, "--yes", "--no-summary").status == 0
    assert [path.name for path in stick.iterdir()] == ["umoja.json"]


def test_other_workshops_with_similar_names_stay(umoja, stick):
    umoja.note("x")
    other = umoja.new("Umoja")
    umoja.note("y")
    assert other.name == "umoja-2.json"
    litter = other.parent / ".umoja-2.json.0a1b2c3d4e5f.tmp"
    shutil.copy(other, litter)
    done = umoja.call("--file", umoja.workshop, "handover", stick, "--yes")
    assert done.status == 0, done
    assert not umoja.workshop.exists()
    assert len(entries_of(other)) == 1
    assert litter.exists()
    assert (umoja.folder / "state" / "coalition" / "open").exists()


def test_copies_that_somebody_made_by_hand_are_named(umoja, stick):
    umoja.note("x")
    copy = umoja.workshop.with_name("by hand.json")
    shutil.copy(umoja.workshop, copy)
    done = umoja.call("handover", stick, "--yes", "--no-summary")
    assert done.status == 0, done
    assert f"on purpose: {copy}" in done.err


def test_a_dry_run_refuses_what_a_handover_refuses(umoja, stick):
    umoja.note("x")
    umoja.workshop.write_bytes(umoja.workshop.read_bytes().replace(b'"x"', b'"y"'))
    dry = umoja.call("handover", stick, "--dry-run")
    assert (dry.status, dry.lines) == (3, [])
    assert umoja.call("handover", stick, "--yes").status == 3


def test_a_dry_run_lists_what_would_go_and_changes_nothing(umoja, stick):
    settled(umoja)
    before = umoja.everything_on_disk()
    done = umoja.call("handover", stick, "--dry-run")
    assert done.status == 0
    assert umoja.everything_on_disk() == before
    assert list(stick.iterdir()) == []
    assert set(map(str, on_laptop(umoja))) <= set(done.lines)
    assert CANARY not in done.out + done.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "coalition handover FOLDER"),
        (["nowhere"], 1, "There is no folder nowhere"),
        (["."], 2, "--yes"),
    ],
)
def test_a_handover_that_cannot_be_done_removes_nothing(umoja, words, status, said):
    umoja.note("x")
    done = umoja.call("handover", *words)
    assert done.status == status
    assert said in done.err
    assert entries_of(umoja.workshop)[-1]["body"]["text"] == "x"


def test_the_folder_of_the_workshop_itself_is_refused(umoja):
    umoja.note("x")
    done = umoja.call("handover", umoja.workshop.parent, "--yes")
    assert done.status == 1
    assert "already" in done.err
    assert umoja.workshop.exists()


def test_a_full_stick_ends_with_4_and_removes_nothing(umoja):
    umoja.note("x")
    umoja.note(*["maneno mengi " * 20] * 40)
    before = umoja.workshop.read_bytes()
    script = (
        "mkdir -p full && mount -t tmpfs -o size=16k none full"
        " && exec '{}' -m coalition_cli handover full --yes"
    )
    done = subprocess.run(
        ["unshare", "-Urm", "bash", "-c", script.format(PROGRAM[0])],
        env=umoja.environment,
        cwd=umoja.desk,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this system lets nobody mount")
    assert done.returncode == 4, done
    assert "full" in done.stderr
    assert umoja.workshop.read_bytes() == before


def test_a_copy_that_does_not_read_the_same_ends_with_3_and_removes_nothing(umoja, stick):
    """The last look at the copy meets a stick that changed a byte after it was written."""
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    umoja.note("x", "y")
    before = umoja.workshop.read_bytes()
    seat = umoja.at_terminal("handover", stick, "--no-summary")
    seat.see("hand over")
    copy = stick / "umoja.json"
    copy.write_bytes(copy.read_bytes().replace(b'"x"', b'"z"'))
    seat.press("hand over", ENTER)
    assert seat.end() == 3
    assert "not the same" in seat.text.replace("\n", " ")
    assert umoja.workshop.read_bytes() == before


def test_a_stick_that_was_pulled_before_the_word_was_typed_costs_nothing(umoja, stick):
    umoja.note("x")
    before = umoja.workshop.read_bytes()
    seat = umoja.at_terminal("handover", stick, "--no-summary")
    seat.see("hand over")
    shutil.rmtree(stick)
    seat.press("hand over", ENTER)
    assert seat.end() in (1, 4)
    assert umoja.workshop.read_bytes() == before


def test_a_line_saved_in_another_window_meanwhile_stops_the_removal(umoja, stick):
    umoja.note("x")
    seat = umoja.at_terminal("handover", stick, "--no-summary")
    seat.see("hand over")
    umoja.note("saved meanwhile")
    seat.press("hand over", ENTER)
    assert seat.end() == 1
    assert [entry["body"].get("text") for entry in entries_of(umoja.workshop)] == [
        "x",
        "saved meanwhile",
    ]
    done = umoja.call("handover", stick, "--yes", "--no-summary")
    assert done.status == 0
    assert [entry["body"].get("text") for entry in entries_of(stick / "umoja.json")] == [
        "x",
        "saved meanwhile",
    ]


def test_somebody_who_is_typing_in_another_window_is_not_cut_off(umoja, stick):
    seat = umoja.at_terminal("note")
    seat.talk(("Next line", "half a sen"))
    seat.see("> half a sen")
    wait_until_kept(umoja.workshop, "half a sen")
    done = umoja.call("handover", stick, "--yes")
    assert done.status == 1
    assert "open in another window: coalition note" in done.err
    assert umoja.workshop.exists()
    seat.press(ENTER)
    seat.press(CTRL_C)
    seat.end()
    assert umoja.call("handover", stick, "--yes").status == 0


@pytest.mark.parametrize("keys", [(ENTER,), ("no", ENTER), (CTRL_C,)])
def test_without_the_typed_word_nothing_is_removed(umoja, stick, keys):
    umoja.note("x")
    seat = umoja.at_terminal("handover", stick, "--no-summary")
    seat.see("hand over")
    seat.press(*keys)
    if keys != (CTRL_C,):
        seat.press(CTRL_C)
    assert seat.end() == 130
    assert umoja.workshop.exists()


def test_a_file_of_that_name_on_the_stick_is_left_and_the_copy_gets_a_number(umoja, stick):
    (stick / "umoja.json").write_text("somebody else's")
    umoja.note("x")
    assert umoja.call("handover", stick, "--yes", "--no-summary").status == 0
    assert (stick / "umoja.json").read_text() == "somebody else's"
    assert entries_of(stick / "umoja-2.json")[-1]["body"]["text"] == "x"


def test_a_copy_on_the_stick_that_holds_more_than_the_laptop_is_never_replaced(umoja, stick):
    umoja.note("x")
    shutil.copy(umoja.workshop, stick / "umoja.json")
    assert umoja.call("--file", stick / "umoja.json", "note", typed="only there\n").status == 0
    before = (stick / "umoja.json").read_bytes()
    assert umoja.call("handover", stick, "--yes", "--no-summary").status == 0
    assert (stick / "umoja.json").read_bytes() == before
    assert (stick / "umoja-2.json").exists()


def test_a_backup_that_holds_more_than_the_workshop_goes_along(umoja, stick):
    umoja.note("x")
    lost = umoja.workshop.parent / "backups" / "umoja-20241112T140200Z.json"
    lost.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(umoja.workshop, lost)
    assert umoja.call("--file", lost, "note", typed="only in the backup\n").status == 0
    assert umoja.call("handover", stick, "--yes", "--no-summary").status == 0
    assert not lost.exists()
    assert entries_of(stick / "backups" / lost.name)[-1]["body"]["text"] == "only in the backup"


def test_summaries_on_the_laptop_are_found_and_left(umoja, stick):
    umoja.note(f"{CANARY} ilisemwa")
    assert umoja.call("export", "md").status == 0
    left = umoja.desk / "umoja-organizer.md"
    done = umoja.call("handover", stick, "--yes")
    assert f"Found and left, since somebody may have put it there on purpose: {left}" in done.err
    assert on_laptop(umoja) == [left]


def test_summaries_are_taken_away_by_one_option_and_none_of_another_workshop(umoja, stick):
    umoja.note(f"{CANARY} ilisemwa")
    assert umoja.call("export", "md", "html", "json", "csv").status == 0
    other = umoja.folder / "home" / "Documents" / "umoja-organizer.md"
    other.parent.mkdir(parents=True)
    other.write_text("# Amani\n\nAnother workshop's.\n")
    mine = sorted(umoja.desk.glob("umoja-organizer*"))
    done = umoja.call("handover", stick, "--yes", "--clear-summaries")
    assert done.status == 0, done
    assert set(map(str, mine)) <= set(done.lines)
    assert on_laptop(umoja) == []
    assert other.exists()
    assert f"on purpose: {other}" in done.err
    assert "The summaries were not sealed: until a flash disk" in done.err


@pytest.mark.parametrize(("key", "is_left"), [("2", False), (ENTER, True)])
def test_at_a_terminal_the_summaries_are_shown_and_asked_about_once(umoja, stick, key, is_left):
    umoja.note(f"{CANARY} ilisemwa")
    assert umoja.call("export", "md").status == 0
    left = umoja.desk / "umoja-organizer.md"
    seat = umoja.at_terminal("handover", stick, width=120)
    seat.talk(("hand over", f"hand over{ENTER}"))
    seat.see("Take these summaries away from this laptop too?")
    assert left.name in "".join(seat.text.split())
    seat.talk(("» 1. Keep", key))
    assert seat.end() == 0
    assert left.exists() is is_left
    assert not umoja.workshop.exists()


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def words_at(path):
    return {json.dumps(entry["body"]) for entry in entries_of(path) if "text" in entry["body"]}


@pytest.mark.parametrize(
    "call", ["openat", "pwrite64", "fsync", "rename", "link", "unlink", "fadvise64", "mkdir"]
)
def test_killed_at_any_call_a_handover_loses_nothing_and_finishes_when_run_again(
    umoja, stick, call, tmp_path
):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    umoja.note(f"{CANARY} ilisemwa", f"{CANARY} pili")
    (umoja.workshop.parent / "backups").mkdir(mode=0o700, exist_ok=True)
    shutil.copy(umoja.workshop, umoja.workshop.parent / "backups" / "umoja-20241112T140200Z.json")
    expected = words_at(umoja.workshop)
    saved = tmp_path / "saved"
    shutil.copytree(umoja.folder, saved)
    traced = [
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-P",
        str(umoja.workshop.parent),
        "-P",
        str(stick),
    ]
    paths = [
        umoja.workshop,
        stick / "umoja.json",
        umoja.workshop.parent / "backups" / "umoja-20241112T140200Z.json",
    ]
    paths += [umoja.folder / "state" / "coalition" / "open"]
    traced += [word for path in paths for word in ("-P", str(path))]
    if call not in ("openat", "unlink", "mkdir"):
        traced = [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
        ]  # paths of temporary files are not known before
    for number in range(1, 60, STRIDE):
        shutil.rmtree(umoja.folder)
        shutil.copytree(saved, umoja.folder)
        shutil.rmtree(stick)
        stick.mkdir()
        injected = [*traced, "-e", f"inject={call}:signal=SIGKILL:when={number}"]
        ended = subprocess.run(
            [*injected, *PROGRAM, "handover", str(stick), "--yes", "--no-summary"],
            env=umoja.environment,
            cwd=umoja.desk,
            capture_output=True,
            check=False,
        )
        is_whole = ended.returncode == 0
        stands = [path for path in (umoja.workshop, stick / "umoja.json") if path.exists()]
        assert any(words_at(path) == expected for path in stands), f"lost at {call} {number}"
        again = umoja.call("handover", stick, "--yes", "--no-summary")
        is_done = not umoja.workshop.exists() and "No workshop is open" in again.err
        assert again.status == 0 or is_done, (number, again)
        assert words_at(stick / "umoja.json") == expected
        assert on_laptop(umoja) == [], f"{call} {number}"
        if is_whole:
            break
    assert is_whole, "the calls of a handover were not all met"


def test_a_handover_is_possible_where_the_umask_lets_everybody_read(umoja, stick):
    umoja.note("x")
    done = umoja.shell(f"umask 000; coalition handover '{stick}' --yes")
    assert done.status == 0, done
    assert {oct(path.stat().st_mode & 0o777) for path in files_of(stick)} == {"0o600"}


SECRET = "six words that nobody would guess here"


def unlocked(house, line):
    """Run a line of shell in which ``$fd`` gives the passphrase to ``coalition``."""
    return house.shell(
        line.replace("coalition ", "coalition --passphrase-fd 3 ", 1) + f" 3< <(echo '{SECRET}')"
    )


@pytest.fixture
def sealed(house):
    made = house.shell(
        f"coalition new Siri --seal --no-organisation-key --passphrase-fd 3 3< <(echo '{SECRET}')"
    )
    assert made.status == 0, made
    house.workshop = house.folder / made.lines[0]
    lighten(house.workshop / "identity.age", SECRET)
    house.note(f"{CANARY} ilisemwa")
    return house


def test_a_sealed_workshop_goes_as_it_is_opens_there_and_leaves_no_key_here(sealed, stick):
    done = unlocked(sealed, f"coalition handover '{stick}' --yes")
    assert done.status == 0, done
    assert not sealed.workshop.exists()
    assert [
        path.name
        for path in sealed.folder.rglob("*")
        if path.suffix == ".age" or "leaving" in path.name
    ] == []
    there = stick / sealed.workshop.name
    assert sorted(path.name for path in there.iterdir() if path.is_file()) == [
        "capture.log",
        "identity.age",
        "label.txt",
        "laptops.age",
        "recipients.txt",
        "store.age",
    ]
    assert [path.name for path in stick.iterdir()] == [there.name]
    shown = unlocked(sealed, f"coalition --file '{there}' show")
    assert f"{CANARY} ilisemwa" in shown.out
    assert CANARY not in done.out + done.err


def test_a_sealed_workshop_that_is_not_unlocked_stays(sealed, stick):
    done = sealed.call("handover", stick, "--yes")
    assert done.status in (1, 2)
    assert (sealed.workshop / "identity.age").exists()
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("call", ["unlink", "rename"])
def test_a_sealed_handover_killed_at_any_removal_finishes_when_run_again(
    sealed, stick, call, tmp_path
):
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    saved = tmp_path / "saved"
    shutil.copytree(sealed.folder, saved)
    there = stick / sealed.workshop.name
    for number in range(1, 40, STRIDE):
        shutil.rmtree(sealed.folder)
        shutil.copytree(saved, sealed.folder)
        shutil.rmtree(stick)
        stick.mkdir()
        traced = f"strace -f -qq -o /dev/null -e inject={call}:signal=SIGKILL:when={number}"
        ended = sealed.shell(
            f"{traced} '{PROGRAM[0]}' -m coalition_cli --passphrase-fd 3 handover '{stick}' --yes"
            f" 3< <(echo '{SECRET}')"
        )
        unlocked(sealed, f"coalition handover '{stick}' --yes")
        assert f"{CANARY} ilisemwa" in unlocked(sealed, f"coalition --file '{there}' show").out, (
            number
        )
        assert not sealed.workshop.exists()
        assert [path for path in sealed.folder.rglob("*") if path.suffix == ".age"] == [], number
        if ended.status == 0:
            return
    pytest.fail("the calls of a handover were not all met")
