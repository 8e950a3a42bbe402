"""The page of notes while they are written, and what came of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.blocks import Block, Bullet, Bullets, Column, Heading, Prose, Quote, Table
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.notes.notes_options import buckets_of, takes_quotes
from coalition_cli.methods.show_of_hands import order, ties
from coalition_cli.model.contributions import Row, Voice
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View

_MOST_COMPARED: Final = 60
"""So many lines before the newest are compared with it: it is done while the next one is typed."""


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, text, by, group, bucket}]``, or ``[{bucket, count}]`` where only numbers are kept.

    Quotes say ``consent`` and ``share`` too; lines for which hands were counted say ``hands``, a
    number or None.
    """
    standing = kinds.standing(step, view)
    if step.record == "count":
        counted = [dict(entry.body) for entry in standing]
        return (
            counted if counted and view.breaks_down(sum(row["count"] for row in counted)) else None
        )
    rows = [_row(entry, step, view) for entry in standing if entry.text]
    return (order(rows) if step.options.get("sort") else rows) or None


def quotes(step: Step, view: View) -> list[Row]:
    """Return the lines that were given for use, each with what its speaker agreed to."""
    return [*(result(step, view) or ())] if takes_quotes(step) else []


def labels(step: Step, view: View) -> dict[str, str]:
    """Return the titles of the sorts that stand before lines which this audience may read."""
    used = {row.get("bucket") for row in result(step, view) or ()}
    return {sort["id"]: sort["title"] for sort in buckets_of(step) if sort["id"] in used}


def voice(step: Step, view: View) -> Voice:
    """People's own words; those that were given for use are told as quotes."""
    return "" if takes_quotes(step) else "words"


def items(step: Step, view: View) -> list[Item]:
    """The lines."""
    return kinds.lines(step, view)


def blocks(step: Step, view: View) -> list[Block]:
    """Return the lines with their numbers, under their buckets; quotes as quotes."""
    titles = {"": "", **{bucket["id"]: bucket["title"] for bucket in buckets_of(step)}}
    rows = result(step, view) or []
    if step.record == "count":
        bullets = tuple(
            Bullet(titles.get(row["bucket"], step.title), str(row["count"])) for row in rows
        )
        return [Bullets(bullets)] if bullets else []
    if step.options.get("consent"):
        return [Quote(row["text"], row["by"] or "") for row in rows]
    numbers = {item.id: item.mark for item in kinds.lines(step, view)}
    sorted_rows: dict[str, list[dict[str, Any]]] = {bucket: [] for bucket in titles}
    for row in rows:
        sorted_rows[row["bucket"] if row["bucket"] in titles else ""].append(row)
    shown: list[Block] = []
    for bucket, lines in sorted_rows.items():
        if lines:
            shown += [Heading(titles[bucket], 3)] if bucket else []
            shown += _lines(lines, numbers, step)
    return shown


def _lines(rows: list[dict[str, Any]], numbers: Mapping[str, str], step: Step) -> list[Block]:
    """Return lines as a list, under groups that spoke in turn, or in a table with their hands."""
    if any(row.get("hands") is not None for row in rows):
        return _with_hands(rows, numbers, step)
    by = "by"
    if step.options.get("each") and any(row["group"] for row in rows):
        by = "group"
        groups = list(dict.fromkeys(row["group"] or "" for row in rows))
        rows = sorted(rows, key=lambda row: groups.index(row["group"] or ""))
    return [Bullets(tuple(Bullet(row["text"], numbers[row["id"]], row[by] or "") for row in rows))]


def _with_hands(rows: list[dict[str, Any]], numbers: Mapping[str, str], step: Step) -> list[Block]:
    """Return a table of the lines with the hands counted for each, and what ties are left."""
    cells = []
    for row in rows:
        hands = "" if row["hands"] is None else str(row["hands"])
        cells.append((numbers[row["id"]], row["text"], hands))
    columns = (Column("", is_number=True), Column(_("Line")), Column(_("Hands"), is_number=True))
    shown: list[Block] = [Table(columns, tuple(cells))]
    if step.options.get("sort"):
        counted = [(numbers[row["id"]], row["hands"]) for row in rows]
        shown += [Prose(words, "quiet") for words in ties(counted)]
    return shown


def notes_page(step: Step, view: View) -> list[Block]:
    """Return what it is about, what was said, and how many lines are not shown.

    Whoever types a line for fewer readers sees that number grow.
    """
    about = step.options.get("about")
    above = kinds.blocks_at(about, view) if about else []
    remarks: list[str] = []
    most, lines = step.options.get("most"), len(kinds.lines(step, view))
    if most and lines > most:
        remarks.append(
            _("{count} lines so far; {most} or fewer are easier to weigh.").format(
                count=lines, most=most
            )
        )
    if hidden := len(kinds.said(step, view)) - len(kinds.standing(step, view)):
        words = ngettext(
            "{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden
        )
        remarks.append(words.format(count=hidden))
    return [*above, *blocks(step, view), *(Prose(remark, "quiet") for remark in remarks)]


def _row(entry: Entry, step: Step, view: View) -> dict[str, Any]:
    consent = entry.body.get("consent")
    is_quote = consent is not None or bool(step.options.get("consent"))
    row = {
        "id": entry.id,
        "text": entry.text,
        "by": _speaker(entry, is_quote, view) or None,
        "group": None if is_quote or view.audience == "donor" else entry.body.get("group"),
        "bucket": entry.body.get("bucket"),
    }
    row |= {"hands": entry.body.get("hands")} if step.options.get("hands") else {}
    return row | {"consent": consent, "share": entry.share} if is_quote else row


def _speaker(entry: Entry, is_quote: bool, view: View) -> str:
    """Return the name of the speaker: a quote's as agreed, another's for those who read names."""
    if is_quote:
        return (
            replace(view, audience="private").names_of(entry)
            if entry.body.get("consent") == "named"
            else ""
        )
    return view.names_of(entry) if view.shows_names() else ""


def what_sounds_alike(said: list[Entry], step: Step, view: View) -> str:
    """Return a sentence on the newest line and an older one that says nearly the same.

    Words are compared, not understood.
    """
    # price: clustering, 5 ms, and the first question comes before it
    from coalition_cli.methods.clustering import near_duplicates

    newest = [entry for entry in said[-_MOST_COMPARED:] if entry.text and view.may_see(entry)]
    if not newest or newest[-1].id != said[-1].id:
        return ""
    pairs = near_duplicates([item.text for item in newest])
    older = next((newest[one] for one, other in pairs if other == len(newest) - 1), None)
    if not older:
        return ""
    sentence = _("Numbers {one} and {other} sound alike; one of them may be enough.")
    number = view.workshop.number
    return sentence.format(one=number(older.id), other=number(newest[-1].id))
