"""The one kind of error that people can cause, and the exit statuses of the program."""

from typing import Final

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
DAMAGED: Final = 3
UNWRITTEN: Final = 4
INTERRUPTED: Final = 130


class Problem(Exception):
    """Something a person can understand and mend.

    ``sentence`` says what happened, what was kept and what to do next; it is translated text, ready
    to be shown. ``status`` is the exit status the program ends with if nobody mends it.
    """

    def __init__(self, sentence: str, status: int = REFUSED) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
