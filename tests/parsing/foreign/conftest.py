"""Sheets typed as rows, and a workshop in which some people are."""

import pytest

from coalition_cli.model.entry import PEOPLE, Fact, make
from coalition_cli.model.header import Head
from coalition_cli.model.workshop import Workshop
from coalition_cli.parsing.foreign.table_file import read_file


@pytest.fixture
def workshop() -> Workshop:
    """A workshop in which Neema of the group Green is."""
    body = {"text": "Neema", "group": "Green"}
    entry = make(Fact(body), PEOPLE, share="organizer", device="d", after=None, now=0)
    return Workshop(Head("id", "Umoja", "2026-11-30", "", "en"), [entry])


@pytest.fixture
def sheet():
    """Read lines as a file."""
    return lambda *lines: read_file("\n".join(lines).encode())
