"""The moment of cards: the one that the room looks at, large, or what came of all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Heading
from coalition_cli.i18n import _
from coalition_cli.kinds.cards.cards_options import buckets_of, cards_of, way_of
from coalition_cli.kinds.cards.cards_page import blocks, card_page
from coalition_cli.methods.block_parts import parts_of, slide_of
from coalition_cli.methods.card_blocks import belongs, face, sign
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.slide import Pair, Pairs, Part, Slide, Stage, Words

_ENDS: Final = (".", "!", "?", ":", ";", "…")
TOLD: Final = "told"
"""The word behind a sorted card once the room is told where it belongs."""


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return the card that is looked at, with the signs to hold up; else what was taken.

    ``at`` is the id of a card, then that of its entry, or ``TOLD``. A card of the room's own stands
    there only where the room may read it.
    """
    taken = [entry for entry in kinds.standing(step, view) if entry.text]
    entry = next((each for each in taken if each.id in at), None)
    if entry is not None:
        shown = card_page(step, entry)
        return _of_card(str(shown[0].text) if isinstance(shown[0], Heading) else "", shown[1:])
    if at:
        card = next((card for card in cards_of(step) if card["id"] == at[0]), None)
        if card is None or at[1:] not in ((), (TOLD,)):
            return Slide(_("It is read out, not shown."))
        return _of_deck(card, step, is_told=TOLD in at)
    is_over = view.workshop.is_done(view.place(step.id))
    shown = blocks(step, view)
    if way_of(step) != "sort" and not is_over and shown and isinstance(shown[0], Heading):
        return _of_card(shown[0].text, shown[1:])
    return slide_of(shown)


def _of_deck(card: Mapping[str, Any], step: Step, *, is_told: bool) -> Slide:
    more: list[Stage] = []
    if is_told:
        more.append(tuple(parts_of(belongs(card, buckets_of(step)))))
    elif way_of(step) == "sort":
        signs = tuple(Pair(sign(bucket), bucket["title"]) for bucket in buckets_of(step))
        more.append((Pairs(signs),) if signs else ())
    return _of_card(str(card["title"]), face(card)[1:], more)


def _of_card(title: str, below: Sequence[Any], more: Sequence[Stage] = ()) -> Slide:
    """The title of a card is the question of the page; signs stand with its words."""
    parts = (*_whole(parts_of(below)), *(part for stage in more for part in stage))
    return Slide(title, stages=(parts,) if parts else (), manner="still")


def _whole(parts: Sequence[Part]) -> list[Part]:
    """The lines of a card with those joined of which one goes on with the sentence before it."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(last, Words) and isinstance(part, Words) and _goes_on(last, part):
            joined[-1] = replace(last, text=f"{last.text} {part.text}")
        else:
            joined.append(part)
    return joined


def _goes_on(last: Words, part: Words) -> bool:
    is_open = not last.text.rstrip().endswith(_ENDS)
    return last.tone == part.tone and is_open and part.text[:1].islower()
