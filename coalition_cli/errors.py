"""The one kind of error that people can cause."""

from collections.abc import Sequence

from coalition_cli.exit_status import REFUSED


class Problem(Exception):
    """Something a person can understand and mend.

    ``sentence`` says what happened, what was kept and what to do next; it is translated text, ready
    to be shown. ``status`` is the exit status the program ends with if nobody mends it. ``meant``
    is the word at fault and the one that was probably meant, where that can be guessed. ``names``
    are what may be typed instead.
    """

    def __init__(
        self,
        sentence: str,
        status: int = REFUSED,
        *,
        meant: tuple[str, str] | None = None,
        names: Sequence[str] = (),
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.meant = meant
        self.names = names


class Closed(Problem):
    """Everything was closed at once by somebody: no page may come back from it."""
