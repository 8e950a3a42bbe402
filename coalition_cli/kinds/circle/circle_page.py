"""The page of a circle while it goes round, and what came of it."""

from typing import Any, Final

from coalition_cli import kinds
from coalition_cli.bidi import isolated
from coalition_cli.blocks import Block, Bullet, Bullets, Prose
from coalition_cli.i18n import _, ngettext
from coalition_cli.kinds.circle.circle_options import fields_of, is_of_groups, keys_asked
from coalition_cli.kinds.circle.circle_turns import (
    ASIDE,
    Asides,
    asides_of,
    has_words,
    is_turn_over,
    open_turn,
    still_waiting,
    told_in,
    turns_of,
)
from coalition_cli.model.contributions import Row, Voice
from coalition_cli.model.entry import Entry
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import Item, View

_NEXT: Final = 2


def result(step: Step, view: View) -> list[dict[str, Any]] | None:
    """``[{id, by, text, passed, spoke, ...fields}]`` in the order in which people spoke."""
    asked = keys_asked(step)
    told, seen = asides_of(kinds.said(step, view)), asides_of(kinds.standing(step, view))
    return [
        {"id": entry.id, "by": _speaker(entry, step, view) or None, **told_in(entry, seen)}
        for entry in turns_of(kinds.standing(step, view))
        if is_turn_over(entry, asked, told) or has_words(entry)
    ] or None


def commitments(step: Step, view: View) -> list[Row]:
    """Return what each promised herself or takes home, where fields of these names were asked."""
    rows = result(step, view) or []
    return [row for row in rows if row.get("commitment") or row.get("learning")]


def labels(step: Step, view: View) -> dict[str, str]:
    """Return the questions of a turn that were answered where this audience may read it."""
    answered = {key for row in result(step, view) or () for key in row}
    return {field["id"]: field["prompt"] for field in fields_of(step) if field["id"] in answered}


def voice(step: Step, view: View) -> Voice:
    """Everybody speaks in words of her own."""
    return "words"


def items(step: Step, view: View) -> list[Item]:
    """Return each one's own words, or her answer at the field that is the main one."""
    main = step.options.get("main")
    if not main:
        return kinds.lines(step, view)
    found = []
    for entry in kinds.standing(step, view):
        if entry.body.get(main):
            turn = str(entry.body.get(ASIDE) or entry.id)
            found.append(Item(turn, view.workshop.number(turn), str(entry.body[main])))
    return found


def blocks(step: Step, view: View) -> list[Block]:
    """Return the words said, without names in the room; then how many are kept, and are to come."""
    asides = asides_of(kinds.standing(step, view))
    turns = (
        _bullet(entry, asides, step, view)
        for entry in turns_of(kinds.standing(step, view))
        if has_words(entry) or entry.id in asides
    )
    bullets = tuple(filter(None, turns))
    shown: list[Block] = [Bullets(bullets)] if bullets else []
    counted = (*kept_unseen(step, view), *_to_come(step, view))
    return [*shown, *(Prose(sentence, "quiet") for sentence in counted)]


def kept_unseen(step: Step, view: View) -> list[str]:
    """Return how many turns are kept and not shown; nothing where there are none."""
    seen = {entry.id for entry in turns_of(kinds.standing(step, view))}
    hidden = len({entry.id for entry in _turns_over(step, view) if has_words(entry)} - seen)
    if not hidden:
        return []
    words = ngettext(
        "{count} is kept and not shown here.", "{count} are kept and not shown here.", hidden
    )
    return [words.format(count=hidden)]


def _turns_over(step: Step, view: View) -> list[Entry]:
    said = kinds.said(step, view)
    told, asked = asides_of(said), keys_asked(step)
    return [entry for entry in turns_of(said) if is_turn_over(entry, asked, told)]


def _to_come(step: Step, view: View) -> list[str]:
    """Return how many turns are still to come, while the circle goes on."""
    over = _turns_over(step, view)
    waiting = len(still_waiting(over, step, view))
    if over and waiting and not view.workshop.is_done(view.place(step.id)):
        words = ngettext("{count} person to come.", "{count} people to come.", waiting)
        if is_of_groups(step):
            words = ngettext("{count} group to come.", "{count} groups to come.", waiting)
        return [words.format(count=waiting)]
    return []


def circle_page(step: Step, view: View) -> list[Block]:
    """Return the page of the room: whose turn it is, and what was said."""
    return [*now(step, view), *blocks(step, view)]


def now(step: Step, view: View) -> list[Block]:
    """Return who has the turn, and the names of the next two; nothing where all is private."""
    if step.share == "private" or view.audience == "donor":
        return []
    entry = open_turn(step, view)
    name = view.name_of(entry.by) if entry else ""
    coming = [name for _by, name in still_waiting(turns_of(kinds.said(step, view)), step, view)][
        :_NEXT
    ]
    shown: list[Block] = [Prose(_("Now: {name}").format(name=name), "strong")] if name else []
    if coming:
        shown.append(
            Prose(
                _("Next, if they like: {names}").format(names=", ".join(map(isolated, coming))),
                "quiet",
            )
        )
    return shown


def _speaker(entry: Entry, step: Step, view: View) -> str:
    """Return the speaker: a person for those who read names, a group for all but donors.

    ``name_of`` tells donors nobody.
    """
    return view.name_of(entry.by) if view.shows_names() or is_of_groups(step) else ""


def _bullet(entry: Entry, asides: Asides, step: Step, view: View) -> Bullet | None:
    """Return one turn under its number: own words or the main answer first, below it the others.

    An answer stands behind its question. None where only something was said that nobody asked.
    """
    mark = str(view.workshop.number(entry.id) or "")
    told = told_in(entry, asides)
    main = step.options.get("main")
    first = str(told.get(main) or "") if main else entry.text
    prompts = {field["id"]: field["prompt"] for field in fields_of(step)}
    if main:
        prompts["text"] = ""
    below = tuple(
        Bullet(str(told[key]), prompt)
        for key, prompt in prompts.items()
        if told.get(key) and key != main
    )
    by = _speaker(entry, step, view)
    if not first and not below:
        return None
    if not first:
        asked = " ".join(filter(None, (below[0].mark, isolated(below[0].text))))
        return Bullet(asked, mark, by, below[1:])
    return Bullet(first, mark, by, below)
