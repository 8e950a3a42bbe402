"""The outcome of a workshop: its vision and statements, who was there, what is still open."""

from collections import Counter
from collections.abc import Sequence

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.model.view import View
from coalition_cli.summary.findings import Findings
from coalition_cli.summary.not_done import not_done


def vision(found: Findings, views: Sequence[View]) -> list[Block]:
    """The picture of the future, called a draft until it is adopted."""
    title = Heading(_("Our picture of the future"))
    if found.vision is None:
        return [title, not_done(views)]
    draft: list[Block] = [] if found.is_vision_adopted else [Prose(_("This is a draft."), "quiet")]
    return [title, Prose(found.vision, "strong"), *draft]


def adopted_statements(found: Findings) -> list[Block]:
    """Return what else the room adopted as its words.

    A mission, a joint result, each under the title of its step.
    """
    shown: list[Block] = []
    title = ""
    for row in (row for row in found.statements if row["adopted"]):
        shown += [Heading(row["title"])] if row["title"] != title else []
        shown.append(Prose(row["text"], "strong"))
        title = row["title"]
    return shown


def who_took_part(views: Sequence[View]) -> list[Block]:
    """Return how many people there were, by what is known of them; nobody is listed."""
    people = views[0].workshop.people() if views else []
    known = (
        (_("Groups"), [person.group for person in people]),
        (_("Roles"), [person.role for person in people]),
        (_("Countries"), [person.country for person in people]),
        (_("Sectors"), [person.sector for person in people]),
    )
    lines = []
    for title, values in known:
        counts = Counter(filter(None, values))
        if counts:
            said = ", ".join(f"{name} {count}" for name, count in counts.items())
            lines.append(Bullet(_("{field}: {value}").format(field=title, value=said)))
    return [Heading(_("Who took part")), Bullets(tuple(lines))] if lines else []


def open_questions(found: Findings) -> list[Block]:
    """Return what is not settled.

    Votes that did not carry, worries that were heard, actions without a person or a day.
    """
    lines: list[Bullet] = []
    for row in found.decisions:
        if row["outcome"] not in ("agreed", "counted"):
            asked = row.get("item") or row["question"]
            lines.append(
                Bullet(asked, "", "", tuple(Bullet(concern) for concern in row["concerns"]))
            )
    for row in found.actions:
        missing = [
            words
            for key, words in (("who", _("nobody yet")), ("by_when", _("no day yet")))
            if not row[key]
        ]
        if missing:
            lines.append(Bullet(row["what"], "", "", (Bullet(", ".join(missing)),)))
    return [Heading(_("Open questions")), Bullets(tuple(lines))] if lines else []
