"""Lines on standard input, taken one by one: a line with a mistake stops none of the rest."""

from collections.abc import Callable

from coalition_cli.app import console
from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.i18n import _


def take_lines(take: Callable[[str], str]) -> int:
    """Give every line that is not empty to ``take``, and return how many it refused.

    ``take`` returns what is said of the line, if anything, and raises the ``Problem`` of a line
    that it refuses. Nothing more is taken once a line could not be written to the disk.
    """
    problems = 0
    for number, line in enumerate(console.lines_given(), 1):
        if not line.strip():
            continue
        try:
            told = take(line)
        except Problem as problem:
            if problem.status == UNWRITTEN:
                raise
            told = _("Line {number}: {sentence}").format(number=number, sentence=problem.sentence)
            problems += 1
        if told:
            console.say(told)
    return problems
