"""The pairs of a step as rows and as its page; people outside read counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.match.match_table import Pair, Table, is_agreed, pairs_of_need
from coalition_cli.methods.matching import Match
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View

OFFER, NEED = "O", "N"
"""The letters before the numbers of what is offered and of what is needed."""


def result(step: Step, view: View) -> Any:
    """``[{need, by, matches: [{offer, by, why, agreed, contact}]}]``, every need once.

    None where nothing is needed.

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
            if (pairs := pairs_of_need(item, table))
            else None,
            "matches": [_row(table.pairs[pair], table.entries.get(pair), view) for pair in pairs],
        }
        for item in table.needs.values()
    ] or None


def coded(step: Step, view: View) -> dict[str, list[Item]]:
    """Return what is offered and what is needed, each under the letter of its code."""
    table = Table(step, view)
    return {OFFER: list(table.offers.values()), NEED: list(table.needs.values())}


def blocks(step: Step, view: View) -> list[Block]:
    """Each need with who could meet it and why; then the offers that nobody asked for.

    Donors read counts.
    """
    if view.audience == "donor":
        return _counted(_counts(step, view))
    table = Table(step, view)
    lines = [
        Bullet(item.text, f"{NEED}{item.number}", below=_below(pairs_of_need(item, table), table))
        for item in table.needs.values()
    ]
    shown: list[Block] = [Bullets(tuple(lines))] if lines else []
    met = {pair[0] for pair in table.pairs}
    if free := [item for item in table.offers.values() if item.id not in met]:
        shown.append(Heading(_("Offered, and not asked for yet"), 3))
        shown.append(Bullets(tuple(Bullet(item.text, f"{OFFER}{item.number}") for item in free)))
    return shown


def _below(pairs: Sequence[Pair], table: Table) -> tuple[Bullet, ...]:
    below = []
    for pair in pairs:
        told = _told(table.entries.get(pair), table.view)
        number = f"{OFFER}{table.offers[pair[0]].number}"
        below.append(Bullet(table.pairs[pair].reason, number, below=tuple(map(Bullet, told))))
    return tuple(below) or (Bullet(_("Nobody yet.")),)


def _told(entry: Entry | None, view: View) -> list[str]:
    """Return what this audience may read of what the two sides said: the contact after two yes.

    The rest is for organizers.
    """
    if entry is None or not view.may_see(entry):
        return []
    if is_agreed(entry.body):
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
        "agreed": is_agreed(body),
        "contact": (body.get("contact") or None) if is_agreed(body) else None,
    }
    return row | (
        {side: body.get(side) for side in ("giver", "taker")} if view.shows_names() else {}
    )


def _counts(step: Step, view: View) -> dict[str, int | None] | None:
    """The numbers alone: how many offers and needs there are, and how many met.

    The last is left out where so few would point at somebody.
    """
    table = Table(step, replace(view, audience="private"))
    if not table.offers and not table.needs:
        return None
    agreed = sum(
        is_agreed(table.entries[pair].body) for pair in table.pairs if pair in table.entries
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
