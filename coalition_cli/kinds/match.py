"""Who can give what to whom: offers and needs brought together, and a contact only where both sides said yes.

In an answers file: a list of ``{offer, need, giver, taker, contact, share}``. ``offer`` and ``need`` name the lines by
their text or number; a pair that was not suggested is one that the room put together. ``giver`` and ``taker`` are what
each side said when it was asked for its contact: ``yes``, ``no`` or ``later`` (which holds where nothing is said);
``giver = "unfit"`` says that the two do not fit. After two yes: ``contact``, how they reach each other, and ``share``,
who may read it: ``organizer`` (which holds where nothing is said) or ``participants``.

An entry holds the ids of the two lines as ``offer`` and ``need`` and the rest under the same names; no words of theirs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import count
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.errors import Problem
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds import Play
from coalition_cli.methods.matching import Match, Side, is_same, match
from coalition_cli.model.entry import Entry, Fact, Share, as_share, share_level
from coalition_cli.model.exercise import Field, Step
from coalition_cli.model.view import Item, View
from coalition_cli.parsing import check_keys, find_item, read_words, read_words_or_none
from coalition_cli.stage import Given, Option, Question, Stage, as_given

OPTIONS: Final[Mapping[str, Field]] = {
    "offers": Field(
        "text", "The step at which people say what they offer.", is_required=True, gives="items"
    ),
    "needs": Field(
        "text", "The step at which people say what they need.", is_required=True, gives="items"
    ),
    "offers_bucket": Field(
        "text", "The bucket of that step in which the offers are. Left out: all its lines."
    ),
    "needs_bucket": Field(
        "text", "The bucket of that step in which the needs are. Left out: all its lines."
    ),
    "offers_also": Field("texts", "Columns whose words count too, such as what a partner brings."),
}
ASKS: Final = True
arrange = as_given

KEYS: Final = ("offer", "need", "giver", "taker", "contact", "share")
_HASHTAG: Final = re.compile(r"#(\w+)")
_TWO_NUMBERS: Final = re.compile(r"(\d+)[\s,;+]+(\d+)")

_Pair = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """What is offered and what is needed, as one audience may see it, and what became of each pair."""

    step: Step
    view: View

    @cached_property
    def offers(self) -> dict[str, Item]:
        return self._items("offers")

    @cached_property
    def needs(self) -> dict[str, Item]:
        return self._items("needs")

    @cached_property
    def pairs(self) -> dict[_Pair, Match]:
        """Every match by its two lines, need by need; what the room put together stands behind what was found."""
        offers = self.sides("offers")
        found = match(list(offers.values()), list(self.sides("needs").values()))
        asked = [_pair(entry) for entry in self.view.said(self.step.id)]
        pairs: dict[_Pair, Match] = {}
        for need in found.needs:
            pairs |= {(each.offer.id, need.id): each for each in found.of_need[need.id]}
            for pair in asked:
                if pair[1] == need.id and pair[0] in offers and pair not in pairs:
                    pairs[pair] = Match(offers[pair[0]], need)
        return {pair: each for pair, each in pairs.items() if not self._is_unfit(pair)}

    @cached_property
    def entries(self) -> dict[_Pair, Entry]:
        """What was asked about each pair, whoever may see it."""
        return {_pair(entry): entry for entry in self.view.said(self.step.id)}

    def _is_unfit(self, pair: _Pair) -> bool:
        return pair in self.entries and self.entries[pair].body.get("giver") == "unfit"

    def _items(self, side: str) -> dict[str, Item]:
        wanted = self.step.options.get(f"{side}_bucket")
        items = kinds.items(self.step.options[side], self.view)
        if not wanted:
            return {item.id: item for item in items}
        entries = self._sources(side)
        return {
            item.id: item
            for item in items
            if item.id in entries and entries[item.id].body.get("bucket") == wanted
        }

    def sides(self, side: str) -> dict[str, Side]:
        """The lines of ``offers`` or ``needs``, with what is compared of them."""
        entries = self._sources(side)
        items = self.offers if side == "offers" else self.needs
        return {item.id: self._side(item, entries.get(item.id), side) for item in items.values()}

    def _sources(self, side: str) -> dict[str, Entry]:
        there = self.view.at(self.step.options[side])
        return {entry.id: entry for entry in there[1].standing(there[0].id)} if there else {}

    def _side(self, item: Item, entry: Entry | None, side: str) -> Side:
        if entry is None:
            return Side(item.id, item.text)
        group = str(entry.body.get("group") or "")
        person = next((each for each in self.view.workshop.people() if each.id == entry.by), None)
        name = group or ("" if person else entry.by or "")
        if person and self.view.shows_names():
            name = self.view.name_of(person.id)
        more = self._more(item.id, side)
        return Side(
            item.id,
            _HASHTAG.sub("", item.text).strip() or item.text,
            who=entry.by or group,
            name=name,
            within=frozenset(
                filter(
                    None, (group, person.group if person else "", person.country if person else "")
                )
            ),
            tags=self._tags(entry, side, [item.text, *more]),
            more=more,
        )

    def _more(self, item_id: str, side: str) -> tuple[str, ...]:
        """What stands in further columns, as far as this audience may read it."""
        columns = self.step.options.get(f"{side}_also") or ()
        there = self.view.at(self.step.options[side])
        rows = kinds.result(*there) if columns and there else None
        row: Mapping[str, Any] = next((row for row in rows or () if row["id"] == item_id), {})
        return tuple(row[column] for column in columns if isinstance(row.get(column), str))

    def _tags(self, entry: Entry, side: str, texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The bucket, unless it is what makes the line an offer or a need, and every word after a ``#``."""
        bucket = str(entry.body.get("bucket") or "")
        own = [] if not bucket or self.step.options.get(f"{side}_bucket") else [bucket]
        tagged = [*own, *(tag for text in texts for tag in _HASHTAG.findall(text))]
        return tuple((tag, self.titles.get(tag.casefold(), tag)) for tag in dict.fromkeys(tagged))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the tags of both steps are called."""
        steps = [
            there[0]
            for side in ("offers", "needs")
            if (there := self.view.at(self.step.options[side]))
        ]
        return {
            bucket["id"].casefold(): bucket["title"]
            for step in steps
            for bucket in step.options.get("buckets") or ()
        }


def play(step: Step, view: View, stage: Stage) -> Play:
    """Show what fits, ask both sides of each pair in turn, then take the pairs that the room puts together itself."""
    for number in count():
        table = Table(step, view)
        stage.show(partial(blocks, step, view))
        open_pairs = (pair for pair in table.pairs if pair in table.entries)
        entry = next(
            (e for pair in open_pairs if _next_question((e := table.entries[pair]).body)), None
        )
        if entry is None:
            suggested = [pair for pair in table.pairs if pair not in table.entries]
            pair = stage.next_of(suggested, partial(stage.ask, _which(number, table)))
            known = table.entries.get(pair)
            body = {"offer": pair[0], "need": pair[1]}
            share = _narrower("organizer", step.share)
            told = (
                yield Fact(body, None, share, "edit", known.id)
                if known
                else Fact(body, share=share)
            )
            entry = known._replace(body=body) if known else told
        yield from _ask_both(number, entry, step, view, stage)


def result(step: Step, view: View) -> Any:
    """``[{need, by, matches: [{offer, by, why, agreed, contact}]}]``, every need once; None where nothing is needed.

    Organizers also read what each side said, as ``giver`` and ``taker``. Donors are given counts:
    ``{offers, needs, matches, agreed}``, the last two None where they are too few to be told apart.
    """
    if view.audience == "donor":
        return _counts(step, view)
    table = Table(step, view)
    return [
        {
            "need": item.text,
            "by": table.pairs[pairs[0]].need.name or None
            if (pairs := _of_need(item, table))
            else None,
            "matches": [_row(table.pairs[pair], table.entries.get(pair), view) for pair in pairs],
        }
        for item in table.needs.values()
    ] or None


def blocks(step: Step, view: View) -> list[Block]:
    """Each need with who could meet it and why; then the offers that nobody asked for. Donors read counts."""
    if view.audience == "donor":
        return _counted(_counts(step, view))
    table = Table(step, view)
    lines = [
        Bullet(item.text, str(item.number), below=_below(_of_need(item, table), table))
        for item in table.needs.values()
    ]
    shown: list[Block] = [Bullets(tuple(lines))] if lines else []
    met = {pair[0] for pair in table.pairs}
    if free := [item for item in table.offers.values() if item.id not in met]:
        shown.append(Heading(_("Offered, and not asked for yet"), 3))
        shown.append(Bullets(tuple(Bullet(item.text, str(item.number)) for item in free)))
    return shown


def _below(pairs: Sequence[_Pair], table: Table) -> tuple[Bullet, ...]:
    below = []
    for pair in pairs:
        told = _told(table.entries.get(pair), table.view)
        number = str(table.offers[pair[0]].number)
        below.append(Bullet(table.pairs[pair].reason, number, below=tuple(map(Bullet, told))))
    return tuple(below) or (Bullet(_("Nobody yet.")),)


def _told(entry: Entry | None, view: View) -> list[str]:
    """What this audience may read of what the two sides said: the contact after two yes; the rest is for organizers."""
    if entry is None or not view.may_see(entry):
        return []
    if _is_agreed(entry.body):
        return [
            _("Both said yes. {contact}").format(contact=entry.body.get("contact") or "").strip()
        ]
    if not view.shows_names():
        return []
    said = {"yes": _("yes"), "no": _("not now"), "later": _("to be asked later")}
    sides = (("giver", _("Who offers: {answer}.")), ("taker", _("Who needs it: {answer}.")))
    return [
        words.format(answer=said[entry.body[side]])
        for side, words in sides
        if entry.body.get(side) in said
    ]


def _row(pair: Match, entry: Entry | None, view: View) -> dict[str, Any]:
    body = entry.body if entry and view.may_see(entry) else {}
    row = {
        "offer": pair.offer.words,
        "by": pair.offer.name or None,
        "why": pair.reason,
        "agreed": _is_agreed(body),
        "contact": (body.get("contact") or None) if _is_agreed(body) else None,
    }
    return row | (
        {side: body.get(side) for side in ("giver", "taker")} if view.shows_names() else {}
    )


def _counts(step: Step, view: View) -> dict[str, int | None] | None:
    """Numbers alone: how many offers and needs there are, and, unless so few would point at somebody, how many met."""
    table = Table(step, replace(view, audience="private"))
    if not table.offers and not table.needs:
        return None
    agreed = sum(
        _is_agreed(table.entries[pair].body) for pair in table.pairs if pair in table.entries
    )
    is_told = view.breaks_down(len(table.pairs))
    return {
        "offers": len(table.offers),
        "needs": len(table.needs),
        "matches": len(table.pairs) if is_told else None,
        "agreed": agreed if is_told else None,
    }


def _counted(counts: Mapping[str, int | None] | None) -> list[Block]:
    if not counts:
        return []
    offers, needs, matches = counts["offers"] or 0, counts["needs"] or 0, counts["matches"]
    told = [
        ngettext("{count} offer.", "{count} offers.", offers).format(count=offers),
        ngettext("{count} need.", "{count} needs.", needs).format(count=needs),
    ]
    if matches is not None:
        told.append(
            ngettext("{count} of them fits.", "{count} fit together.", matches).format(
                count=matches
            )
        )
        told.append(_("Both sides agreed: {count}.").format(count=counts["agreed"]))
    return [Prose(" ".join(told))]


def _ask_both(number: int, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Whatever was not asked yet about this pair; each answer is handed over before the next question."""
    body = dict(entry.body)
    pair = Table(step, view).pairs.get(_pair(entry))
    while (asked := _next_question(body)) and pair:
        if asked == "contact":
            answer = stage.ask(_contact(number))
        elif asked == "share":
            answer = stage.choose(
                (number, "share"), _("Who may read this contact?"), _readers(), "organizer"
            )
        else:
            stage.show([Bullets((Bullet(pair.need.words, below=(Bullet(pair.reason),)),))])
            answer = stage.choose((number, asked), _prompt(asked, pair), _answers(asked), "later")
        body = {**body, asked: answer}
        if asked == "contact" and step.share not in ("participants", "donor"):
            body = {**body, "share": "organizer"}  # nobody else may read anything of this step
        share = as_share(answer) if asked == "share" else "organizer"
        yield Fact(body, share=_narrower(share, step.share), op="edit", ref=entry.id)


