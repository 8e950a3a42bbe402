"""The rights of files and folders: who else on this machine may read them."""

import stat
from pathlib import Path
from typing import NamedTuple

from coalition_cli.diagnostics.finding import Finding, danger, fine, look
from coalition_cli.i18n import _


class Held(NamedTuple):
    """A file or folder, its kind and rights (``mode``) and the number of its owner."""

    path: Path
    mode: int
    owner: int


def judge_rights(held: list[Held], me: int) -> list[Finding]:
    """The findings about files and folders of workshops that other accounts may read.

    ``me`` is the number of this account.
    """
    findings = []
    for path, mode, owner in held:
        if owner != me:
            meaning = _("{path} belongs to another account, which can read and change it.").format(
                path=path
            )
            advice = _("Copy it into your own folders, then have the other removed.")
            findings.append(danger(meaning, advice))
        elif stat.S_IMODE(mode) & 0o077:
            wanted = "700" if stat.S_ISDIR(mode) else "600"
            meaning = _("Other accounts may look into {path}.").format(path=path)
            advice = _("Close it with: chmod {mode} {path}").format(mode=wanted, path=path)
            findings.append(danger(meaning, advice))
    if held and not findings:
        findings.append(fine(_("Only your own account may read the files of the workshop.")))
    return findings


def judge_home(home: Held) -> Finding:
    """The finding about the home folder, where exports and downloads lie."""
    if stat.S_IMODE(home.mode) & 0o055:
        meaning = _("Other accounts on this laptop may look into {path}.").format(path=home.path)
        return look(meaning, _("Close it with: chmod 700 {path}").format(path=home.path))
    return fine(_("Other accounts may not look into your home folder."))
