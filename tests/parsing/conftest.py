from typing import Any

import pytest

from coalition_cli.errors import Problem
from coalition_cli.model.view import View
from tests.support.playing import Bench


@pytest.fixture
def view() -> View:
    """Amina and Chausiku are here in group Blue, Baraka in group Red."""
    return Bench().view


def outcome(read: Any, *given: Any) -> Any:
    """The value that ``read`` gives, or the sentence with which it refuses."""
    try:
        return read(*given)
    except Problem as problem:
        return problem.sentence
