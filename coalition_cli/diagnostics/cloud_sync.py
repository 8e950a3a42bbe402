"""Folders that a service copies to other machines, and the doubles that this leaves behind."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePath
from typing import Final

from coalition_cli.diagnostics.finding import Finding, danger, look
from coalition_cli.i18n import _, ngettext

_BY_NAME: Final = [
    (re.compile(pattern, re.IGNORECASE), service)
    for pattern, service in (
        (r"Dropbox( \(.+\))?", "Dropbox"),
        (r"OneDrive( ?- ?.+)?", "OneDrive"),
        (r"Mobile[ ]Documents|com~apple~CloudDocs|iCloud ?Drive", "iCloud"),
        (r"Google ?Drive( ?- ?.+|\(.+\))?|GoogleDrive-.+|My Drive", "Google\u00a0Drive"),
        (r"Nextcloud\d*", "Nextcloud"),
        (r"ownCloud\d*", "ownCloud"),
        (r"MEGA(sync)?( Downloads)?", "MEGA"),
        (r"pCloud ?Drive|pCloudDrive", "pCloud"),
        (r"SynologyDrive|CloudStation", "Synology\u00a0Drive"),
        (r"Yandex\.Disk(\.localized)?|YandexDisk", "Yandex\u00a0Disk"),
        (r"Box( Sync)?", "Box"),
        (r"Tresorit|Proton ?Drive|Seafile|Syncthing", "sync"),
        (r"CloudStorage", "cloud"),
    )
]
_BY_MARK: Final = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google\u00a0Drive",
    ".SynologyWorkingDirectory": "Synology\u00a0Drive",
}
_DOUBLES: Final = re.compile(
    # Dropbox, ownCloud, Nextcloud
    r" ?\((.*['’]s |.+ )?(conflicted copy|conflict|in conflict)( .*)?\)"
    r"|\.sync-conflict-\d{8}-\d{6}(-\w+)?"  # Syncthing
    r"|_.+_.+_\w*Conflict(_\d+)?"  # Synology Drive
    r"|_conflict-\d{8}-\d{6}"  # older ownCloud
    r"| ?\(\d{1,2}\)"  # Google Drive, downloads
    r"| \d{1,2}"  # iCloud
    r"| ?[-–] (Copy|Copie|Kopie)( ?\(\d+\))?"  # file managers
    r"| ?\((copy|another copy)( \d+)?\)",
    re.IGNORECASE,
)


def service_of(
    path: PurePath, names_in: Callable[[PurePath], Collection[str]] = lambda _folder: ()
) -> str:
    """The service that copies the folder of the absolute ``path``; empty if none is known to.

    ``names_in`` gives what stands in a folder: some services leave a mark there.
    """
    for folder in path.parents:
        for pattern, service in _BY_NAME:
            if pattern.fullmatch(folder.name):
                return service
        present = names_in(folder)
        for mark, service in _BY_MARK.items():
            if mark in present:
                return service
    return ""


def doubles(name: str, names: Iterable[str]) -> list[str]:
    """The ``names`` that look like second versions of ``name``.

    Sync services and file managers make such names where two laptops changed one file.
    """
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    found = []
    for other in names:
        if other != name and other.startswith(stem) and other.endswith(dot + suffix):
            middle = other[len(stem) : len(other) - len(dot + suffix)]
            if middle and _DOUBLES.fullmatch(middle):
                found.append(other)
    return sorted(found)


def judge_folder(service: str, *, is_sealed: bool) -> list[Finding]:
    """The finding that ``service`` copies the folder of the workshop."""
    if not service:
        return []
    meaning = _("The workshop lies in a folder that {service} copies to other machines.").format(
        service=service
    )
    if is_sealed:
        advice = _(
            "It is sealed, so they hold no words; but two laptops must not write at once. Keep it"
            " elsewhere."
        )
        return [look(meaning, advice)]
    advice = _(
        "Move it out of that folder, then delete it there, also from the trash of the service."
    )
    return [danger(meaning, advice)]


def judge_doubles(names: Collection[str]) -> list[Finding]:
    """The finding that second versions lie beside the workshop."""
    if not names:
        return []
    meaning = ngettext(
        "Beside the workshop lies what looks like a second version of it: {names}.",
        "Beside the workshop lie what look like {count} second versions of it: {names}.",
        len(names),
    ).format(count=len(names), names=", ".join(names))
    return [look(meaning, _("Bring in what it holds with: coalition merge FILE. Then remove it."))]
