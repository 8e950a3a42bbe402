"""The encryption of the disk and of swap: who takes a disk away reads what is not encrypted."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

from coalition_cli.diagnostics.finding import Finding, danger, fine, look
from coalition_cli.diagnostics.mounts import Mount, mount_of, plain
from coalition_cli.i18n import _

Answer: TypeAlias = Literal["yes", "no", "unknown"]

_FOLDER_ENCRYPTION: Final = frozenset(
    {"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs"}
)
_CANNOT_TELL: Final = frozenset({"zfs", "overlay", "aufs", "bcachefs", "fuse.zfs"})
_MOST_LAYERS: Final = 16


class Blocks(Protocol):
    """The block devices of a machine, each called ``major:minor``."""

    def is_known(self, device: str) -> bool:
        """True if the machine lets us see this device at all: a container may not."""

    def number(self, path: str) -> str:
        """The device that a path below ``/dev`` names; empty if none."""

    def uuid(self, device: str) -> str:
        """The name the device mapper gives it (``CRYPT-LUKS2-…``); empty for an ordinary disk."""

    def below(self, device: str) -> list[str]:
        """The devices that it is made of."""

    def file(self, device: str) -> str:
        """The file that it lies in, for a loop device; else empty."""


class Swap(NamedTuple):
    """One line of ``/proc/swaps``."""

    name: str
    kind: str


def is_encrypted(
    device: str, blocks: Blocks, mounts: Sequence[Mount] = (), depth: int = 0
) -> Answer:
    """Tell if the kernel encrypts everything on ``device``; ``unknown`` where it cannot be seen."""
    if depth > _MOST_LAYERS or not blocks.is_known(device):
        return "unknown"
    uuid = blocks.uuid(device)
    if uuid.startswith("CRYPT-") and not uuid.startswith("CRYPT-VERITY"):
        return "yes"
    if file := blocks.file(device):
        mount = mount_of(file, mounts)
        return is_mount_encrypted(mount, blocks, mounts, depth + 1) if mount else "unknown"
    answers = [is_encrypted(each, blocks, mounts, depth + 1) for each in blocks.below(device)]
    if not answers:
        return "no"
    return next((answer for answer in ("no", "unknown") if answer in answers), "yes")


def is_mount_encrypted(
    mount: Mount, blocks: Blocks, mounts: Sequence[Mount] = (), depth: int = 0
) -> Answer:
    """Tell if the file system of ``mount`` lies on an encrypted disk, or encrypts by itself."""
    if mount.kind in _FOLDER_ENCRYPTION:
        return "yes"
    if mount.kind in _CANNOT_TELL:
        return "unknown"
    # Some file systems, such as btrfs, have a number of their own: their source says which disk
    # they are on.
    device = blocks.number(mount.source) if mount.device.startswith("0:") else mount.device
    return is_encrypted(device, blocks, mounts, depth) if device else "unknown"


def judge_disk(path: str, mounts: Sequence[Mount], blocks: Blocks) -> Finding:
    """Check that the disk under the absolute ``path`` is encrypted."""
    mount = mount_of(path, mounts)
    answer = is_mount_encrypted(mount, blocks, mounts) if mount else "unknown"
    if mount and mount.kind in ("tmpfs", "ramfs"):
        return fine(_("The workshops lie in memory, not on a disk."))
    if answer == "yes":
        return fine(_("The disk that holds the workshops is encrypted."))
    if answer == "no":
        return danger(
            _(
                "The disk that holds the workshops is not encrypted: whoever takes the laptop can"
                " read it."
            ),
            _(
                "Have the whole disk encrypted (LUKS, when the system is installed), and seal"
                " workshops until then."
            ),
        )
    return cannot_tell(mount.kind if mount else "")


def cannot_tell(kind: str) -> Finding:
    """The finding where the machine does not say whether its disk is encrypted."""
    known = _("Whether the disk is encrypted cannot be seen from here.")
    if kind:
        seen = _(
            "Whether the disk is encrypted cannot be seen from here (its file system is {kind})."
        )
        known = seen.format(kind=kind)
    return look(
        known,
        _(
            "Ask whoever set up this laptop, or look in its settings for the encryption of the"
            " disk."
        ),
    )


def read_swaps(text: str) -> list[Swap]:
    """The swap areas that ``/proc/swaps`` lists."""
    rows = [line.split() for line in text.splitlines()[1:]]
    return [Swap(plain(row[0]), row[1]) for row in rows if len(row) >= 2]


def judge_swap(
    swaps: Sequence[Swap], mounts: Sequence[Mount], blocks: Blocks, power_states: str = ""
) -> Finding:
    """Check that memory swapped out, or written by hibernation, cannot be read on the disk."""
    in_memory = ("zram", "ramzswap")
    on_disk = [swap for swap in swaps if not _base_of(swap.name).startswith(in_memory)]
    if not swaps:
        return fine(_("There is no swap: memory is not written to the disk."))
    if not on_disk:
        return fine(_("Swap stays in memory."))
    answers = [_is_swap_encrypted(swap, mounts, blocks) for swap in on_disk]
    if "no" in answers:
        open_swap = on_disk[answers.index("no")].name
        meaning = _(
            "Swap ({name}) is not encrypted: what is in memory may be written to the disk as it is."
        )
        if "disk" in power_states.split():
            meaning = _(
                "Swap ({name}) is not encrypted: hibernation writes all of the memory to the disk"
                " as it is."
            )
        advice = _(
            "Switch it off for the workshop: sudo swapoff -a. And do not hibernate; shut down."
        )
        return danger(meaning.format(name=open_swap), advice)
    if "unknown" in answers:
        unclear = on_disk[answers.index("unknown")].name
        meaning = _("Whether swap ({name}) is encrypted cannot be seen from here.").format(
            name=unclear
        )
        return look(meaning, _("Ask whoever set up this laptop."))
    return fine(_("Swap is encrypted."))


def _base_of(name: str) -> str:
    return name.rpartition("/")[2]


def _is_swap_encrypted(swap: Swap, mounts: Sequence[Mount], blocks: Blocks) -> Answer:
    if swap.kind == "file":
        mount = mount_of(swap.name, mounts)
        return is_mount_encrypted(mount, blocks, mounts) if mount else "unknown"
    device = blocks.number(swap.name)
    return is_encrypted(device, blocks, mounts) if device else "unknown"


def judge_filevault(text: str) -> Finding:
    """Read the answer of ``fdesetup status`` of macOS. Never tried on a real one."""
    if "filevault is on" in text.casefold():
        return fine(_("The disk that holds the workshops is encrypted."))
    if "filevault is off" in text.casefold():
        return danger(
            _(
                "The disk that holds the workshops is not encrypted: whoever takes the laptop can"
                " read it."
            ),
            _("Switch FileVault on in the settings of the system."),
        )
    return cannot_tell("")
