"""Names are kept from readers by two guards, and each of them holds where the other does not.

``name_of`` knows no name for donors; ``shows_names`` says that neither donors nor those who took
part read who said what. What is shown to donors asks both, so that a test of a donor's page alone
passes with either of them.
"""

from collections.abc import Callable
from datetime import date

import pytest

from coalition_cli import kinds
from coalition_cli.model.actions import Of, undertakings
from coalition_cli.model.entry import NOTES, PEOPLE, SHARES, Fact, Share
from coalition_cli.model.exercise import Step
from coalition_cli.model.view import View
from coalition_cli.phrasing import reminders
from coalition_cli.summary.data import gather
from tests.support.playing import Bench

NAME, GROUP = "Amina", "Blue"
LINES = Step("lines", "notes", "Lines", share="donor")
ROUND = Step("round", "circle", "Round", share="donor")
PROMISES = Step(
    "promises",
    "circle",
    "Promises",
    share="donor",
    options={"fields": [{"id": "commitment", "prompt": "What will you do?"}]},
)
PLAN = Step("plan", "plan", "Plan", share="donor")
OUTSIDE: tuple[Share, ...] = ("participants", "donor")


class NamesAnybody(View):
    """A view whose ``name_of`` guards nothing."""

    def name_of(self, by: str | None) -> str:
        return self.workshop.name_of(by)


class ShowsNames(View):
    """A view whose ``shows_names`` guards nothing."""

    def shows_names(self) -> bool:
        return True


@pytest.fixture
def bench() -> Bench:
    """Amina said a line, spoke in a circle, promised something, leads an action and told the
    note-taker something.
    """
    bench = Bench(LINES, ROUND, PROMISES, PLAN)
    bench.answer(LINES, [{"text": "A line", "by": NAME}])
    bench.answer(ROUND, [{"text": "A word", "by": NAME}])
    bench.answer(PROMISES, [{"commitment": "I call", "by": NAME}])
    bench.answer(PLAN, [{"what": "Find a room", "who": NAME, "by_when": "2024-12-01"}])
    amina = bench.workshop.person_named(NAME)
    assert amina
    bench.record(Fact({"text": "Heard"}, amina.id), NOTES, "donor")
    return bench


def view_of(bench: Bench, audience: Share, kind: type[View] = View) -> View:
    return kind(bench.workshop, bench.view.exercise, audience=audience)


def undertaken(of: Of, view: View) -> str:
    (found,) = undertakings(view.workshop, of)
    return repr(
        [
            reminders.owner(found, view),
            reminders.line(found, view, date(2024, 11, 12)),
            reminders.card(found, view, date(2024, 11, 12)),
        ]
    )


SPEAKERS: dict[str, Callable[[View], str]] = {
    "the result of notes": lambda view: repr(kinds.result(LINES, view)),
    "the page of notes": lambda view: repr(kinds.blocks(LINES, view)),
    "the result of a circle": lambda view: repr(kinds.result(ROUND, view)),
    "the page of a circle": lambda view: repr(kinds.blocks(ROUND, view)),
    "a promise": lambda view: undertaken("promises", view),
    "promises in a summary": lambda view: repr(
        gather(view.workshop, [view], view.audience).commitments
    ),
    "what was captured": lambda view: repr(gather(view.workshop, [], view.audience).notes),
}
"""Everything that may say who spoke."""


@pytest.mark.parametrize("what", SPEAKERS)
def test_organizers_read_who_spoke_and_nobody_outside_does(bench: Bench, what: str) -> None:
    told = {audience: SPEAKERS[what](view_of(bench, audience)) for audience in SHARES}
    assert [audience for audience in SHARES if NAME in told[audience]] == ["private", "organizer"]


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("what", SPEAKERS)
def test_who_spoke_is_hidden_though_names_are_known(
    bench: Bench, what: str, audience: Share
) -> None:
    assert NAME not in SPEAKERS[what](view_of(bench, audience, NamesAnybody))


@pytest.mark.parametrize("what", SPEAKERS)
def test_donors_read_no_name_though_names_are_shown(bench: Bench, what: str) -> None:
    assert NAME not in SPEAKERS[what](view_of(bench, "donor", ShowsNames))


def test_those_who_took_part_read_who_leads_an_action_and_donors_do_not(bench: Bench) -> None:
    told = {audience: undertaken("actions", view_of(bench, audience)) for audience in SHARES}
    assert [audience for audience in SHARES if NAME in told[audience]] == list(SHARES[:3])


def test_a_card_for_donors_has_no_names_though_names_are_known(bench: Bench) -> None:
    (action,) = undertakings(bench.workshop, "actions")
    view = view_of(bench, "donor", NamesAnybody)
    assert reminders.card(action, view, date(2024, 11, 12)).who is None


def test_the_group_of_who_was_captured_is_for_those_who_may_read_names(bench: Bench) -> None:
    groups = {
        audience: gather(bench.workshop, [], audience).notes[0]["group"] for audience in SHARES
    }
    assert groups == {"private": GROUP, "organizer": GROUP, "participants": None, "donor": None}


def test_name_of_alone(bench: Bench) -> None:
    amina = bench.workshop.person_named(NAME)
    assert amina
    names = [view_of(bench, audience).name_of(amina.id) for audience in SHARES]
    assert names == [NAME, NAME, NAME, ""]
    groups = [view_of(bench, audience).name_of(GROUP) for audience in SHARES]
    assert groups == [GROUP, GROUP, GROUP, ""]
    assert view_of(bench, "private").name_of(None) == ""


def test_shows_names_alone(bench: Bench) -> None:
    assert [view_of(bench, audience).shows_names() for audience in SHARES] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("audience", SHARES)
def test_who_withdrew_her_name_has_none_for_anybody(bench: Bench, audience: Share) -> None:
    amina = bench.workshop.person_named(NAME)
    assert amina
    bench.record(Fact({}, op="withdraw", ref=amina.id), PEOPLE, "organizer")
    assert view_of(bench, audience).name_of(amina.id) == ""
