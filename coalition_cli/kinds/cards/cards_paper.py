"""Cards to cut out, the signs that are held up, and what a blank form asks of them."""

from coalition_cli.i18n import _
from coalition_cli.kinds.cards.cards_options import buckets_of, cards_of, most_taken, way_of
from coalition_cli.methods.card_blocks import goes_deep_words, named
from coalition_cli.methods.writing_room import fields, numbered_lines
from coalition_cli.model.document import Cell, Content, Lane, Row, Rows
from coalition_cli.model.exercise import Step
from coalition_cli.model.paper_twins import Face
from coalition_cli.model.view import View


def faces(step: Step, view: View) -> list[Face]:
    """Each card as it is read aloud."""
    return [
        Face(
            str(card["title"]),
            tuple(map(str, card.get("lines") or ())),
            str(card.get("question") or ""),
            goes_deep_words(card),
        )
        for card in cards_of(step)
    ]


def headings(step: Step, view: View) -> list[str]:
    """The headings under which cards are put, each with its sign."""
    return [named(bucket) for bucket in buckets_of(step)]


def blank_form(step: Step, view: View) -> list[Content]:
    """Which cards were taken, or where most would put each; then the cards of the room's own."""
    cards = [str(card["title"]) for card in cards_of(step)]
    signs = tuple(str(bucket["title"]) for bucket in buckets_of(step))
    if way_of(step) == "sort":
        lanes = (Lane(_("Card"), 3), Lane(_("Which sign do most hold up?"), 4))
        ticked = (Row((Cell(card), Cell(boxes=signs))) for card in cards)
        return [Rows(lanes, tuple(ticked), has_head=True, is_form=True)]
    lanes = (Lane(_("Card"), 5), Lane(_("Taken: 1, 2, 3 …"), 2))
    listed = tuple(Row((Cell(card), Cell())) for card in cards)
    shown: list[Content] = [Rows(lanes, listed, has_head=True, is_form=True)] if listed else []
    return [*shown, *(_own(step) if step.options.get("own") else ())]


def _own(step: Step) -> list[Content]:
    asked = [_("Its title: who, and where"), _("What shall be read aloud?")]
    if step.options.get("ask_source"):
        asked += [_("Who told us, or how do we know?"), _("May they be named outside this group?")]
        return [fields([_("A card of our own"), *asked])]
    return [numbered_lines(most_taken(step), [Lane(question, 1) for question in asked])]
