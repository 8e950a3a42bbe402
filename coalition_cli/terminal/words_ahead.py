"""Words typed ahead: before the question stood on the screen that takes them."""

from collections.abc import Iterable
from typing import Final

from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

_AS_TYPED: Final[dict[object, str]] = {Keys.ControlM: "\n", Keys.ControlJ: "\n", Keys.Tab: " "}


def words_of(presses: Iterable[KeyPress]) -> str:
    """The words among ``presses``, as they would stand where they are typed.

    An Enter only parts two lines; every other key that is no letter is left out.
    """
    typed = ""
    for press in presses:
        if press.key in (Keys.Backspace, Keys.Delete):
            typed = typed[:-1]
        elif press.key == Keys.BracketedPaste:
            typed += press.data
        elif not isinstance(press.key, Keys):
            typed += press.key
        else:
            typed += _AS_TYPED.get(press.key, "")
    return worded(typed)


def worded(typed: str) -> str:
    """The lines that were ``typed``, without a last Enter; nothing where no letter is in it.

    A digit alone is an answer to a question that nobody saw.
    """
    return typed.strip("\r\n") if any(map(str.isalpha, typed)) else ""
