"""The two sides of a join: the open workshop, and what another laptop began anew."""

from collections.abc import Sequence
from datetime import date

from coalition_cli.i18n import _, ngettext
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.dates import long_form
from coalition_cli.store.transfer.bundle import Outer
from coalition_cli.store.transfer.incoming import Contents


def page(here: Workshop, strangers: Sequence[tuple[Outer, Contents]]) -> list[str]:
    """Return a line for each workshop that would be one, and one on what becomes of their names."""
    if not strangers:
        return []
    lines = [_("Open here: {workshop}").format(workshop=_described(here))]
    for outer, contents in strangers:
        if contents.head:
            there = _described(Workshop(contents.head, contents.entries))
            lines.append(_("In {file}: {workshop}").format(file=outer.path.name, workshop=there))
    lines.append(
        _("Joined, they are one workshop with the title, the day and the place of the open one.")
    )
    return lines


def _described(workshop: Workshop) -> str:
    """Return title, day and place of a workshop, and how much it holds."""
    head, entries, people = workshop.head, len(workshop.entries), len(workshop.people())
    parts = [
        head.title,
        long_form(date.fromisoformat(head.date)),
        head.place,
        ngettext("{count} entry", "{count} entries", entries).format(count=entries),
        ngettext("{count} person", "{count} people", people).format(count=people),
    ]
    return ", ".join(filter(None, parts))
