"""The decisions of a summary: what was put to the room, whether it holds, and the concerns."""

from collections.abc import Mapping, Sequence
from typing import Any

from coalition_cli.blocks import Block, Bullet, Bullets, Heading, Prose
from coalition_cli.i18n import _
from coalition_cli.methods.voting import turnout
from coalition_cli.model.view import View
from coalition_cli.summary.not_done import not_done


def decisions(rows: list[dict[str, Any]], views: Sequence[View], title: str = "") -> list[Block]:
    """Each question that was put to the room, with what became of it; mere counts are left out."""
    shown: list[Block] = [Heading(title or _("What we decided"))]
    asked = ("", "", "")
    for row in (row for row in rows if row["outcome"] != "counted"):
        adopted = _("Adopted") if row["adopted"] else _("Not adopted yet")
        question = (row["exercise"], row["step"], row["question"])
        if row.get("item") is None:
            shown.append(Prose(f"{row['question']} {adopted}.", "strong"))
            shown += [Prose(words) for words in (row["why"], _turnout(row)) if words]
            if row["concerns"]:
                shown.append(Bullets(tuple(map(Bullet, _concerns(row)))))
        else:
            shown += [Prose(row["question"], "strong")] if question != asked else []
            below = tuple(
                Bullet(words)
                for words in (adopted, row["why"], _turnout(row), *_concerns(row))
                if words
            )
            shown.append(Bullets((Bullet(row["item"], "", "", below),)))
        asked = question
    return shown if len(shown) > 1 else [*shown, not_done(views)]


def _turnout(row: Mapping[str, Any]) -> str:
    """Return how many were counted of how many, where the two differ.

    Empty for readers who get no counts.
    """
    if row["counts"] is None:
        return ""
    return turnout(
        sum(row["counts"].values()) + row["passed"], row["present"] or 0, row["voters"] == "group"
    )


def _concerns(row: Mapping[str, Any]) -> list[str]:
    return [_("Concern: {words}").format(words=words) for words in row["concerns"]]
