"""The words of an answer that others will read, for ``Question.others_read``."""

from collections.abc import Callable
from typing import Any, TypeAlias

WordsOf: TypeAlias = Callable[[Any], str]


def words_for_others(share: str | None, words: WordsOf = str) -> WordsOf | None:
    """``words``, which gives those of an answer; None where the answer is nobody else's to read."""
    return None if share == "private" else words
