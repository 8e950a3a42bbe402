"""The wishes that a format has no place for: it says so, so that nobody asks it in vain."""

from functools import cache

import pytest

from coalition_cli import exports
from coalition_cli.model.audience import Audience
from coalition_cli.model.entry import DETAILS, Fact
from coalition_cli.model.summary import Summary
from coalition_cli.model.view import NEEDED
from coalition_cli.summary import NO_WISH, Wish, build
from tests.summary.test_sections import MADE, Day, a_full_day, find


@cache
def a_day() -> Day:
    """A day with a wording that was adopted, an action, and a quote whose speaker may be named."""
    day = a_full_day()
    quotes = [{"text": "Bread is power", "by": "Nameone", "consent": "named"}]
    return day.answer("reflection-circle", {"quotes": quotes}, run=2)


def needing() -> Day:
    day = Day()
    day.workshop.extend(a_day().workshop.entries)
    day.record(Fact({"name": NEEDED, "text": "A stove for forty"}), DETAILS, "donor")
    return day


def made(audience: Audience, wish: Wish = NO_WISH, day: Day | None = None) -> Summary:
    return build((day or a_day()).workshop, find, audience, MADE, wish)


def pairs() -> dict[str, tuple[Summary, Summary]]:
    """The same summary without and with each wish."""
    return {
        "back": (made("participants"), made("participants", Wish(has_back=True))),
        "named_quotes": (made("donor"), made("donor", Wish(are_quotes_named=True))),
        "needed_file": (made("donor"), made("donor", day=needing())),
    }


@pytest.mark.parametrize("name", exports.names())
def test_a_wish_changes_the_file_of_every_format_but_those_that_lack_it(name: str) -> None:
    export = exports.export(name)
    unchanged = {
        wish
        for wish, (without, having) in pairs().items()
        if export.render(without) == export.render(having)
    }
    assert unchanged == set(exports.lacks(name))
