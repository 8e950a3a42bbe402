"""The opener of this machine: a file that was written, shown by whatever program shows such."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from coalition_cli.i18n import _

_OF_MAC: Final = "open"
_OF_OTHERS: Final = "xdg-open"
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY")


def open_file(path: Path) -> str:
    """Let the machine show the file at ``path``; return why it cannot, or nothing.

    Nobody waits for the program that shows it, and no shell reads its name.
    """
    program = _opener()
    if not program:
        sentence = _(
            "It could not be opened: there is no screen here, or no program that opens files. It "
            "lies here: {path}"
        )
        return sentence.format(path=path)
    try:
        subprocess.Popen(
            [program, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as trouble:
        sentence = _("It could not be opened ({reason}). It lies here: {path}")
        return sentence.format(reason=trouble.strerror, path=path)
    return ""


def _opener() -> str | None:
    """Return the program that opens files here; None without one, or without a screen."""
    if sys.platform == "darwin":
        return shutil.which(_OF_MAC)
    has_screen = any(os.environ.get(name) for name in _SCREENS)
    return shutil.which(_OF_OTHERS) if has_screen else None
