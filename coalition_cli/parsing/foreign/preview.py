"""The page on which a proposal is looked at before anything of it is saved."""

from collections.abc import Sequence
from typing import Final

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.parsing.foreign.attendance_sheet import column_labels
from coalition_cli.parsing.foreign.sheet import LeftOut, Proposal, ReadColumn, column_name
from coalition_cli.sanitize import in_short

_MOST_ROWS_NAMED: Final = 4
_MOST_SAMPLES: Final = 4


def preview(title: str, proposal: Proposal) -> list[Block]:
    """How many of what, which columns mean what, what is left out and why, and the first few."""
    shown: list[Block] = [Heading(title, 2)]
    read = [column for column in proposal.columns if column.meaning]
    unread = [column for column in proposal.columns if not column.meaning]
    if read:
        words = "; ".join(map(_read_as, read))
        shown.append(Prose(_("Read: {columns}").format(columns=words)))
    if unread:
        words = "; ".join(map(_unread_as, unread))
        shown.append(Prose(_("Not read: {columns}").format(columns=words)))
    if proposal.left_out:
        words = "; ".join(map(_left_out, proposal.left_out))
        shown.append(Prose(_("Left out: {rows}").format(rows=words)))
    shown += [Prose(sentence, "warning") for sentence in proposal.told]
    return [*shown, *_samples(proposal.samples)]


def _read_as(column: ReadColumn) -> str:
    labels = {
        **column_labels(),
        "text": _("the words"),
        "speaker": _("who said it"),
        "hands": _("hands"),
    }
    return _("{column} = {meaning}").format(
        column=in_short(column_name(column)), meaning=labels[column.meaning]
    )


def _unread_as(column: ReadColumn) -> str:
    name = in_short(column_name(column))
    if not column.why_unread:
        return name
    return _("{column} ({why})").format(column=name, why=column.why_unread)


def _left_out(left: LeftOut) -> str:
    if len(left.rows) > _MOST_ROWS_NAMED:
        return left.words()
    numbers = ", ".join(map(str, left.rows))
    return _("{what} ({numbers})").format(what=left.words(), numbers=numbers)


def _samples(samples: Sequence[str]) -> list[Block]:
    """The first few and the last, so that a row too many at the end is seen."""
    if len(samples) <= _MOST_SAMPLES:
        chosen = [Bullet(words, str(place)) for place, words in enumerate(samples, 1)]
    else:
        chosen = [Bullet(words, str(place)) for place, words in enumerate(samples[:3], 1)]
        chosen += [Bullet("…"), Bullet(samples[-1], str(len(samples)))]
    return [Bullets(tuple(chosen))] if chosen else []
