"""The file system that a path lies on, and what it can do for a workshop."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from coalition_cli.diagnostics.finding import Finding, danger, look
from coalition_cli.i18n import _

NETWORK: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs"),
        *("ceph", "lustre", "beegfs", "davfs", "webdav"),
        *("9p", "virtiofs", "vboxsf", "vmhgfs", "prl_fs", "drvfs", "fuse.vmhgfs-fuse"),
        *("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.cephfs"),
        *("fuse.davfs", "fuse.davfs2", "fuse.s3fs"),
        *("fuse.gvfsd-fuse", "fuse.gvfs-fuse-daemon", "fuse.smbnetfs", "fuse.curlftpfs"),
        *("fuse.google-drive-ocamlfuse", "fuse.onedriver"),
    }
)
"""File systems whose disk is another machine's, as the kernel names them."""

OPEN_TO_ALL: Final = frozenset(
    {
        *("vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk", "udf", "hfs"),
        *("fuse.exfat", "fuse.ntfs", "fuse.ntfs-3g"),
    }
)
"""File systems, mostly of sticks, that know no owners: whoever holds the stick reads the files."""

_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """One mount, as a line of ``/proc/self/mountinfo`` tells it.

    ``device`` is ``major:minor``, ``source`` what was mounted.
    """

    device: str
    point: str
    kind: str
    source: str
    options: tuple[str, ...] = ()


def read_mounts(text: str) -> list[Mount]:
    """The mounts in ``/proc/self/mountinfo``, in its order, without lines of another layout."""
    mounts = []
    for line in text.splitlines():
        before, separator, after = line.partition(" - ")
        fields, rest = before.split(" "), after.split(" ")
        if separator and len(fields) >= 6 and len(rest) >= 2:
            options = tuple(fields[5].split(","))
            mounts.append(Mount(fields[2], plain(fields[4]), rest[0], plain(rest[1]), options))
    return mounts


def plain(field: str) -> str:
    """A name as the kernel means it: it writes spaces and backslashes as octal numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), field)


def mount_of(path: str, mounts: Sequence[Mount]) -> Mount | None:
    """The mount under the absolute ``path``: the deepest, and of two at one place the later."""
    above = {str(PurePosixPath(path)), *(str(parent) for parent in PurePosixPath(path).parents)}
    found: Mount | None = None
    for mount in mounts:
        if mount.point in above and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def judge_place(mount: Mount | None) -> list[Finding]:
    """The finding about a workshop that lies on this file system."""
    if mount is None:
        return []
    if mount.kind in NETWORK:
        meaning = _(
            "The workshop lies on a network drive ({kind}): whoever runs it can read it, and"
            " locks may fail."
        )
        advice = _("Keep the workshop on this laptop's own disk.")
        return [danger(meaning.format(kind=mount.kind), advice)]
    if mount.kind in OPEN_TO_ALL:
        advice = _("Keep it here only to carry it, sealed if you can.")
        return [danger(cannot_protect(mount.kind), advice)]
    if mount.kind in ("tmpfs", "ramfs"):
        meaning = _("The workshop lies in memory only and is gone when the laptop is switched off.")
        return [danger(meaning, _("Keep it on a disk."))]
    if "ro" in mount.options:
        meaning = _("The workshop lies where nothing can be saved: the place is read-only.")
        return [look(meaning, _("Unlock the stick or the disk."))]
    return []


def cannot_protect(kind: str) -> str:
    """The sentence about a file system that has no owners."""
    sentence = _(
        "This place cannot protect files ({kind} knows no owners): whoever holds it can read them."
    )
    return sentence.format(kind=kind)
