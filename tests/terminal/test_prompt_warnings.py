"""What is said beside a prompt: that Tab completes is told where it does."""

import pytest

from coalition_cli.errors import Problem
from coalition_cli.stage import Question
from coalition_cli.terminal.prompt_warnings import with_tab


@pytest.mark.parametrize(
    ("names", "completions", "is_told"),
    [
        (["Blue", "Red"], ("Blue", "Red"), True),
        ([">Blue"], ("@Amina", ">Blue"), True),
        (["Amina"], ("@Amina", "#home"), True),
        (["4", "0"], ("Blue", "Red"), False),
        ([], ("Blue",), False),
        (["Blue"], (), False),
    ],
)
def test_tab_is_told_where_it_completes_one_of_the_names(
    names: list[str], completions: tuple[str, ...], is_told: bool
) -> None:
    question = Question(None, "Who?", str, completions=completions)
    told = with_tab(Problem("No.", names=names), question)
    assert told == ("No. Tab completes." if is_told else "No.")
