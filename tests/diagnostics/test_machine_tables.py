"""The findings about a laptop: tables of what real machines say, most of them as their makers
published them.
"""

import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath

import pytest

from coalition_cli.diagnostics import (
    clock_check,
    cloud_sync,
    core_dumps,
    mounts,
    permissions,
    shell_history,
    terminal_check,
)
from coalition_cli.diagnostics.finding import Finding, Sign
from tests.diagnostics.mount_samples import FEDORA, MAN_PAGE


@pytest.mark.parametrize(
    ("path", "point", "kind"),
    [
        ("/home/amina/x.json", "/home", "ext4"),
        ("/homely/x.json", "/", "overlay"),
        ("/home", "/home", "ext4"),
        ("/tmp/x", "/tmp", "tmpfs"),
        ("/DATA/foo_bla_bla/a/b", "/DATA/foo_bla_bla", "cifs"),
        ("/run/media/user/USB KEY/umoja.json", "/run/media/user/USB KEY", "vfat"),
        ("/run/media/user/USB/umoja.json", "/run/media/user/USB", "exfat"),
        ("/home/eve/far/x", "/home/eve/far", "fuse.sshfs"),
    ],
)
def test_a_path_lies_on_the_deepest_mount_above_it_and_on_the_latest_of_two(path, point, kind):
    found = mounts.mount_of(path, mounts.read_mounts(FEDORA))
    assert (found.point, found.kind) == (point, kind)


def test_a_line_of_the_manual_page_is_read_and_broken_ones_are_left_out():
    assert mounts.read_mounts(MAN_PAGE) == [
        mounts.Mount("98:0", "/mnt2", "ext3", "/dev/root", ("rw", "noatime"))
    ]
    assert len(mounts.read_mounts(FEDORA)) == 16
    assert mounts.read_mounts("") == mounts.read_mounts("36 35\n - \n\0\n") == []


def test_a_path_without_any_mount_is_no_error():
    assert mounts.mount_of("/home", []) is None
    assert mounts.judge_place(None) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/DATA/foo_bla_bla/x", "network drive (cifs)"),
        ("/home/eve/far/x", "network drive (fuse.sshfs)"),
        ("/mnt/c/Users/x", "network drive (9p)"),
        ("/run/user/1000/gvfs/x", "network drive (fuse.gvfsd-fuse)"),
        ("/run/media/user/USB KEY/x", "cannot protect files (vfat"),
        ("/run/media/user/USB/x", "cannot protect files (exfat"),
        ("/tmp/x", "in memory only"),
        ("/home/amina/x", None),
        ("/tank/x", None),
    ],
)
def test_places_that_are_none_for_a_workshop_are_dangers(path, said):
    judged = mounts.judge_place(mounts.mount_of(path, mounts.read_mounts(FEDORA)))
    assert [finding.sign for finding in judged] == ([Sign.DANGER] if said else [])
    assert said is None or said in judged[0].meaning


def test_a_place_that_is_read_only_is_looked_at():
    mount = mounts.Mount("8:1", "/media", "ext4", "/dev/sda1", ("ro", "relatime"))
    assert [finding.sign for finding in mounts.judge_place(mount)] == [Sign.LOOK]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/Dropbox/coalition/umoja.json", "Dropbox"),
        ("/home/a/Dropbox (Personal)/umoja.json", "Dropbox"),
        ("/mnt/c/Users/a/OneDrive - Nendiwe Center/umoja.json", "OneDrive"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/umoja.json", "iCloud"),
        (
            "/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/My Drive/umoja.json",
            "Google\u00a0Drive",
        ),
        ("/home/a/Google Drive/umoja.json", "Google\u00a0Drive"),
        ("/home/a/Nextcloud/umoja.json", "Nextcloud"),
        ("/home/a/nextcloud2/umoja.json", "Nextcloud"),
        ("/home/a/ownCloud/umoja.json", "ownCloud"),
        ("/home/a/SynologyDrive/umoja.json", "Synology\u00a0Drive"),
        ("/home/a/Documents/umoja.json", ""),
        ("/home/a/dropboxes/umoja.json", ""),
        ("/home/a/Boxes/umoja.json", ""),
        ("/home/a/shared/deep/umoja.json", "Syncthing"),
        ("/home/a/marked/umoja.json", "Nextcloud"),
    ],
)
def test_folders_that_are_copied_to_other_machines_are_known_by_name_or_by_mark(path, service):
    marks = {
        PurePosixPath("/home/a/shared"): [".stfolder"],
        PurePosixPath("/home/a/marked"): [".nextcloudsync.log"],
    }
    assert (
        cloud_sync.service_of(PurePosixPath(path), lambda folder: marks.get(folder, [])) == service
    )


