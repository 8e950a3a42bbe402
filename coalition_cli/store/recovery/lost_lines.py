"""The question if a file lost more than a line that was being written, without what answers it."""

from pathlib import Path

from coalition_cli.store.files.mark import Found


def has_lost_more(path: Path, found: Found) -> bool:
    """Tell it as ``backups.has_lost_more`` does; False where there is no backup at all."""
    if not ((path if path.is_dir() else path.parent) / "backups").is_dir():
        return False
    # price: backups and what reads them, 10 ms, and only a file new to this machine needs them
    from coalition_cli.store.recovery import backups

    return backups.has_lost_more(path, found)
