"""The lines captured beside the exercises, as blocks."""

from coalition_cli.blocks import Block, Bullet, Bullets
from coalition_cli.model.entry import NOTES, Share, share_level
from coalition_cli.model.workshop import Workshop


def captured(workshop: Workshop, level: Share = "participants") -> list[Block]:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    lines = [
        Bullet(entry.text, str(entry.n))
        for entry in workshop.standing(NOTES)
        if share_level(entry.share) >= share_level(level)
    ]
    return [Bullets(tuple(lines))] if lines else []
