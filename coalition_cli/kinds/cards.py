"""Cards that are read to the room: chosen, drawn, told one after the other, or sorted under a few headings."""

from collections.abc import Generator, Mapping, Sequence
from itertools import count
from random import SystemRandom
from typing import Any, Final

from coalition_cli.blocks import Block, Bullet, Bullets
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.methods.card_blocks import belongs, draw, face, in_list, named, piles, sign
from coalition_cli.model.contributions import Filling, Traits, Voice
from coalition_cli.model.entry import Entry, Fact, Place, Share, share_level
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import read_words, read_words_or_none
from coalition_cli.stage import FOR_PEOPLE, Given, Option, Question, Stage

OWN: Final = "own"
"""The id of a card that the room adds itself."""
_MIXED: Final = "pass"

OPTIONS: Final[Mapping[str, Field]] = {
    "cards": Field(
        "tables",
        "The cards; each is one page of its own.",
        fields={
            "id": Field(
                "text", "The name that entries and answers use.", is_required=True, taken=(OWN,)
            ),
            "title": Field("text", "What the room calls it.", is_required=True, is_spoken=True),
            "lines": Field(
                "texts",
                "What is read aloud: place, who, first step, what came of it.",
                is_spoken=True,
            ),
            "question": Field(
                "text", "A question of its own; later steps show it as {question}.", is_spoken=True
            ),
            "bucket": Field(
                "text", "Where it belongs; shown once the room has said where it would put it."
            ),
            "intensity": Field(
                "text",
                "How deep it goes; high adds a word of warning.",
                choices=("low", "medium", "high"),
            ),
        },
    ),
    "way": Field(
        "text",
        "The room picks, chance draws, each is told in turn, or each is sorted. Left out: the room picks.",
        choices=("choose", "draw", "show", "sort"),
    ),
    "most": Field(
        "whole",
        "How many are taken at most. Left out: one; of cards told in turn: all.",
        least=1,
        most=30,
    ),
    "buckets": Field(
        "tables",
        "The headings that cards are sorted under.",
        fields={
            "id": Field(
                "text", "The name that entries and answers use.", is_required=True, taken=(_MIXED,)
            ),
            "title": Field("text", "What the room reads.", is_required=True, is_spoken=True),
            "symbol": Field("text", "The sign on the card that is held up.", is_spoken=True),
        },
    ),
    "own": Field("flag", "Whether the room may add cards of its own."),
    "ask_source": Field(
        "flag", "Ask of such a card who told it, and whether those it speaks of may be named."
    ),
}
ASKS: Final = True
TRAITS: Final = Traits(gaps=("card", "question"))

_FINISH: Final = f"{FOR_PEOPLE}finish"
_DRAW: Final = f"{FOR_PEOPLE}draw"
_LOOK: Final = f"{FOR_PEOPLE}look"


def arrange(value: Given) -> Given:
    """Ids become rows; what was sorted, as a list or as a table, becomes a table by card."""
    if not isinstance(value, list):
        return value
    sorted_rows = [
        row for row in value if isinstance(row, Mapping) and {"bucket", "passed"} & set(row)
    ]
    if sorted_rows:
        by_card = {
            str(row.get("card")): _MIXED if row.get("passed") is True else row.get("bucket")
            for row in sorted_rows
        }
        return by_card if len(by_card) == len(value) else value
    rows = [{"card": row} if isinstance(row, str) else row for row in value]
    return [{"card": OWN, **row} if isinstance(row, Mapping) else row for row in rows]


