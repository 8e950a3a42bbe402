"""Text for people, through gettext; English is the language of the source and needs no catalogue.

``gettext`` itself is imported only when another language is asked for: it would cost every command more than
the rest of this package's values together.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

LOCALE_FOLDER: Final = Path(__file__).parent / "locale"


def _same(text: str) -> str:
    return text


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


_translate: Callable[[str], str] = _same
_translate_counted: Callable[[str, str, int], str] = _counted


def _(text: str) -> str:
    """``text`` in the language that ``speak`` chose."""
    return _translate(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the sentence that fits ``count`` in the language that ``speak`` chose."""
    return _translate_counted(one, many, count)


def speak(language: str) -> None:
    """Use ``language`` (a code such as ``sw`` or ``fr_TZ``) for all text from here on; English where it is missing."""
    global _translate, _translate_counted
    if language.split("_", maxsplit=1)[0].lower() in ("", "en", "c", "posix"):
        _translate, _translate_counted = _same, _counted
        return
    import gettext

    catalogue = gettext.translation("coalition", LOCALE_FOLDER, languages=[language], fallback=True)
    _translate, _translate_counted = catalogue.gettext, catalogue.ngettext


def language_of_environment() -> str:
    """The language code that the environment names, ``en`` when it names none."""
    for name in ("COALITION_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "").split(".")[0].split("@")[0]
        if code:
            return "en" if code in ("C", "POSIX") else code
    return "en"
