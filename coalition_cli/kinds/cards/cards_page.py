"""The pages of cards: the one that the room is at, and what came of those that were taken."""

from collections.abc import Sequence
from typing import Any

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets
from coalition_cli.i18n import _
from coalition_cli.kinds.cards.cards_options import buckets_of, cards_of, way_of
from coalition_cli.methods.card_blocks import face, piles, sign
from coalition_cli.model.contributions import Filling, Voice
from coalition_cli.model.entry import Entry, order
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """Return ``[{id, card, text, bucket?, passed?, words?, source?, may_name?}]`` of those taken.

    ``bucket`` is where most of the room put it; who told a card of the room's own is only for those
    who read names.
    """
    if _is_told_no_more(step, view):
        return None
    return [_row(entry, view) for entry in kinds.standing(step, view) if entry.text] or None


def filling(step: Step, view: View) -> Filling | None:
    """Return title and question of the card that was taken last and may be seen."""
    taken = [entry for entry in kinds.standing(step, view) if entry.text]
    if not taken:
        return None
    newest = max(taken, key=order)
    card = next((card for card in cards_of(step) if card["id"] == newest.body.get("card")), {})
    words = {"card": newest.text, "question": str(card.get("question") or "")}
    return Filling(order(newest), newest.id, words)


def labels(step: Step, view: View) -> dict[str, str]:
    """Return the titles of the headings under which cards stand that this audience may read."""
    used = {row.get("bucket") for row in result(step, view) or ()}
    return {sort["id"]: sort["title"] for sort in buckets_of(step) if sort["id"] in used}


def voice(step: Step, view: View) -> Voice:
    """The cards are what came up in the room."""
    return "words"


def items(step: Step, view: View) -> list[Item]:
    """The cards that were taken, by their titles."""
    return kinds.lines(step, view)


def blocks(step: Step, view: View) -> list[Block]:
    """Return the card that the room is at as a page; after the step, titles and questions.

    Sorted cards stand where they belong; where the room put them is for the organizers.
    """
    taken = [entry for entry in kinds.standing(step, view) if entry.text]
    if not taken or _is_told_no_more(step, view):
        return []
    is_over = view.workshop.is_done(view.place(step.id))
    if way_of(step) == "sort":
        newest = taken[-1]
        return (
            _piles(step, taken, view)
            if is_over or is_sorted(newest)
            else page_to_sort(step, newest)
        )
    if not is_over:
        return card_page(step, taken[-1])
    questions = {card["id"]: card.get("question", "") for card in cards_of(step)}
    asked = [questions.get(entry.body["card"], "") for entry in taken]
    return [
        Bullets(tuple(_bullet(entry, n, asked[n - 1], view) for n, entry in enumerate(taken, 1)))
    ]


def page_to_sort(step: Step, entry: Entry) -> list[Block]:
    """Return the page of a card that is sorted: the card, and the signs to hold up."""
    signs = tuple(Bullet(bucket["title"], sign(bucket)) for bucket in buckets_of(step))
    return [*card_page(step, entry), Bullets(signs)]


def _piles(step: Step, taken: Sequence[Entry], view: View) -> list[Block]:
    most_showed = {e.body["card"]: str(e.body["bucket"]) for e in taken if "bucket" in e.body}
    titles = {entry.body["card"]: entry.text for entry in taken}
    cards = [
        {**card, "title": titles[card["id"]]} for card in cards_of(step) if card["id"] in titles
    ]
    return piles(cards, buckets_of(step), most_showed, is_told=view.shows_names())


def is_sorted(entry: Entry) -> bool:
    """True if the room has said where the card belongs, or passed."""
    return "bucket" in entry.body or "passed" in entry.body


def card_page(step: Step, entry: Entry) -> list[Block]:
    """A card that was taken, as the room reads it; a card of its own as it was typed."""
    card = next((card for card in cards_of(step) if card["id"] == entry.body.get("card")), None)
    words = [str(entry.body["words"])] if entry.body.get("words") else []
    return face({"lines": words, **(card or {}), "title": entry.text})


def _bullet(entry: Entry, number: int, question: str, view: View) -> Bullet:
    row = _row(entry, view)
    below = [question] if question else []
    below += [str(row[key]) for key in ("words", "source") if row.get(key)]
    below += [_("May not be named yet")] if row.get("may_name") is False else []
    return Bullet(entry.text, str(number), "", tuple(map(Bullet, below)))


def _row(entry: Entry, view: View) -> dict[str, Any]:
    body = entry.body
    row = {"id": entry.id, "card": body["card"], "text": entry.text}
    row |= {key: body[key] for key in ("bucket", "passed", "words", "may_name") if key in body}
    return row | {"source": body["source"]} if "source" in body and view.shows_names() else row


def _is_told_no_more(step: Step, view: View) -> bool:
    """True if the cards are no part of what was said: kept only so that none comes again soon."""
    return step.record == "count" and view.workshop.is_done(view.place(step.id))
