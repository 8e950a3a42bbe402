"""Words typed ahead: before the question stood on the screen that takes them."""


def worded(typed: str) -> str:
    """The lines that were ``typed``, without a last Enter; nothing where no letter is in it.

    A digit alone is an answer to a question that nobody saw.
    """
    return typed.strip("\r\n") if any(map(str.isalpha, typed)) else ""