def _next_question(body: Mapping[str, Any]) -> str:
    """What is asked next about a pair; nothing after a no, and a contact only after two yes."""
    if "giver" not in body:
        return "giver"
    if "taker" not in body:
        return "" if body["giver"] in ("no", "unfit") else "taker"
    if not _is_agreed(body):
        return ""
    if "contact" not in body:
        return "contact"
    return "share" if body["contact"] and "share" not in body else ""


def _prompt(asked: str, pair: Match) -> str:
    if asked == "giver":
        named = _("{name} offers “{words}”.") if pair.offer.name else _("Offered: “{words}”.")
        side = pair.offer
    else:
        named = _("{name} asks for “{words}”.") if pair.need.name else _("Asked for: “{words}”.")
        side = pair.need
    return " ".join(
        [named.format(name=side.name, words=side.words), _("May the other side have a contact?")]
    )


def _answers(asked: str) -> list[Option]:
    options = [
        Option("yes", _("Yes, said by the one who is asked")),
        Option("later", _("Ask later, or alone")),
        Option("no", _("No; nobody asks why")),
    ]
    return (
        [*options, Option("unfit", _("These two do not fit together"))]
        if asked == "giver"
        else options
    )


def _readers() -> list[Option]:
    return [
        Option("organizer", _("Only the organizers")),
        Option("participants", _("Everyone who took part")),
    ]


