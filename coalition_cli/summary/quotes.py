"""The quotes of a summary, and what each speaker agreed to."""

from typing import Any, Final

from coalition_cli.blocks import Block, Column, Heading, Quote, Table
from coalition_cli.i18n import _
from coalition_cli.summary.findings import Findings

MOST_FOR_DONORS: Final = 3
"""The quotes of a donor's page."""


def quotes(rows: list[dict[str, Any]]) -> list[Block]:
    """Each quote with the name that its speaker wished to stand there, or none."""
    shown = [Quote(row["text"], row["by"] or "") for row in rows]
    return [Heading(_("In their own words")), *shown] if shown else []


def consents(found: Findings) -> list[Block]:
    """Each quote with what its speaker agreed to."""
    names = {"anonymous": _("without a name"), "named": _("with her chosen name")}
    readers = {
        "organizer": _("for the organizers"),
        "participants": _("for everyone who took part"),
        "donor": _("also for people outside"),
    }
    rows = tuple(
        (row["text"], row["by"] or "", names.get(row["consent"], ""), readers.get(row["share"], ""))
        for row in found.quotes
    )
    columns = (Column(_("Words")), Column(_("Who")), Column(_("Used")), Column(_("Readers")))
    return [Heading(_("In their own words")), Table(columns, rows)] if rows else []
