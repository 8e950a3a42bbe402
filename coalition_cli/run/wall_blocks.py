"""Pages beside the exercises as blocks: the lines captured, and a room that rests."""

from datetime import datetime

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.entry import NOTES, Share, share_level
from coalition_cli.model.view import View
from coalition_cli.model.workshop import Workshop


def rest(title: str, until: datetime, view: View) -> list[Block]:
    """Return what stands before a room that rests.

    Until when, what it promised itself, and who is there for it.
    """
    shown: list[Block] = [
        Heading(title, 1),
        Prose(_("Until {time}.").format(time=until.strftime("%H:%M")), "strong"),
    ]
    return [*shown, *kinds.blocks_at("ground-rules.rules", view), *_who_cares(view)]


def _who_cares(view: View) -> list[Block]:
    """The care person and the quiet place.

    As the room wrote them down with its ground rules, else as the details say.
    """
    there = view.at("ground-rules.signals")
    said = there[1].standing("signals") if there else []
    known = view.details()
    shown: list[Block] = []
    for bucket, detail in (("care", "care_person"), ("place", "quiet_place")):
        lines = [entry.text for entry in said if entry.body.get("bucket") == bucket and entry.text]
        shown += [Prose(line, "strong") for line in lines or filter(None, [known.get(detail, "")])]
    if shown:
        return shown
    return [Prose(_("Somebody is here for you, and there is a quiet place: ask us."), "strong")]


def captured(workshop: Workshop, level: Share = "participants") -> list[Block]:
    """The lines of ``coalition note`` that may be seen at ``level``."""
    lines = [
        Bullet(entry.text, str(entry.n))
        for entry in workshop.standing(NOTES)
        if share_level(entry.share) >= share_level(level)
    ]
    return [Bullets(tuple(lines))] if lines else []