def _contact(number: int) -> Question[str]:
    return Question(
        key=(number, "contact"),
        prompt=_("How do they reach each other?"),
        read=read_words_or_none,
        hint=_("As both said it. An empty line: they found each other, nothing is written."),
    )


def _which(number: int, table: Table) -> Question[_Pair]:
    return Question(
        key=(number,),
        prompt=_("Another pair: the number of the offer, then of the need"),
        read=lambda given: _read(given, table),
        repeats=True,
        hint=_(
            "Like this: 2 5. A pair that was asked before is asked anew. An empty line: no more."
        ),
    )


def _read(given: Given, table: Table) -> _Pair:
    if isinstance(given, Mapping):
        check_keys(given, KEYS)
        if given.get("contact") and not _is_agreed(given):
            raise Problem(_("A contact is written down only after both sides said yes."))
        named = [given.get("offer", ""), given.get("need", "")]
    elif found := _TWO_NUMBERS.fullmatch(read_words(given)):
        named = list(found.groups())
    else:
        raise Problem(_("Type two numbers: first of the offer, then of the need, like this: 2 5."))
    offer = find_item(named[0], list(table.offers.values()))
    need = find_item(named[1], list(table.needs.values()))
    sides = table.sides("offers")[offer.id], table.sides("needs")[need.id]
    if is_same(*sides):
        raise Problem(
            _(
                "Both lines come from the same side. Name an offer and a need of two different sides."
            )
        )
    return offer.id, need.id


def _of_need(item: Item, table: Table) -> list[_Pair]:
    return [pair for pair in table.pairs if pair[1] == item.id]


def _pair(entry: Entry) -> _Pair:
    return str(entry.body["offer"]), str(entry.body["need"])


def _narrower(one: Share, other: Share) -> Share:
    return min(one, other, key=share_level)


def _is_agreed(body: Mapping[str, Any]) -> bool:
    return body.get("giver") == body.get("taker") == "yes"
