"""Cards that are taken one after the other: chosen, drawn by chance, or told in turn."""

from collections.abc import Mapping, Sequence
from itertools import count
from random import SystemRandom
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.cards.cards_options import OWN, cards_of, dealt, most_taken, way_of
from coalition_cli.kinds.cards.cards_own import ask_own, lacks_words, share_of_own
from coalition_cli.kinds.cards.cards_page import card_page
from coalition_cli.kinds.cards.cards_sorting import sort_cards
from coalition_cli.methods.card_blocks import draw, face, in_list
from coalition_cli.model.entry import Entry, Fact
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.stage import FOR_PEOPLE, Option, Stage

_FINISH: Final = f"{FOR_PEOPLE}finish"
_DRAW: Final = f"{FOR_PEOPLE}draw"
_LOOK: Final = f"{FOR_PEOPLE}look"


def play(step: Step, view: View, stage: Stage) -> Play:
    """One card after the other; each is on disk before its page is read."""
    yield from (sort_cards if way_of(step) == "sort" else _take)(step, view, stage)


def _take(step: Step, view: View, stage: Stage) -> Play:
    for number in count():
        unfinished = next(
            (entry for entry in kinds.said(step, view) if lacks_words(entry, step)), None
        )
        if unfinished:
            yield from ask_own(number, unfinished, step, stage)
        taken = _taken(step, view)
        may_take = len(taken) < most_taken(step) and bool(
            _left(step, view) or step.options.get("own")
        )
        if taken:
            onward = _stay_at(step, taken, may_take, stage)
            if onward == "on":
                return
            if onward == "other":
                yield _put_away(taken[-1], step)
                may_take = may_take or way_of(step) != "show"
            if not may_take:
                return
        fact = _next(number, step, view, stage)
        if fact is None:
            return
        entry = yield fact
        if lacks_words(entry, step):
            yield from ask_own(number, entry, step, stage)


def _stay_at(step: Step, taken: Sequence[Entry], may_take: bool, stage: Stage) -> str:
    """Show the newest card, or one before, until the room wants ``on``, ``more`` or ``other``."""
    at = len(taken) - 1
    while True:
        stage.put(str(taken[at].body["card"]), taken[at].id)
        stage.show(card_page(step, taken[at]))
        options = _ways_on(step, taken, at, may_take)
        chosen = stage.choose(None, _("What now?"), options, options[0].value)
        if chosen not in ("back", "forth"):
            return chosen
        at += 1 if chosen == "forth" else -1


def _ways_on(step: Step, taken: Sequence[Entry], at: int, may_take: bool) -> list[Option]:
    back = (
        [Option("back", _("The card before: {card}").format(card=taken[at - 1].text))] if at else []
    )
    if at < len(taken) - 1:
        return [Option("forth", _("The card after: {card}").format(card=taken[at + 1].text)), *back]
    mores = {"choose": _("Choose one more"), "draw": _("Draw one more"), "show": _("The next card")}
    others = {
        "choose": _("Take another card instead of this one"),
        "draw": _("Draw another card instead of this one"),
        "show": _("Leave this one out"),
    }
    way = way_of(step)
    more = [Option("more", mores[way])] if may_take else []
    on = Option("on", _("That is enough: carry on") if more else _("Carry on"))
    return [*more, on, Option("other", others[way]), *back]


def _put_away(entry: Entry, step: Step) -> Fact:
    """Return the fact that a card is left out.

    One told in turn stays behind; another one may be picked or drawn again.
    """
    if way_of(step) == "show":
        return Fact({"card": entry.body["card"], "passed": True}, op="edit", ref=entry.id)
    return Fact({}, op="drop", ref=entry.id)


def _next(number: int, step: Step, view: View, stage: Stage) -> Fact | None:
    """The next card, None where there is to be none."""
    left = _left(step, view)
    if way_of(step) == "show":
        in_turn = [dealt(card) for card in left]
        return stage.next_of(in_turn, lambda: _choose_next(number, step, view, stage))
    return _choose_next(number, step, view, stage)


def _choose_next(number: int, step: Step, view: View, stage: Stage) -> Fact | None:
    """The card that is named or drawn, None where there is to be none."""
    left = _left(step, view)
    chosen = _DRAW
    while chosen in (_DRAW, _LOOK):
        stage.put()
        stage.show([])
        chosen = _ask_which(number, left, step, view, stage)
        if chosen == _LOOK:
            _look_at(left, stage)
        elif chosen == _DRAW:
            return dealt(_drawn(step, view))
    if chosen == _FINISH:
        return None
    if chosen == OWN:
        return Fact({"card": OWN}, share=share_of_own(step))
    return dealt(next(card for card in left if card["id"] == chosen))


def _ask_which(
    number: int, left: Sequence[Mapping[str, Any]], step: Step, view: View, stage: Stage
) -> str:
    is_drawing = way_of(step) == "draw" and bool(left)
    options = [Option(_DRAW, _("Draw a card"))] if is_drawing else []
    options += [Option(card["id"], in_list(card)) for card in left]
    options += [Option(OWN, _("A card of our own"))] if step.options.get("own") else []
    options += [Option(_LOOK, _("Read all of them first"))] if len(left) > 1 else []
    options += [Option(_FINISH, _("No more cards"))]
    first = _FINISH if options[0].value == OWN else options[0].value
    return stage.choose((number, "card"), _("Which card?"), options, None, first=first)


def _look_at(cards: Sequence[Mapping[str, Any]], stage: Stage) -> None:
    at = 0
    while at < len(cards):
        stage.put(cards[at]["id"])
        stage.show(face(cards[at]))
        is_last = at == len(cards) - 1
        options = [Option("on", _("Back to the choice") if is_last else _("The next card"))]
        options += (
            [Option("back", _("The card before: {card}").format(card=cards[at - 1]["title"]))]
            if at
            else []
        )
        at += 1 if stage.choose(None, _("What now?"), options, "on") == "on" else -1


def _drawn(step: Step, view: View) -> Mapping[str, Any]:
    """Draw a card by chance; those of earlier runs, or laid aside since, count as drawn."""
    here = view.place(step.id)
    runs = sorted(
        place
        for place in view.workshop.places()
        if place._replace(run=here.run) == here and place.run <= here.run
    )
    adds = [entry for place in runs for entry in view.workshop.at_place(place) if entry.op == "add"]
    taken = {entry.body["card"] for entry in _taken(step, view)}
    deck = {card["id"]: card for card in cards_of(step) if card["id"] not in taken}
    return deck[draw(list(deck), [str(entry.body.get("card")) for entry in adds], SystemRandom())]


def _taken(step: Step, view: View) -> list[Entry]:
    """Return the cards that were taken and not left out, whoever may see them."""
    return [entry for entry in kinds.said(step, view) if entry.text]


def _left(step: Step, view: View) -> list[Mapping[str, Any]]:
    """The cards of the file that were not taken yet."""
    gone = {entry.body.get("card") for entry in kinds.said(step, view)}
    return [card for card in cards_of(step) if card["id"] not in gone]
