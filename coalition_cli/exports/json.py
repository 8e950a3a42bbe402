"""The summary as data, in the shape of ``schemas/summary.schema.json``."""

import json
from typing import Final

from coalition_cli.model.summary import Summary

SUFFIX: Final = ".json"


def render(summary: Summary) -> bytes:
    """The data, indented, in UTF-8, its keys in the order of the contract."""
    text = json.dumps(summary.data, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode()
