"""The check of a file of ours that is no workshop and no exercise: as what it is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coalition_cli.app import console
from coalition_cli.app.context import Call
from coalition_cli.errors import Problem
from coalition_cli.exit_status import DAMAGED
from coalition_cli.i18n import _, ngettext
from coalition_cli.run.answers_file import read_answers
from coalition_cli.sanitize import for_screen
from coalition_cli.store.formats.sealed import keys
from coalition_cli.store.recovery.other_files import OtherFile, What
from coalition_cli.store.transfer import bundle, have


def check_other(found: OtherFile, call: Call) -> None:
    """Check the file as what it is, and say so. No word and no key of it is told.

    Raises ``Problem`` for one that has mistakes, and for one that cannot be checked.
    """
    check = _CHECKS.get(found.what)
    if check is None:
        raise found.refusal()
    console.say(check(found.path, call))


def _bundle(path: Path, _call: Call) -> str:
    outer = bundle.look(path)
    if outer.layout == "plain":
        bundle.open_plain(outer)
    return _("{path}: a sound bundle. Its signature fits.").format(path=path.name)


def _have(path: Path, _call: Call) -> str:
    count = len(have.read(path))
    sentence = ngettext(
        "{path}: a sound list of what a laptop has, {count} entry.",
        "{path}: a sound list of what a laptop has, {count} entries.",
        count,
    )
    return sentence.format(path=path.name, count=count)


def _secret_key(path: Path, _call: Call) -> str:
    keys.key_in(path)
    return _("{path}: a sound secret key.").format(path=path.name)


def _public_keys(path: Path, _call: Call) -> str:
    keys.recipients_in(path.read_bytes(), path)
    return _("{path}: sound public keys.").format(path=path.name)


def _answers(path: Path, call: Call) -> str:
    answers = read_answers(path)
    known = {"people", *call.catalog().ids()}
    unknown = [for_screen(key) for key in answers.table if key not in known]
    if unknown:
        sentence = _("{path}: no exercise here is called {names}.")
        raise Problem(sentence.format(path=path.name, names=", ".join(unknown)))
    return _("{path}: answers that can be read.").format(path=path.name)


def _summary(path: Path, _call: Call) -> str:
    try:
        found = json.loads(path.read_bytes())
        is_whole = isinstance(found["workshop"], dict) and isinstance(found["version"], int)
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        is_whole = False
    if not is_whole:
        sentence = _("{path} is an exported summary that is damaged. Export it once more.")
        raise Problem(sentence.format(path=path.name), DAMAGED)
    return _("{path}: an exported summary that can be read.").format(path=path.name)


_CHECKS: Final[dict[What, Callable[[Path, Call], str]]] = {
    "bundle": _bundle,
    "list of what is there": _have,
    "secret key": _secret_key,
    "public keys": _public_keys,
    "answers": _answers,
    "summary": _summary,
}