def play(step: Step, view: View, stage: Stage) -> Play:
    """One card after the other; each is on disk before its page is read."""
    yield from (_sort if _way(step) == "sort" else _take)(step, view, stage)


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, card, text, bucket?, passed?, words?, source?, may_name?}]`` of the cards that were taken.

    ``bucket`` is where most of the room put it; who told a card of the room's own is only for those who read names.
    """
    if _is_told_no_more(step, view):
        return None
    return [_row(entry, view) for entry in view.standing(step.id) if entry.text] or None


def filling(step: Step, view: View) -> Filling | None:
    """Return title and question of the card that was taken last and may be seen."""
    taken = [entry for entry in view.standing(step.id) if entry.text]
    if not taken:
        return None
    newest = max(taken, key=lambda entry: (entry.at, entry.id))
    card = next((card for card in _cards(step) if card["id"] == newest.body.get("card")), {})
    words = {"card": newest.text, "question": str(card.get("question") or "")}
    return Filling(newest.at, newest.id, words)


def voice(step: Step, view: View) -> Voice:
    """The cards are what came up in the room."""
    return "words"


def items(step: Step, view: View) -> list[Item]:
    """The cards that were taken, by their titles."""
    return view.items(step.id)


def blocks(step: Step, view: View) -> list[Block]:
    """The card that the room is at as a page; once the step is over, titles and questions of those that were taken.

    Sorted cards stand where they belong; where the room put them is for the organizers.
    """
    taken = [entry for entry in view.standing(step.id) if entry.text]
    if not taken or _is_told_no_more(step, view):
        return []
    is_over = view.workshop.is_done(view.place(step.id))
    if _way(step) == "sort":
        newest = taken[-1]
        return (
            _piles(step, taken, view) if is_over or _is_sorted(newest) else _to_sort(step, newest)
        )
    if not is_over:
        return _page(step, taken[-1])
    questions = {card["id"]: card.get("question", "") for card in _cards(step)}
    asked = [questions.get(entry.body["card"], "") for entry in taken]
    return [
        Bullets(tuple(_bullet(entry, n, asked[n - 1], view) for n, entry in enumerate(taken, 1)))
    ]


# --- Chosen, drawn, told in turn ---


def _take(step: Step, view: View, stage: Stage) -> Play:
    for number in count():
        unfinished = next((entry for entry in view.said(step.id) if _lacks(entry, step)), None)
        if unfinished:
            yield from _fill(number, unfinished, step, stage)
        taken = _taken(step, view)
        may_take = len(taken) < _most(step) and bool(_left(step, view) or step.options.get("own"))
        if taken:
            onward = _stay_at(step, taken, may_take, stage)
            if onward == "on":
                return
            if onward == "other":
                yield _put_away(taken[-1], step)
                may_take = may_take or _way(step) != "show"
            if not may_take:
                return
        fact = _next(number, step, view, stage)
        if fact is None:
            return
        entry = yield fact
        if _lacks(entry, step):
            yield from _fill(number, entry, step, stage)


def _stay_at(step: Step, taken: Sequence[Entry], may_take: bool, stage: Stage) -> str:
    """The newest card, or one before it, until the room goes ``on``, takes one ``more`` or an ``other``."""
    at = len(taken) - 1
    while True:
        stage.show(_page(step, taken[at]))
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
    way = _way(step)
    more = [Option("more", mores[way])] if may_take else []
    on = Option("on", _("That is enough: carry on") if more else _("Carry on"))
    return [*more, on, Option("other", others[way]), *back]


def _put_away(entry: Entry, step: Step) -> Fact:
    """A card told in turn that is left out stays behind; another one may be picked or drawn again."""
    if _way(step) == "show":
        return Fact({"card": entry.body["card"], "passed": True}, op="edit", ref=entry.id)
    return Fact({}, op="drop", ref=entry.id)


def _next(number: int, step: Step, view: View, stage: Stage) -> Fact | None:
    """The next card, None where there is to be none."""
    left = _left(step, view)
    if _way(step) == "show":
        in_turn = [_fact(card) for card in left]
        return stage.next_of(in_turn, lambda: _choose_next(number, step, view, stage))
    return _choose_next(number, step, view, stage)


def _choose_next(number: int, step: Step, view: View, stage: Stage) -> Fact | None:
    """The card that is named or drawn, None where there is to be none."""
    left = _left(step, view)
    chosen = _DRAW
    while chosen in (_DRAW, _LOOK):
        stage.show([])
        chosen = _ask_which(number, left, step, view, stage)
        if chosen == _LOOK:
            _look_at(left, stage)
        elif chosen == _DRAW:
            return _fact(_drawn(step, view))
    if chosen == _FINISH:
        return None
    if chosen == OWN:
        return Fact({"card": OWN}, share=_share_of_own(step))
    return _fact(next(card for card in left if card["id"] == chosen))


def _ask_which(
    number: int, left: Sequence[Mapping[str, Any]], step: Step, view: View, stage: Stage
) -> str:
    is_drawing = _way(step) == "draw" and bool(left)
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
    """A card by chance; those drawn in earlier runs of the exercise, or laid aside since, count as drawn."""
    runs = (Place(view.exercise.id, run, step.id) for run in range(1, view.run + 1))
    adds = [entry for place in runs for entry in view.workshop.at_place(place) if entry.op == "add"]
    taken = {entry.body["card"] for entry in _taken(step, view)}
    deck = {card["id"]: card for card in _cards(step) if card["id"] not in taken}
    return deck[draw(list(deck), [str(entry.body.get("card")) for entry in adds], SystemRandom())]


def _fill(number: int, entry: Entry, step: Step, stage: Stage) -> Play:
    """Ask for what a card of the room's own still lacks; each answer is handed over before the next question."""
    body = dict(entry.body)
    for field, prompt in _own_fields(step).items():
        if field in body:
            continue
        if field == "may_name":
            chosen = stage.choose((number, field), prompt, _consents(), "false")
            share = None if chosen == "true" else entry.share
            yield Fact({**body, field: chosen == "true"}, share=share, op="edit", ref=entry.id)
            return
        read = read_words if field == "text" else read_words_or_none
        key = (number, "title" if field == "text" else field)
        hint = "" if field == "text" else _("An empty line: nothing is written.")
        body = {**body, field: stage.ask(Question(key, prompt, read, hint=hint))}
        yield Fact(body, share=entry.share, op="edit", ref=entry.id)


def _own_fields(step: Step) -> dict[str, str]:
    fields = {"text": _("Its title: who, and where"), "words": _("What shall be read aloud?")}
    if not step.options.get("ask_source"):
        return fields
    consent = _("May they be named outside this group?")
    return {**fields, "source": _("Who told us, or how do we know?"), "may_name": consent}


