"""Rows filled column by column: actions with somebody who said yes, or a table of one's own.

An empty field stays open.

Without ``columns`` a row is an action: who leads, who helps, a day, a first step. With them it is
whatever an exercise asks for: an ask and its routes, a role and who stands in, a number to call.
"""

from coalition_cli.kinds.plan.plan_asking import play
from coalition_cli.kinds.plan.plan_moment import moment
from coalition_cli.kinds.plan.plan_options import (
    ASKS,
    OPTIONS,
    TRAITS,
    arrange,
    find_mistakes,
    holds_actions,
    shape,
    table_title,
)
from coalition_cli.kinds.plan.plan_page import blocks
from coalition_cli.kinds.plan.plan_paper import blank_form
from coalition_cli.kinds.plan.plan_rows import (
    actions,
    contacts,
    items,
    numbered,
    outcome,
    result,
    table_columns,
    terms,
    voice,
)

__all__ = [
    "ASKS",
    "OPTIONS",
    "TRAITS",
    "actions",
    "arrange",
    "blank_form",
    "blocks",
    "contacts",
    "find_mistakes",
    "holds_actions",
    "items",
    "moment",
    "numbered",
    "outcome",
    "play",
    "result",
    "shape",
    "table_columns",
    "table_title",
    "terms",
    "voice",
]
