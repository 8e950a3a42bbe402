"""The choices of an export as its log keeps them: what was wished, and how files were made."""

from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from coalition_cli.model.export_log import Choices
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.summary import NO_WISH, Wish

_OF_WISH: Final = {
    "interim": "is_interim",
    "back": "has_back",
    "named quotes": "are_quotes_named",
}
_OF_PAPER: Final = {"schema": "schema", "delimiter": "delimiter", "neutral": "is_neutral"}
TEMPLATE: Final = "template"
"""The key that says that there was one; where it lies tells of a machine."""


def choices_of(wish: Wish, paper: Paper) -> Choices:
    """Return what differs from the usual, under the names of the log."""
    chosen: dict[str, str | int | bool] = {}
    for names, given, usual in ((_OF_WISH, wish, NO_WISH), (_OF_PAPER, paper, USUAL)):
        for key, name in names.items():
            if getattr(given, name) != getattr(usual, name):
                chosen[key] = getattr(given, name)
    if paper.template is not None:
        chosen[TEMPLATE] = True
    return chosen


def wish_of(choices: Choices) -> Wish:
    """Return the wish that is among ``choices``."""
    return Wish(**_chosen(choices, _OF_WISH, NO_WISH))


def paper_of(choices: Choices, template: Path | None) -> Paper:
    """Return the paper that is among ``choices``, with the document that lies at ``template``."""
    return Paper(**_chosen(choices, _OF_PAPER, USUAL), template=template)


def _chosen(choices: Choices, names: dict[str, str], usual: Wish | Paper) -> dict[str, Any]:
    """Return the fields among ``choices``; one of another sort than is usual was not chosen."""
    sorts = {each.name: type(getattr(usual, each.name)) for each in fields(usual)}
    return {
        name: choices[key]
        for key, name in names.items()
        if key in choices and type(choices[key]) is sorts[name]
    }
