"""The summary as data, in the shape of ``schemas/summary.schema.json``."""

import json
import re
from typing import Final

from coalition_cli.i18n import N_
from coalition_cli.model.paper import USUAL, Paper
from coalition_cli.model.summary import Summary
from coalition_cli.model.summary_schema import schema_1

SUFFIX: Final = ".json"
TOLD: Final = N_("data for a program")
CHOICES: Final = ("schema",)
LACKS: Final = ("back",)

_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")


def render(summary: Summary, paper: Paper = USUAL) -> bytes:
    """The data, indented, in UTF-8, its keys in the order of the contract.

    In the shape that the ``paper`` asks for: older readers know the first version alone.
    """
    data = schema_1(summary.data) if paper.schema == 1 else summary.data
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return (_HALF_A_CHARACTER.sub("\ufffd", text) + "\n").encode()
