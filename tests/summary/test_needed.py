"""What is needed, on donors' pages: in every format but the calendar, and for nobody else."""

import pytest

from coalition_cli import exports
from coalition_cli.app.words_of_file import words_of_file
from coalition_cli.model.entry import DETAILS, Fact
from coalition_cli.model.paper import Paper
from coalition_cli.model.view import NEEDED
from coalition_cli.summary.consent_gate import hits, passed
from coalition_cli.summary.shown_texts import plain
from tests.summary.test_sections import Day, a_full_day
from tests.support.summaries import names

STOVE = "A stove for forty"


def needing(words: str) -> Day:
    day = a_full_day()
    day.record(Fact({"name": NEEDED, "text": words}), DETAILS, "donor")
    return day


@pytest.mark.parametrize("name", [name for name in exports.names() if name != "ics"])
def test_every_format_says_it(name: str) -> None:
    export = exports.export(name)
    summary = needing(STOVE).summary("donor")
    assert STOVE in plain(words_of_file(export.render(summary), export.SUFFIX))


def test_a_telephone_that_others_look_at_does_not() -> None:
    summary = needing(STOVE).summary("donor")
    assert STOVE not in exports.export("phone").render(summary, Paper(is_neutral=True)).decode()


def test_it_stands_behind_the_quotes_and_is_absent_where_nobody_told_it() -> None:
    shown = names(needing(STOVE).summary("donor"))
    assert shown.index("quotes") + 1 == shown.index("needed")
    assert "needed" not in names(a_full_day().summary("donor"))


def test_what_another_program_wrote_too_long_is_cut_at_a_word_on_the_page_alone() -> None:
    summary = needing(" ".join(f"w{number}" for number in range(70))).summary("donor")
    page = exports.export("text").render(summary).decode()
    assert "w59…" in page
    assert "w60" not in page
    assert str(summary.data["needed"]).endswith("w69")
    assert len(exports.export("phone").render(summary).decode()) <= 1500


def test_a_line_that_is_taken_out_at_the_gate_is_not_there() -> None:
    day = needing("Ask Dr. Okello")
    (hit,) = (hit for hit in hits(day.workshop, day.summary("donor")) if "Okello" in hit.words)
    after = Day()
    after.workshop = passed(day.workshop, [hit], {hit.stretch: "out"})
    assert after.summary("donor").data["needed"] is None
    assert "needed" not in names(after.summary("donor"))
