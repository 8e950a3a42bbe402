"""The quotes of a summary, and what each speaker agreed to."""

from collections.abc import Mapping
from typing import Any

from coalition_cli.i18n import _
from coalition_cli.model.document import Cell, Lane, Row, Rows, Section
from coalition_cli.summary.findings import Findings


def consents(found: Findings) -> list[Section]:
    """Each quote under its code, with what its speaker agreed to; nothing where there is none."""
    if not found.quotes:
        return []
    lanes = [Lane(_("Code"), is_code=True), Lane(_("Words"), 50), Lane(_("Who"), 14)]
    lanes += [Lane(_("Used"), 18), Lane(_("Readers"), 18)]
    rows = Rows(tuple(lanes), tuple(map(_row, found.quotes)), has_head=True)
    return [Section("quotes", _("In their own words"), rows=rows)]


def _row(row: Mapping[str, Any]) -> Row:
    names = {"anonymous": _("without a name"), "named": _("with her chosen name")}
    readers = {
        "organizer": _("for the organizers"),
        "participants": _("for everyone who took part"),
        "donor": _("also for people outside"),
    }
    code = row["code"] or ""
    texts = (code, row["text"], row["by"] or "")
    agreed = (names.get(row["consent"], ""), readers.get(row["share"], ""))
    return Row(tuple(map(Cell, (*texts, *agreed))), (code,) if code else ())
