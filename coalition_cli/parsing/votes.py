"""Reading the voice of one group: its name and the level that it shows."""

from collections.abc import Mapping, Sequence

from coalition_cli.errors import Problem
from coalition_cli.i18n import _
from coalition_cli.parsing import read_words
from coalition_cli.phrasing.nearest import not_here
from coalition_cli.same_name import name_key
from coalition_cli.stage import Given, Named


def read_voice(given: Given, levels: Mapping[str, str], waiting: Sequence[str]) -> tuple[str, str]:
    """``(group, level)``. A level alone is that of the group that waits first.

    Raises ``Problem``.
    """
    if isinstance(given, Named):
        return read_words(given.name), _level(given.value, levels)
    words = read_words(given)
    if waiting and _found(words, levels):
        return waiting[0], _level(words, levels)
    name, _gap, level = words.replace("=", " ").replace(":", " ").rstrip().rpartition(" ")
    if not name.strip():
        raise Problem(_("Type the group and its level, like this: Blue 4."))
    return " ".join(name.split()), _level(level, levels)


def _level(given: Given, levels: Mapping[str, str]) -> str:
    found = _found(given, levels)
    if found:
        return found
    sentence = _('"{name}" is no level here: {known}.')
    raise not_here(sentence, given, (*levels, *levels.values()), told=", ".join(levels))


def _found(given: Given, levels: Mapping[str, str]) -> str:
    if not isinstance(given, str | int):
        return ""
    wanted = name_key(str(given))
    for key, words in levels.items():
        if wanted in (name_key(key), name_key(words)):
            return key
    return ""