@pytest.mark.parametrize(
    "name",
    [
        "umoja (Amina's conflicted copy 2024-11-12).json",  # Dropbox
        "umoja (LAPTOP-7's conflicted copy).json",
        # ownCloud, Nextcloud, as their manual shows it
        "umoja (conflicted copy 2025-04-10 093612).json",
        "umoja_conflict-20241112-101530.json",
        "umoja.sync-conflict-20241112-101530-ABCDEFG.json",  # Syncthing
        "umoja_Andy-PC_Jan-03-0901-2013_CaseConflict_1.json",  # Synology Drive
        "umoja (1).json",
        "umoja 2.json",
        "umoja - Copy.json",
        "umoja - Copy (2).json",
        "umoja (copy).json",
    ],
)
def test_second_versions_beside_a_workshop_are_found(name):
    assert cloud_sync.doubles(
        "umoja.json", ["umoja.json", name, "other (1).json", "umoja (1).txt"]
    ) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "umoja.json",
        "umoja-2.json",
        "umoja-organizer.json",
        "umoja (our day).json",
        "umojani.json",
        "umoja.json.v0.bak",
    ],
)
def test_other_workshops_and_files_of_ours_are_no_second_versions(name):
    assert cloud_sync.doubles("umoja.json", [name]) == []


def test_a_synced_folder_is_a_danger_for_a_plain_workshop_and_a_look_for_a_sealed_one():
    assert [each.sign for each in cloud_sync.judge_folder("Dropbox", is_sealed=False)] == [
        Sign.DANGER
    ]
    assert [each.sign for each in cloud_sync.judge_folder("Dropbox", is_sealed=True)] == [Sign.LOOK]
    assert cloud_sync.judge_folder("", is_sealed=False) == cloud_sync.judge_doubles([]) == []
    assert "coalition merge" in cloud_sync.judge_doubles(["umoja (1).json"])[0].advice


@pytest.mark.parametrize(
    ("mode", "owner", "sign", "advice"),
    [
        (stat.S_IFREG | 0o600, 7, Sign.FINE, ""),
        (stat.S_IFDIR | 0o700, 7, Sign.FINE, ""),
        (stat.S_IFREG | 0o644, 7, Sign.DANGER, "chmod 600"),
        (stat.S_IFREG | 0o620, 7, Sign.DANGER, "chmod 600"),
        (stat.S_IFDIR | 0o755, 7, Sign.DANGER, "chmod 700"),
        (stat.S_IFDIR | 0o701, 7, Sign.DANGER, "chmod 700"),
        (stat.S_IFREG | 0o600, 8, Sign.DANGER, "your own folders"),
    ],
)
def test_files_that_others_may_read_are_dangers_with_the_command_that_closes_them(
    mode, owner, sign, advice
):
    found = permissions.judge_rights([permissions.Held(Path("/x/umoja.json"), mode, owner)], 7)
    assert [each.sign for each in found] == [sign]
    assert advice in found[0].advice


@pytest.mark.parametrize(
    ("mode", "sign"),
    [(0o700, Sign.FINE), (0o755, Sign.LOOK), (0o750, Sign.LOOK), (0o701, Sign.LOOK)],
)
def test_a_home_folder_that_others_may_enter_is_looked_at(mode, sign):
    assert (
        permissions.judge_home(permissions.Held(Path("/home/a"), stat.S_IFDIR | mode, 7)).sign
        is sign
    )


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("coalition note Maria said she was in block C", True),
        ('coalition note "she was in block C"', True),
        ("coalition note --share private she was", True),
        ("coalition --file x.json note siri", True),
        ("/root/.local/bin/coalition note siri", True),
        ("python3 -m coalition_cli note siri", True),
        (": 1731400000:0;coalition note siri", True),  # zsh
        ("- cmd: coalition note siri", True),  # fish
        ("cd x && coalition note siri", True),
        ("echo 'Maria said' | coalition note", True),
        ("printf 'a\\nb\\n' | tee x | coalition note --share private", True),
        ("coalition note <<< 'Maria said'", True),
        ("coalition note <<EOF", True),
        ("coalition people Amina", True),
        ("coalition people add Amina", True),
        ("coalition fix 12 new words", True),
        ("echo Amina | coalition people add", True),
        ("coalition note", False),
        ("coalition note --share private", False),
        ("coalition note --file /x/umoja.json", False),
        ("coalition note < answers.txt", False),
        ("coalition note > ids.txt 2> log", False),
        ("coalition note; coalition show", False),
        ("coalition note && echo saved", False),
        ("coalition note # after lunch", False),
        ("cat answers.txt | coalition note", False),
        ("coalition people", False),
        ("coalition people left", False),
        ("coalition fix 12", False),
        ('coalition new "Our coalition"', False),
        ("coalition export md --for donor", False),
        ("git commit -m 'coalition note words'", False),
        ("grep note coalition.md", False),
    ],
)
def test_lines_of_a_shells_history_that_hold_words_are_told_from_those_that_do_not(line, holds):
    assert shell_history.lines_with_words(f"ls\n{line}\n") == ([2] if holds else [])


