"""The moment of offers and needs: the pair that is spoken of, or all of them, without contacts."""

from collections.abc import Sequence

from coalition_cli.i18n import _
from coalition_cli.kinds.match.match_page import NEED, OFFER, blocks
from coalition_cli.kinds.match.match_table import Pair, Table, is_agreed, pairs_of_need
from coalition_cli.methods.block_parts import slide_of
from coalition_cli.methods.matching import Match
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View
from coalition_cli.slide import Lines, Pairs, Said, Slide, Stage, Words
from coalition_cli.slide import Pair as Row


def moment(step: Step, view: View, at: Sequence[str]) -> Slide:
    """Return what is asked for and who offers it; how they reach each other stands on no wall.

    ``at`` are the offer and the need of the pair that is spoken of.
    """
    if view.audience == "donor":
        return slide_of(blocks(step, view))
    table = Table(step, view)
    pair = table.pairs.get((at[0], at[1])) if len(at) == 2 else None
    if pair is not None:
        return Slide(stages=(_of_pair(pair),), foot=(_asked_alone(),))
    stages = (_needs(table), _free(table))
    return Slide(stages=tuple(stage for stage in stages if stage))


def _of_pair(pair: Match) -> Stage:
    rows = (Row(_("Asked for"), pair.need.words, "strong"), Row(_("Offered"), pair.offer.words))
    return Pairs(rows), Words(pair.reason, "quiet")


def _needs(table: Table) -> Stage:
    said: list[Said] = []
    for item in table.needs.values():
        said.append(Said(item.text, f"{NEED}{item.number}"))
        said += _below(item, table) or [Said(_("Nobody yet."))]
    return (Lines(tuple(said)),) if said else ()


def _below(item: Item, table: Table) -> list[Said]:
    said = []
    for pair in pairs_of_need(item, table):
        number = f"{OFFER}{table.offers[pair[0]].number}"
        words = f"{number} {table.pairs[pair].reason}"
        said.append(Said(" ".join(filter(None, (words, _agreed(pair, table))))))
    return said


def _agreed(pair: Pair, table: Table) -> str:
    entry = table.entries.get(pair)
    is_told = entry is not None and table.view.may_see(entry) and is_agreed(entry.body)
    return _("Both said yes.") if is_told else ""


def _free(table: Table) -> Stage:
    met = {pair[0] for pair in table.pairs}
    free = [item for item in table.offers.values() if item.id not in met]
    if not free:
        return ()
    lines = Lines(tuple(Said(item.text, f"{OFFER}{item.number}") for item in free))
    return Words(_("Offered, and not asked for yet"), "strong"), lines


def _asked_alone() -> Words:
    return Words(
        _("We ask each one alone. Nothing of it stands here."), "quiet", _("We ask each one alone.")
    )
