"""Options of an export that go together: one that would do nothing is refused, never ignored."""

from collections.abc import Collection, Sequence
from typing import Final

import typer

from coalition_cli import exports
from coalition_cli.errors import Problem
from coalition_cli.exit_status import USAGE
from coalition_cli.i18n import _
from coalition_cli.model.audience import Audience

_OF_PAPER: Final = {
    "schema": "schema",
    "delimiter": "delimiter",
    "template": "template",
    "neutral": "is_neutral",
}
"""Options that only formats know which say so, and the names of these choices."""
_OF_WISH: Final = ("back", "named_quotes", "needed_file")
"""Options that every format knows but those which say that it stands nowhere in them."""
_FOR: Final[dict[str, Audience]] = {
    "back": "participants",
    "named_quotes": "donor",
    "needed_file": "donor",
    "accept_findings": "donor",
}
"""Options for one sort of readers."""
_NOT_BESIDE_REVIEW: Final = ("replace", "is_shown", "accept_findings", "needed_file")
_BESIDE_AGAIN: Final = (
    *("readers", "out", "template", "accept_findings", "again", "is_shown", "yes", "file"),
)
"""The parameters that go with ``--again``: the rest is as it was."""


def given_by(context: typer.Context) -> dict[str, str]:
    """Return the parameters that were given, by their names, each as people type it."""
    return {
        each.name: each.opts[0] if each.opts[0].startswith("-") else "FORMAT"
        for each in context.command.params
        if each.name and _is_given(context, each.name)
    }


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def refuse_beside_again(given: dict[str, str], readers: Audience) -> None:
    """Refuse what an export takes from the earlier one, and a list for readers who get none."""
    beside = [words for name, words in given.items() if name not in _BESIDE_AGAIN]
    if beside:
        sentence = _(
            "--again takes formats and choices from the earlier export. Leave out: {options}"
        )
        raise Problem(sentence.format(options=", ".join(beside)), USAGE)
    if "readers" in given:
        _refuse_for_others(given, readers)


def refuse_ignored(
    given: dict[str, str], formats: Sequence[str], readers: Audience, out: str
) -> None:
    """Refuse an option that would do nothing for these ``formats``, ``readers`` and ``out``."""
    if "review" in given:
        sentence = _("--review writes no summary and decides nothing. Leave out: {options}")
        _refuse(given, _NOT_BESIDE_REVIEW, sentence)
    elif out == "-":
        _refuse_at_standard_output(given, formats)
    _refuse_for_others(given, readers)
    for name, choice in _OF_PAPER.items():
        knowing = [each for each in exports.names() if choice in exports.export(each).CHOICES]
        _refuse_for_formats(given, name, knowing, formats)
    for name in _OF_WISH:
        knowing = [each for each in exports.names() if name not in exports.lacks(each)]
        _refuse_for_formats(given, name, knowing, formats)


def _refuse_at_standard_output(given: dict[str, str], formats: Sequence[str]) -> None:
    if len(formats) != 1:
        raise Problem(_("Standard output takes one format at a time."), USAGE)
    if "is_shown" in given:
        sentence = _("--open opens a file; what goes to standard output is none.")
        raise Problem(sentence, USAGE)
    sentence = _("What goes to standard output is no file. Leave out: {options}")
    _refuse(given, ("replace",), sentence)


def _refuse(given: dict[str, str], names: Collection[str], sentence: str) -> None:
    beside = [words for name, words in given.items() if name in names]
    if beside:
        raise Problem(sentence.format(options=", ".join(beside)), USAGE)


def _refuse_for_others(given: dict[str, str], readers: Audience) -> None:
    for name, audience in _FOR.items():
        if name in given and readers != audience:
            sentence = _(
                "{option} goes with --for {audience} alone; this is for {others}. Nothing was "
                "written."
            )
            words = {"option": given[name], "audience": audience, "others": readers}
            raise Problem(sentence.format(**words), USAGE)


def _refuse_for_formats(
    given: dict[str, str], name: str, knowing: Sequence[str], formats: Sequence[str]
) -> None:
    if name in given and not set(knowing) & set(formats):
        sentence = _("{option} is for {formats} alone; ask for that format too.")
        told = sentence.format(option=given[name], formats=", ".join(knowing))
        raise Problem(told, USAGE)