def test_a_history_is_reported_by_line_number_and_never_by_its_words():
    text = "ls\ncoalition note KANARI ilisemwa\n" * 12
    (found,) = shell_history.judge_history("/home/a/.bash_history", text)
    assert found.sign is Sign.DANGER
    assert "KANARI" not in str(found)
    assert "line 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 …" in found.meaning
    assert shell_history.judge_history("x", "coalition note\n") == []


NOON = datetime(2024, 11, 12, 12, 0, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    ("now", "newest", "sign"),
    [
        (NOON, None, Sign.FINE),
        (NOON, NOON - timedelta(minutes=5), Sign.FINE),
        (NOON, NOON - timedelta(days=400), Sign.FINE),
        (NOON, NOON.astimezone(UTC) + timedelta(seconds=30), Sign.FINE),
        (NOON, NOON.astimezone(UTC) + timedelta(hours=1), Sign.LOOK),
        (NOON.replace(year=1970), None, Sign.LOOK),
        (NOON.replace(year=2099), NOON, Sign.LOOK),
        (NOON.replace(year=2023), None, Sign.LOOK),
    ],
)
def test_a_clock_that_cannot_be_right_is_looked_at(now, newest, sign):
    assert clock_check.judge_clock(now, newest).sign is sign


def test_a_machine_without_a_time_zone_is_looked_at():
    assert clock_check.judge_zone(True) == []
    assert [each.sign for each in clock_check.judge_zone(False)] == [Sign.LOOK]


@pytest.mark.parametrize(
    ("environment", "sign", "said"),
    [
        ({"TERM": "xterm-256color"}, None, ""),
        ({"TERM": "dumb"}, Sign.LOOK, "line by line"),
        ({}, Sign.LOOK, "line by line"),
        ({"TERM": "xterm", "ASCIINEMA_REC": "1"}, Sign.DANGER, "recorded"),
        ({"TERM": "xterm", "SCRIPT": "typescript"}, Sign.DANGER, "recorded"),
        ({"TERM": "screen", "TMUX": "/tmp/tmux-0/default,1,0"}, Sign.LOOK, "keep what scrolls"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Sign.FINE, "NO_COLOR"),
    ],
)
def test_what_a_terminal_keeps_or_cannot_do_is_said(environment, sign, said):
    found = [
        *terminal_check.judge_colours(environment),
        *terminal_check.judge_recording(environment),
    ]
    assert [each.sign for each in found] == ([sign] if sign else [])
    assert all(said in each.meaning for each in found)


@pytest.mark.parametrize(
    ("encoding", "sign"), [("UTF-8", Sign.FINE), ("utf8", Sign.FINE), ("ANSI_X3.4-1968", Sign.LOOK)]
)
def test_a_terminal_that_is_not_utf_8_is_looked_at(encoding, sign):
    assert terminal_check.judge_encoding(encoding).sign is sign


@pytest.mark.parametrize(
    ("size", "count"), [((80, 24), 0), ((0, 0), 0), ((79, 50), 1), ((200, 10), 1)]
)
def test_a_small_terminal_is_looked_at_and_none_is_not(size, count):
    assert len(terminal_check.judge_size(*size)) == count


@pytest.mark.parametrize(
    ("pattern", "limit", "sign"),
    [
        ("core\n", 1, Sign.FINE),
        ("|/usr/lib/systemd/systemd-coredump %P %u %g %s %t %c %h\n", 1, Sign.FINE),
        ("core\n", 0, Sign.FINE),
        ("|/usr/share/apport/apport -p%p -s%s -c%c -d%d -P%P -u%u -g%g -- %E\n", 0, Sign.LOOK),
        ("core.%p\n", -1, Sign.LOOK),
        ("", 0, Sign.FINE),
    ],
)
def test_an_image_of_the_memory_is_kept_by_reporters_also_where_the_limit_is_0(
    pattern, limit, sign
):
    assert core_dumps.judge_cores(pattern, limit).sign is sign


def test_a_finding_is_one_line_with_its_sign_in_words():
    assert str(Finding(Sign.DANGER, "It burns.", "Run.")) == "danger: It burns. Run."
    assert str(Finding(Sign.FINE, "Quiet.")) == "fine: Quiet."
    assert not Finding(Sign.FINE, "").needs_doing
    assert Finding(Sign.LOOK, "").needs_doing
