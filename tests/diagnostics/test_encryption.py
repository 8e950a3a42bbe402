"""The encryption of disks and swap: tables of how real machines stack their devices."""

import pytest

from coalition_cli.diagnostics import encryption, mounts
from coalition_cli.diagnostics.finding import Sign
from tests.diagnostics.mount_samples import FEDORA


class Blocks:
    """A machine's block devices as tables, mappings named as cryptsetup and LVM name them."""

    def __init__(self, uuids=None, below=None, files=None, numbers=None):
        self._uuids, self._below = uuids or {}, below or {}
        self._files, self._numbers = files or {}, numbers or {}

    def is_known(self, device):
        return device in self._uuids

    def number(self, path):
        return self._numbers.get(path, "")

    def uuid(self, device):
        return self._uuids[device]

    def below(self, device):
        return self._below.get(device, [])

    def file(self, device):
        return self._files.get(device, "")


LUKS = "CRYPT-LUKS2-a1b2c3d4e5f647a1b2c3d4e5f6a7b8c9-cryptroot"
LVM = "LVM-SLoZ2uLgaFxFwZkUnjJ8xGBNCYTvRCCjHpIBFEbWUrvnSvfLpI9eVAtAWVJ3jfrv"
MACHINE = Blocks(
    uuids={
        **{"8:0": "", "8:2": "", "8:17": "", "7:1": "", "7:2": "", "9:0": ""},
        **{
            "253:0": LUKS,
            "253:1": LVM,
            "253:2": LVM,
            "253:3": LVM,
            "253:4": "CRYPT-LUKS1-aabb-home",
        },
        **{
            "253:5": "CRYPT-VERITY-9999-root",
            "253:6": "CRYPT-PLAIN-cryptswap1",
            "253:7": "mpath-3600",
            "253:8": LVM,
        },
    },
    below={
        "253:0": ["8:2"],
        "253:1": ["253:0"],
        "253:2": ["8:2"],
        "253:3": ["253:0", "8:17"],
        "253:5": ["8:2"],
        "253:7": ["8:2"],
        "253:8": ["253:8"],
        "9:0": ["253:0", "253:4"],
    },
    files={"7:1": "/home/amina/box.img", "7:2": "/boot/box.img"},
    numbers={
        "/dev/mapper/luks-persist": "253:0",
        "/dev/sda3": "8:2",
        "/dev/dm-6": "253:6",
        "/dev/dm-1": "253:1",
    },
)


@pytest.mark.parametrize(
    ("device", "answer"),
    [
        ("253:0", "yes"),  # LUKS on a partition
        ("253:4", "yes"),
        ("253:6", "yes"),  # a swap with a key of its own at every start
        ("253:1", "yes"),  # LVM on LUKS
        ("9:0", "yes"),  # RAID of two LUKS
        ("253:2", "no"),  # LVM on a bare partition
        ("253:3", "no"),  # LVM over two disks, one of them bare
        ("253:5", "no"),  # dm-verity hides nothing
        ("253:7", "no"),
        ("8:2", "no"),
        ("7:1", "yes"),  # a loop device in a file of an encrypted home
        ("7:2", "no"),
        ("8:99", "unknown"),  # a container sees no devices
        ("253:8", "unknown"),  # nothing is made of itself; no endless loop
    ],
)
def test_a_disk_is_encrypted_where_every_layer_below_passes_through_encryption(device, answer):
    table = mounts.read_mounts(FEDORA)
    assert encryption.is_encrypted(device, MACHINE, table) == answer


@pytest.mark.parametrize(
    ("path", "sign", "said"),
    [
        ("/home/amina/x", Sign.FINE, "is encrypted"),
        ("/boot/x", Sign.DANGER, "is not encrypted"),
        ("/srv/x", Sign.FINE, "is encrypted"),  # btrfs has a device number of its own
        ("/home/eve/x", Sign.FINE, "is encrypted"),
        ("/tank/x", Sign.LOOK, "zfs"),
        ("/x", Sign.LOOK, "overlay"),
        ("/DATA/foo_bla_bla/x", Sign.LOOK, "cifs"),
        ("/tmp/x", Sign.FINE, "in memory"),
    ],
)
def test_the_disk_under_a_workshop_is_judged_and_what_cannot_be_seen_is_said_to_be_so(
    path, sign, said
):
    found = encryption.judge_disk(path, mounts.read_mounts(FEDORA), MACHINE)
    assert found.sign is sign
    assert said in found.meaning
    assert found.advice or sign is Sign.FINE


def test_a_machine_that_says_nothing_is_not_called_safe():
    found = encryption.judge_disk("/home/x", [], Blocks())
    assert (found.sign, bool(found.advice)) == (Sign.LOOK, True)


HEADER = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


@pytest.mark.parametrize(
    ("swaps", "states", "sign", "said"),
    [
        (HEADER, "freeze mem disk\n", Sign.FINE, "no swap"),
        ("", "", Sign.FINE, "no swap"),
        (
            HEADER + "/dev/zram0                              partition\t15245728\t14000000\t100\n",
            "disk",
            Sign.FINE,
            "in memory",
        ),
        (
            HEADER + "/dev/ramzswap0                          partition\t512144\t2216\t100\n",
            "",
            Sign.FINE,
            "in memory",
        ),
        (
            HEADER + "/dev/sda3                               partition\t8388604\t0\t-2\n",
            "freeze mem\n",
            Sign.DANGER,
            "/dev/sda3",
        ),
        (
            HEADER + "/dev/sda3                               partition\t8388604\t0\t-2\n",
            "mem disk\n",
            Sign.DANGER,
            "hibernation",
        ),
        (
            HEADER + "/dev/dm-6                               partition\t2097148\t142592\t-2\n",
            "mem disk",
            Sign.FINE,
            "encrypted",
        ),
        (
            HEADER + "/dev/dm-1                               partition\t2097148\t142592\t-2\n",
            "",
            Sign.FINE,
            "encrypted",
        ),
        (
            HEADER + "/home/swapfile                          file\t\t524284\t\t256\t\t-2\n",
            "",
            Sign.FINE,
            "encrypted",
        ),
        (
            HEADER + "/boot/swap\\040file                      file\t\t524284\t\t256\t\t-2\n",
            "",
            Sign.DANGER,
            "/boot/swap file",
        ),
        (
            HEADER + "/dev/loop9                              partition\t2097148\t69420\t-1\n",
            "",
            Sign.LOOK,
            "/dev/loop9",
        ),
        (
            HEADER + "/dev/zram0 partition 1 0 100\n/dev/sda3 partition 8388604 0 -2\n",
            "",
            Sign.DANGER,
            "/dev/sda3",
        ),
    ],
)
def test_swap_is_fine_where_memory_never_reaches_the_disk_in_clear(swaps, states, sign, said):
    found = encryption.judge_swap(
        encryption.read_swaps(swaps), mounts.read_mounts(FEDORA), MACHINE, states
    )
    assert found.sign is sign
    assert said in found.meaning


@pytest.mark.parametrize(
    ("said", "sign"),
    [("FileVault is On.\n", Sign.FINE), ("FileVault is Off.\n", Sign.DANGER), ("", Sign.LOOK)],
)
def test_what_macos_says_of_its_disk(said, sign):
    assert encryption.judge_filevault(said).sign is sign
