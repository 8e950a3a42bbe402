"""Text for people, through gettext; English is the language of the source and needs no catalogue.

``gettext`` itself is imported only when another language is asked for: it would cost every command
more than the rest of this package's values together.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coalition_cli.bidi import isolated

LOCALE_FOLDER: Final = Path(__file__).parent / "locale"


class Sentence(str):
    """A sentence with places for words: what is put there turns the direction of none of its own.

    Every name and every line that somebody typed comes into a sentence here.
    """

    __slots__ = ()

    def format(self, *given: object, **named: object) -> str:
        """Return the sentence with its words, each isolated that is or turns to the left."""
        return str.format(
            self, *map(_set_apart, given), **{key: _set_apart(each) for key, each in named.items()}
        )


def _set_apart(value: object) -> object:
    return isolated(value) if isinstance(value, str) else value


def _sentence(text: str) -> str:
    return Sentence(text) if "{" in text else text


def _same(text: str) -> str:
    return text


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


def _same_in(_context: str, text: str) -> str:
    return text


_translate: Callable[[str], str] = _same
_translate_in: Callable[[str, str], str] = _same_in
_translate_counted: Callable[[str, str, int], str] = _counted


def _(text: str) -> str:
    """``text`` in the language that ``speak`` chose."""
    return _sentence(_translate(text))


def N_(text: str) -> str:  # noqa: N802 (the name by which the extractor of texts knows it)
    """``text`` as it is, marked for translators; ``translated`` says it in the language of now."""
    return text


def translated(marked: str) -> str:
    """``marked``, a text that ``N_`` was given, in the language that ``speak`` chose."""
    return _sentence(_translate(marked))


def pgettext(context: str, text: str) -> str:
    """``text`` in the language that ``speak`` chose, in the one meaning that ``context`` tells.

    For a short word that English has for several things, and other languages do not.
    """
    return _sentence(_translate_in(context, text))


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the sentence that fits ``count`` in the language that ``speak`` chose."""
    return _sentence(_translate_counted(one, many, count))


def languages() -> list[str]:
    """The codes of the languages that ``speak`` has texts for."""
    return sorted(["en", *(path.name for path in LOCALE_FOLDER.iterdir() if path.is_dir())])


def speak(language: str) -> None:
    """Use ``language`` (``sw``, or ``sw_TZ.UTF-8`` as in an environment) for all text from here on.

    English where a text is missing, and for a language that there is no catalogue for.
    """
    global _translate, _translate_in, _translate_counted
    code = _code(language)
    if code.partition("_")[0] == "en":
        _translate, _translate_in, _translate_counted = _same, _same_in, _counted
        return

    def translate(text: str) -> str:
        _load(code)
        return _translate(text)

    def translate_in(context: str, text: str) -> str:
        _load(code)
        return _translate_in(context, text)

    def translate_counted(one: str, many: str, count: int) -> str:
        _load(code)
        return _translate_counted(one, many, count)

    _translate, _translate_in, _translate_counted = translate, translate_in, translate_counted


def _load(code: str) -> None:
    global _translate, _translate_in, _translate_counted
    # price: gettext, 9 ms, and neither English nor a line that is saved without a word needs it
    import gettext

    catalogue = gettext.translation("coalition", LOCALE_FOLDER, languages=[code], fallback=True)
    _translate, _translate_in = catalogue.gettext, catalogue.pgettext
    _translate_counted = catalogue.ngettext


@contextmanager
def english() -> Iterator[None]:
    """Switch to the language of the source for a moment.

    Rooms that speak another one still type "12 Dec" and "in 3 weeks".
    """
    global _translate, _translate_in, _translate_counted
    before = _translate, _translate_in, _translate_counted
    _translate, _translate_in, _translate_counted = _same, _same_in, _counted
    try:
        yield
    finally:
        _translate, _translate_in, _translate_counted = before


def language_of_environment() -> str:
    """The language code that the environment names, ``en`` when it names none."""
    for name in ("COALITION_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := os.environ.get(name):
            return _code(locale)
    return "en"


def _code(locale: str) -> str:
    """``sw_TZ`` for ``sw-tz.UTF-8``; ``en`` for C, POSIX and what names no language.

    A workshop file may say anything.
    """
    name = locale.partition(".")[0].partition("@")[0].replace("-", "_")
    language, _dash, region = name.partition("_")
    language = language.lower()
    if not (language.isascii() and language.isalpha()) or language in ("c", "posix"):
        return "en"
    return f"{language}_{region.upper()}" if region.isascii() and region.isalnum() else language
