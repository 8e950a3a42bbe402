"""The names of what lies in the folder of a sealed workshop."""

from pathlib import Path

from coalition_cli.store.files import atomic


def identity(path: Path) -> Path:
    """The key of the workshop, under its passphrase."""
    return path / "identity.age"


def next_identity(path: Path) -> Path:
    """The key that is about to take its place while keys are rotated."""
    return path / "identity.next.age"


def store(path: Path) -> Path:
    """Everything up to the last fold."""
    return path / "store.age"


def journal(path: Path) -> Path:
    """The lines since the last fold."""
    return path / "capture.log"


def former(path: Path) -> Path:
    """The keys before this one once more, for a store that is lost."""
    return path / "former.age"


def laptops(path: Path) -> Path:
    """The laptops that may write here once more, for a store that is lost."""
    return path / "laptops.age"


def recipients(path: Path) -> Path:
    """The public keys, for who captures without being able to read."""
    return path / "recipients.txt"


def label(path: Path) -> Path:
    """The day of its sealing and a word of one's own, in the open."""
    return path / "label.txt"


def parts(path: Path) -> tuple[Path, ...]:
    """Every file that a workshop consists of; some may not be there."""
    return (
        identity(path),
        next_identity(path),
        store(path),
        journal(path),
        recipients(path),
        former(path),
        label(path),
        laptops(path),
    )


def sweep(path: Path) -> None:
    """Remove what killed processes left while they replaced a part. Only for who holds the lock."""
    for part in parts(path):
        if part != journal(path):
            atomic.sweep(part)
