"""The mark that stands in a text where words were withdrawn from it."""

from typing import Final

WITHDRAWN_MARK: Final = "[…]"
