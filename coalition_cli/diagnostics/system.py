"""This machine, read without asking anybody: an answer may be empty, none is an error."""

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from importlib import metadata
from pathlib import Path, PurePath
from typing import Final

from coalition_cli.diagnostics import shell_history
from coalition_cli.diagnostics.permissions import Held

if sys.platform != "win32":
    import resource

_MOST_BYTES: Final = 16 << 20
_LIBRARIES: Final = (
    "tinydb",
    "rich",
    "prompt_toolkit",
    "questionary",
    "typer",
    "pyrage",
    "cryptography",
)
_CLIPBOARDS: Final = {
    "Klipper": (".local/share/klipper", ".kde/share/apps/klipper"),
    "GPaste": (".local/share/gpaste",),
    "CopyQ": (".local/share/copyq", ".config/copyq"),
    "cliphist": (".cache/cliphist",),
    "clipman": (".local/share/clipman.json", ".cache/xfce4/clipman"),
    "Diodon": (".local/share/diodon",),
    "Parcellite": (".local/share/parcellite",),
    "clipboard-indicator": (".cache/clipboard-indicator@tudmotu.com",),
}


class SystemBlocks:
    """The block devices below ``/sys/dev/block``. See ``encryption.Blocks``."""

    def number(self, path: str) -> str:
        """See ``encryption.Blocks``."""
        try:
            device = os.stat(path).st_rdev if path.startswith("/dev/") else 0  # noqa: PTH116
        except OSError:
            return ""
        return f"{os.major(device)}:{os.minor(device)}" if device else ""

    def is_known(self, device: str) -> bool:
        """See ``encryption.Blocks``."""
        return _of(device).is_dir()

    def uuid(self, device: str) -> str:
        """See ``encryption.Blocks``."""
        return text(_of(device) / "dm/uuid").strip()

    def below(self, device: str) -> list[str]:
        """See ``encryption.Blocks``."""
        slaves = _disk_of(device) / "slaves"
        numbers = [text(slaves / name / "dev").strip() for name in sorted(names(slaves))]
        return [number for number in numbers if number]

    def file(self, device: str) -> str:
        """See ``encryption.Blocks``."""
        return text(_disk_of(device) / "loop/backing_file").strip()


def _of(device: str) -> Path:
    return Path(os.path.realpath(Path("/sys/dev/block", device)))


def _disk_of(device: str) -> Path:
    """The disk of ``device``: a partition is made of what its disk is made of."""
    folder = _of(device)
    return folder.parent if (folder / "partition").exists() else folder


def text(path: Path) -> str:
    """The start of a file, up to a length that none of these has; empty if it cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def names(folder: PurePath) -> Collection[str]:
    """The names in a folder; none where it cannot be read."""
    try:
        return {entry.name for entry in os.scandir(folder)}
    except OSError:
        return ()


def held(paths: Collection[Path]) -> list[Held]:
    """The owner and the rights of each of ``paths``; what is gone meanwhile is left out."""
    found = []
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            found.append(Held(path, status.st_mode, status.st_uid))
    return found


def home() -> Path | None:
    """The home folder; None where there is none."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def shell_histories() -> list[tuple[str, str]]:
    """The name and the text of every history that a shell keeps here."""
    folder = home()
    if folder is None:
        return []
    paths = [folder / name for name in shell_history.FILES]
    if given := os.environ.get("HISTFILE"):
        paths.append(Path(given))
    return [(str(path), text(path)) for path in dict.fromkeys(paths) if path.is_file()]


def clipboards() -> list[str]:
    """The clipboard managers that left traces in the home folder."""
    folder = home()
    if folder is None:
        return []
    return [
        name
        for name, traces in _CLIPBOARDS.items()
        if any((folder / trace).exists() for trace in traces)
    ]


def core_limit() -> int:
    """The most bytes of memory that this process leaves when it crashes; 0 on other systems."""
    if sys.platform == "win32":
        return 0
    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def is_zone_set() -> bool:
    """True if this machine was told its time zone."""
    return sys.platform == "win32" or bool(os.environ.get("TZ")) or Path("/etc/localtime").exists()


def terminal_encoding() -> str:
    """The encoding that the language settings ask for."""
    # Not the streams' own: they speak UTF-8 whatever was asked for.
    return locale.getencoding() if os.environ.get("PYTHONUTF8") != "1" else "utf-8"


def terminal_size() -> tuple[int, int]:
    """Columns and rows of the terminal; 0 and 0 where there is none."""
    for stream in (sys.__stdout__, sys.__stdin__):
        with suppress(OSError, ValueError, AttributeError):
            size = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
            return size.columns, size.lines
    return 0, 0


def free_bytes(path: Path) -> int | None:
    """The room that is left on the disk of ``path``; None where that cannot be seen."""
    for folder in (path, *path.parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return None


def filevault() -> str:
    """The answer of macOS about the encryption of its disk. Never tried on a real one."""
    with suppress(OSError, subprocess.SubprocessError):
        command = ["/usr/bin/fdesetup", "status"]
        ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=10)
        return ended.stdout
    return ""


def versions() -> str:
    """Python and the libraries that a workshop passes through, with their versions."""
    shown = [f"Python {sys.version.split()[0]}"]
    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            shown.append(f"{name} {metadata.version(name)}")
    return ", ".join(shown)
