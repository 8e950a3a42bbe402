"""The warnings about a folder that words are about to be written to."""

from pathlib import Path

from coalition_cli.diagnostics import cloud_sync, mounts, system


def unprotected(folder: Path) -> str:
    """The sentence that says why others can read what lies in ``folder``, there or not.

    Empty where the file system protects its files.
    """
    there = mounts.read_mounts(system.text(Path("/proc/self/mountinfo")))
    mount = mounts.mount_of(str(folder.resolve()), there)
    is_open = mount and (mount.kind in mounts.OPEN_TO_ALL or mount.kind in mounts.NETWORK)
    return mounts.cannot_protect(mount.kind) if mount and is_open else ""


def warnings(folder: Path, *, is_sealed: bool = False) -> list[str]:
    """The risks of a folder that a copy goes to, one sentence each.

    It may be a stick that cannot protect files, a network drive, or a folder that is synced.
    """
    place = folder.resolve()
    told = []
    there = mounts.read_mounts(system.text(Path("/proc/self/mountinfo")))
    mount = mounts.mount_of(str(place), there)
    if mount and mount.kind in mounts.OPEN_TO_ALL and not is_sealed:
        told.append(mounts.cannot_protect(mount.kind))
    if mount and mount.kind in mounts.NETWORK:
        told += [finding.meaning for finding in mounts.judge_place(mount)]
    service = cloud_sync.service_of(place / "workshop", system.names)
    told += [finding.meaning for finding in cloud_sync.judge_folder(service, is_sealed=is_sealed)]
    return told
