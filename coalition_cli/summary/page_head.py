"""What stands above and below every page of a summary."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from coalition_cli.bidi import isolated
from coalition_cli.i18n import _
from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.phrasing.dates import long_form
from coalition_cli.phrasing.page_words import clipped, month_of

LONGEST_TITLE: Final = 60


def head_of(workshop: Workshop, audience: Audience, made_at: datetime, *, is_interim: bool) -> Head:
    """The title, when and where it was, and what a reader must know first."""
    head = workshop.head
    is_outside = audience == "donor"
    where = workshop.details().get("region") if is_outside else head.place
    tonight = _("Tonight") if audience == "organizer" else ""
    parts = [tonight, day_of(workshop, audience), where or ""]
    parts += [_("sample: the people and what they say are invented")] if head.is_sample else []
    if is_interim:
        words = _("interim, {time}: the workshop is still going on")
        parts.append(words.format(time=made_at.strftime("%H.%M")))
    labels: Mapping[Audience, str] = {
        "donor": _("Report for donors and board"),
        "follow-up": _("Follow-up meeting"),
    }
    warning = _("Names and worries stand here. Do not forward.")
    return Head(
        clipped(head.title, LONGEST_TITLE),
        " · ".join(map(isolated, filter(None, parts))),
        labels.get(audience, ""),
        warning if audience == "organizer" else "",
    )


def day_of(workshop: Workshop, audience: Audience) -> str:
    """The day of the workshop as this reader is told it: outside its month."""
    day = workshop.head.date
    return month_of(day) if audience == "donor" else long_form(date.fromisoformat(day))


def foot_of(workshop: Workshop, audience: Audience) -> tuple[str, ...]:
    """For whom it is, what it is of, and when."""
    names: Mapping[Audience, str] = {
        "participants": _("For everyone who took part"),
        "organizer": _("For the organizers only"),
        "donor": _("Donors"),
        "follow-up": _("For those who come to the next meeting"),
    }
    title = clipped(workshop.head.title, LONGEST_TITLE)
    return (names[audience], title, day_of(workshop, audience))
