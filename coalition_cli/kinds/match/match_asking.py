"""The asking of both sides of each pair, and the pairs that the room puts together."""

import re
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any, Final

from coalition_cli.blocks import Bullet, Bullets
from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.kinds import Play
from coalition_cli.kinds.match.match_options import KEYS
from coalition_cli.kinds.match.match_page import blocks
from coalition_cli.kinds.match.match_table import Pair, Table, is_agreed, pair_of
from coalition_cli.methods.matching import Match, is_same
from coalition_cli.model.entry import Entry, Fact, Share, as_share, share_level
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.parsing import check_keys, find_item, read_words, read_words_or_none
from coalition_cli.stage import Given, Option, Question, Stage

_TWO_NUMBERS: Final = re.compile(r"[Oo]?(\d+)[\s,;+]+[Nn]?(\d+)")


def play(step: Step, view: View, stage: Stage) -> Play:
    """Show what fits, and ask both sides of each pair in turn.

    Then take the pairs that the room puts together itself.
    """
    for number in count():
        table = Table(step, view)
        stage.put()
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


def _ask_both(number: int, entry: Entry, step: Step, view: View, stage: Stage) -> Play:
    """Whatever was not asked yet about this pair.

    Each answer is handed over before the next question.
    """
    body = dict(entry.body)
    pair = Table(step, view).pairs.get(pair_of(entry))
    while (asked := _next_question(body)) and pair:
        if asked == "contact":
            answer = stage.ask(_contact(number))
        elif asked == "share":
            answer = stage.choose(
                (number, "share"), _("Who may read this contact?"), _readers(), "organizer"
            )
        else:
            stage.put(*pair_of(entry))
            stage.show([Bullets((Bullet(pair.need.words, below=(Bullet(pair.reason),)),))])
            answer = stage.choose((number, asked), _prompt(asked, pair), _answers(asked), "later")
        body = {**body, asked: answer}
        if asked == "contact" and step.share not in ("participants", "donor"):
            body = {**body, "share": "organizer"}  # nobody else may read anything of this step
        share = as_share(answer) if asked == "share" else "organizer"
        yield Fact(body, share=_narrower(share, step.share), op="edit", ref=entry.id)


def _next_question(body: Mapping[str, Any]) -> str:
    """Return what is asked next about a pair.

    Nothing after a no, and a contact only after two yes.
    """
    if "giver" not in body:
        return "giver"
    if "taker" not in body:
        return "" if body["giver"] in ("no", "unfit") else "taker"
    if not is_agreed(body):
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


def _which(number: int, table: Table) -> Question[Pair]:
    return Question(
        key=(number,),
        prompt=_("Another pair: the number of the offer, then of the need"),
        read=lambda given: _read(given, table),
        repeats=True,
        hint=_(
            "Like this: O2 N5. A pair that was asked before is asked anew. An empty line: no more."
        ),
    )


def _read(given: Given, table: Table) -> Pair:
    if isinstance(given, Mapping):
        check_keys(given, KEYS)
        if given.get("contact") and not is_agreed(given):
            raise Problem(_("A contact is written down only after both sides said yes."))
        named = [given.get("offer", ""), given.get("need", "")]
    elif found := _TWO_NUMBERS.fullmatch(read_words(given)):
        named = list(found.groups())
    else:
        raise Problem(
            _("Type two numbers: first of the offer, then of the need, like this: O2 N5.")
        )
    offer = find_item(named[0], list(table.offers.values()))
    need = find_item(named[1], list(table.needs.values()))
    sides = table.sides("offers")[offer.id], table.sides("needs")[need.id]
    if is_same(*sides):
        raise Problem(
            _(
                "Both lines come from the same side. Name an offer and a need of two different "
                "sides."
            )
        )
    return offer.id, need.id


def _narrower(one: Share, other: Share) -> Share:
    return min(one, other, key=share_level)