def _consents() -> list[Option]:
    return [
        Option("false", _("Nobody asked them yet: it stays with the organizers")),
        Option("true", _("They said so themselves: they may be named")),
    ]


def _share_of_own(step: Step) -> Share | None:
    """A group is named to the organizers alone until it said yes."""
    is_wide = share_level(step.share) > share_level("organizer")
    return "organizer" if step.options.get("ask_source") and is_wide else None


def _lacks(entry: Entry, step: Step) -> bool:
    return entry.body.get("card") == OWN and any(
        field not in entry.body for field in _own_fields(step)
    )


# --- Sorted ---


def _sort(step: Step, view: View, stage: Stage) -> Play:
    """Each card is read, then where most would put it, then where it belongs; the last card is shown on coming back."""
    cards = _cards(step)
    said = {entry.body["card"]: entry for entry in view.said(step.id)}
    at = max((number for number, card in enumerate(cards) if card["id"] in said), default=0)
    is_again = False
    while at < len(cards):
        entry = said.get(cards[at]["id"])
        if entry is None or is_again or not _is_sorted(entry):
            entry = yield from _sort_one(cards[at], entry, step, stage)
            if entry:
                said[cards[at]["id"]] = entry
        chosen = _reveal(cards, at, entry, step, stage) if entry else "on"
        is_again = chosen == "again"
        at += {"on": 1, "back": -1}.get(chosen, 0)


def _sort_one(
    card: Mapping[str, Any], entry: Entry | None, step: Step, stage: Stage
) -> Generator[Fact, Entry, Entry | None]:
    """The card with where most of the room would put it; None where a file says nothing about it."""
    if not stage.can_answer((card["id"],)):
        return None
    if entry is None:
        entry = yield _fact(card)
    stage.show(_to_sort(step, entry))
    options = [Option(bucket["id"], named(bucket)) for bucket in _buckets(step)]
    options = [Option(_MIXED, _("Mixed, or nobody says: read the answer")), *options]
    chosen = stage.choose((card["id"],), _("Which sign do most hold up?"), options, _MIXED)
    body = {"card": card["id"], "text": card["title"]}
    body |= {"passed": True} if chosen == _MIXED else {"bucket": chosen}
    yield Fact(body, op="edit", ref=entry.id)
    return entry._replace(body=body)


def _reveal(
    cards: Sequence[Mapping[str, Any]], at: int, entry: Entry, step: Step, stage: Stage
) -> str:
    stage.show([*face(cards[at]), *belongs(cards[at], _buckets(step))])
    is_last = at == len(cards) - 1
    options = [Option("on", _("Carry on") if is_last else _("The next card"))]
    options += [Option("again", _("Sort this card once more"))]
    options += (
        [Option("back", _("The card before: {card}").format(card=cards[at - 1]["title"]))]
        if at
        else []
    )
    return stage.choose(None, _("What now?"), options, "on")


def _to_sort(step: Step, entry: Entry) -> list[Block]:
    signs = tuple(Bullet(bucket["title"], sign(bucket)) for bucket in _buckets(step))
    return [*_page(step, entry), Bullets(signs)]


def _piles(step: Step, taken: Sequence[Entry], view: View) -> list[Block]:
    most_showed = {e.body["card"]: str(e.body["bucket"]) for e in taken if "bucket" in e.body}
    titles = {entry.body["card"]: entry.text for entry in taken}
    cards = [{**card, "title": titles[card["id"]]} for card in _cards(step) if card["id"] in titles]
    return piles(cards, _buckets(step), most_showed, is_told=view.shows_names())


def _is_sorted(entry: Entry) -> bool:
    return "bucket" in entry.body or "passed" in entry.body


# --- Pages ---


def _page(step: Step, entry: Entry) -> list[Block]:
    """A card that was taken, as the room reads it; a card of its own as it was typed."""
    card = next((card for card in _cards(step) if card["id"] == entry.body.get("card")), None)
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
    """Which card came is kept so that it does not come again soon, and is no part of what was said."""
    return step.record == "count" and view.workshop.is_done(view.place(step.id))


def _fact(card: Mapping[str, Any]) -> Fact:
    return Fact({"card": card["id"], "text": card["title"]})


def _taken(step: Step, view: View) -> list[Entry]:
    """What was taken and not left out, whoever may see it."""
    return [entry for entry in view.said(step.id) if entry.text]


def _left(step: Step, view: View) -> list[Mapping[str, Any]]:
    """The cards of the file that were not taken yet."""
    gone = {entry.body.get("card") for entry in view.said(step.id)}
    return [card for card in _cards(step) if card["id"] not in gone]


def _most(step: Step) -> int:
    all_of_them = len(_cards(step)) if _way(step) == "show" else 1
    return int(step.options.get("most", max(1, all_of_them)))


def _way(step: Step) -> str:
    return str(step.options.get("way", "choose"))


def _cards(step: Step) -> list[Mapping[str, Any]]:
    return list(step.options.get("cards") or ())


def _buckets(step: Step) -> list[Mapping[str, Any]]:
    return list(step.options.get("buckets") or ())
