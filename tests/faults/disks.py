"""File systems of our own: images on loop devices, and small disks in a private corner of the
machine.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

_MEGABYTES: Final = {"ext4": 64, "xfs": 320, "btrfs": 160, "vfat": 64, "exfat": 64}
_OPTIONS: Final = {"ext4": ["-q", "-F"], "xfs": ["-q"], "btrfs": ["-q"], "vfat": [], "exfat": []}
_LONGEST_HELD: Final = 120
_CUT_OFF: Final = 0x8004587D  # FS_IOC_GOINGDOWN of Linux
_WITHOUT_FLUSHING: Final = struct.pack("I", 2)


class Disk:
    """An image with a file system, and where it is mounted."""

    def __init__(self, kind: str, image: Path, at: Path) -> None:
        self.kind = kind
        self.image = image
        self.at = at
        self.device = ""

    def mount(self) -> None:
        self.at.mkdir(exist_ok=True)
        if self.kind == "exfat":
            self.device = _run("losetup", "--find", "--show", str(self.image)).strip()
            _run("mount.exfat-fuse", self.device, str(self.at))
        else:
            _run("mount", "-t", self.kind, "-o", "loop", str(self.image), str(self.at))

    def unmount(self) -> None:
        _run("umount", str(self.at))
        self.let_go()
        self._wait_until_gone()

    def tear_off(self) -> None:
        """Unmount it whoever still has something of it open."""
        _run("umount", "-l", str(self.at))
        self.let_go()

    def _wait_until_gone(self) -> None:
        """A program that keeps mounts of its own, as browsers do, may hold a copy of this one a
        moment longer, and no file system is mounted twice.
        """
        end = time.monotonic() + _LONGEST_HELD
        while _run("losetup", "--associated", str(self.image)):
            assert time.monotonic() < end, "something still holds the disk"
            time.sleep(0.01)

    def let_go(self) -> None:
        """Give a device back that does not go by itself."""
        if self.device:
            _run("losetup", "--detach", self.device)
            self.device = ""

    def copy_as_it_is(self, to: Path) -> None:
        """What the disk holds now, and not what the system still means to write to it."""
        while True:
            before = self.image.stat().st_mtime_ns
            _run("cp", "--sparse=always", str(self.image), str(to))
            if self.image.stat().st_mtime_ns == before:
                return

    def cut_off(self) -> None:
        """Let the file system take nothing more, from this moment on."""
        descriptor = os.open(self.at, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _CUT_OFF, _WITHOUT_FLUSHING)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def mounted(kind: str, folder: Path) -> Iterator[Disk]:
    """A new disk with a file system of this kind; the test is skipped where it cannot be had."""
    require_root()
    with _mounts(fcntl.LOCK_SH):
        yield from _mounted(Disk(kind, folder / f"{kind}.img", folder / "disk"))


def _mounted(disk: Disk) -> Iterator[Disk]:
    kind = disk.kind
    tools = [f"mkfs.{kind}", *(["mount.exfat-fuse"] if kind == "exfat" else [])]
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        pytest.skip(f"{kind}: {missing[0]} is not installed")
    with disk.image.open("wb") as image:
        image.truncate(_MEGABYTES[kind] << 20)
    try:
        _run(f"mkfs.{kind}", *_OPTIONS[kind], str(disk.image))
        disk.mount()
    except subprocess.CalledProcessError as trouble:
        disk.let_go()
        reason = trouble.stderr.decode().splitlines()[0].rpartition(": ")[2]
        pytest.skip(f"{kind}: cannot be mounted here ({reason})")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk.at)], capture_output=True, check=False)
        disk.let_go()


def require_root() -> None:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount images")


def in_a_private_corner(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run ``words`` where it may mount what nobody else sees, as root or, where it is allowed, as
    anyone.
    """
    corner = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*corner, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("nobody but root may mount a small disk here")
    with _mounts(fcntl.LOCK_EX):
        return subprocess.run(
            [*corner, *words], capture_output=True, text=True, timeout=120, check=False
        )


@contextlib.contextmanager
def _mounts(how: int) -> Iterator[None]:
    """A private corner begins with a copy of every mount, and would keep alive what another test
    unmounts.
    """
    with (Path(tempfile.gettempdir()) / "coalition-faults.lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process, and wait until it stands still."""
    process.send_signal(signal.SIGSTOP)
    status = Path("/proc", str(process.pid), "stat")
    while process.poll() is None and status.read_text().rpartition(")")[2].split()[0] not in "Tt":
        time.sleep(0.001)


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()
