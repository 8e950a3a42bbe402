"""Lines on standard input, taken one by one: a line with a mistake stops none of the rest."""

from collections.abc import Callable

from coalition_cli.app import console
from coalition_cli.app.standard_input import Judge, lines_given
from coalition_cli.errors import Problem
from coalition_cli.exit_status import UNWRITTEN
from coalition_cli.i18n import _
from coalition_cli.raw_text.list_marks import unmarked


def take_lines(take: Callable[[str], str], judge: Judge = lambda _lines: None) -> int:
    """Give every line that is not empty to ``take``, without the marks of lists.

    Returns how many it refused.

    ``take`` returns what is said of the line, if anything, and raises the ``Problem`` of a line
    that it refuses. Nothing more is taken once a line could not be written to the disk.
    ``judge`` is that of ``lines_given``.
    """
    problems = 0
    for number, line in enumerate(lines_given(judge), 1):
        words = unmarked(line)
        if not words:
            continue
        try:
            told = take(words)
        except Problem as problem:
            if problem.status == UNWRITTEN:
                raise
            told = _("Line {number}: {sentence}").format(number=number, sentence=problem.sentence)
            problems += 1
        if told:
            console.say(told)
    return problems
