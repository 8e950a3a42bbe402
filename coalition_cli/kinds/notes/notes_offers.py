"""Lines of other steps that the room may take over before its own first line."""

from functools import partial

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.notes.notes_options import buckets_of
from coalition_cli.kinds.notes.notes_page import notes_page
from coalition_cli.methods.offered_lines import Offer, not_taken, offers_of
from coalition_cli.model.entry import Fact, Share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing.note_line import share_of
from coalition_cli.stage import Option, Stage


def take_over(step: Step, view: View, stage: Stage) -> Play:
    """Offer what others gave, before the room's own first line; nothing is asked without any."""
    said = kinds.said(step, view)
    if any("from" not in entry.body for entry in said):
        return
    offered = dict(enumerate(not_taken(lines_offered(step, view), said)))
    if not offered:
        return
    stage.show(partial(notes_page, step, view))
    options = [Option(str(number), offer.words) for number, offer in offered.items()]
    known = [str(number) for number, offer in offered.items() if offer.bucket]
    prompt = _("Which of these do we take over? None is fine")
    # A file takes none: it writes down every line that the room had.
    for number in stage.choose_many(None, prompt, options, (), first=known):
        offer = offered[int(number)]
        yield Fact(
            offer.as_body(),
            share=_not_wider(share_of(offer.bucket, buckets_of(step)) or step.share),
        )


def lines_offered(step: Step, view: View) -> list[Offer]:
    """Return the lines of the other steps, as they would stand here."""
    there = (
        item
        for reference in step.options.get("offers") or ()
        for item in kinds.items(reference, view)
    )
    return offers_of(there, buckets_of(step), view)


def _not_wider(share: Share) -> Share:
    """Return ``share``, not wider than the room: taking a line over shows it to nobody else."""
    return "participants" if share_level(share) > share_level("participants") else share
