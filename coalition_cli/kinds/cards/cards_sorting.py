"""Cards that are sorted: read, put under a heading by most, then told where they belong."""

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.cards.cards_moment import TOLD
from coalition_cli.kinds.cards.cards_options import MIXED, buckets_of, cards_of, dealt
from coalition_cli.kinds.cards.cards_page import is_sorted, page_to_sort
from coalition_cli.methods.card_blocks import belongs, face, named
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.stage import Option, Stage


def sort_cards(step: Step, view: View, stage: Stage) -> Play:
    """Go through the cards: each is read, put somewhere by most, then told where it belongs.

    Whoever comes back into the step is shown the last card that was read.
    """
    cards = cards_of(step)
    said = {entry.body["card"]: entry for entry in kinds.said(step, view)}
    at = max((number for number, card in enumerate(cards) if card["id"] in said), default=0)
    is_again = False
    while at < len(cards):
        entry = said.get(cards[at]["id"])
        if entry is None or is_again or not is_sorted(entry):
            entry = yield from _sort_one(cards[at], entry, step, stage)
            if entry:
                said[cards[at]["id"]] = entry
        chosen = _reveal(cards, at, entry, step, stage) if entry else "on"
        is_again = chosen == "again"
        at += {"on": 1, "back": -1}.get(chosen, 0)


def _sort_one(
    card: Mapping[str, Any], entry: Entry | None, step: Step, stage: Stage
) -> Generator[Fact, Entry, Entry | None]:
    """Ask where most of the room would put the card; None where a file says nothing of it."""
    key = (card["id"],)
    if not stage.can_answer(key):
        return None
    if entry is None and not stage.is_on_paper(key):
        entry = yield dealt(card)  # the wall shows it while the room makes up its mind
    if entry is not None:
        stage.put(card["id"])
        stage.show(page_to_sort(step, entry))
    options = [Option(bucket["id"], named(bucket)) for bucket in buckets_of(step)]
    options = [Option(MIXED, _("Mixed, or nobody says: read the answer")), *options]
    chosen = stage.choose(key, _("Which sign do most hold up?"), options, MIXED)
    body = {"card": card["id"], "text": card["title"]}
    body |= {"passed": True} if chosen == MIXED else {"bucket": chosen}
    if entry is None:
        return (yield Fact(body))
    yield Fact(body, op="edit", ref=entry.id)
    return entry._replace(body=body)


def _reveal(
    cards: Sequence[Mapping[str, Any]], at: int, entry: Entry, step: Step, stage: Stage
) -> str:
    stage.put(cards[at]["id"], TOLD)
    stage.show([*face(cards[at]), *belongs(cards[at], buckets_of(step))])
    is_last = at == len(cards) - 1
    options = [Option("on", _("Carry on") if is_last else _("The next card"))]
    options += [Option("again", _("Sort this card once more"))]
    options += (
        [Option("back", _("The card before: {card}").format(card=cards[at - 1]["title"]))]
        if at
        else []
    )
    return stage.choose(None, _("What now?"), options, "on")
