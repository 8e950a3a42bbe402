"""The rooms whose pages are checked: both samples and a large day; each is made once."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, get_args

import pytest

from benchmarks.large_day import catalog, large_day
from coalition_cli import exports
from coalition_cli.model.audience import Audience
from coalition_cli.model.document import Document
from coalition_cli.model.paper import Paper
from coalition_cli.model.summary import Summary
from coalition_cli.model.workshop import Workshop
from coalition_cli.run import demo
from coalition_cli.summary import build
from coalition_cli.typesetting import fitted, set_pdf

MADE = datetime(2024, 11, 20, 16, 10, tzinfo=UTC)
LARGE = "large"
SAMPLES = tuple(demo.names())


def slow(value: str) -> Any:
    """A case that takes more than a moment."""
    return pytest.param(value, marks=pytest.mark.slow)


ROOMS = (*SAMPLES, slow(LARGE))
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@cache
def exercises() -> Any:
    return catalog()


@cache
def workshop(room: str) -> Workshop:
    return large_day(exercises()) if room == LARGE else demo.play(room, exercises())


@cache
def summary(room: str, audience: Audience) -> Summary:
    return build(workshop(room), exercises().find, audience, MADE)


@cache
def written(room: str, audience: Audience, name: str, paper: Paper | None = None) -> bytes:
    """The file of one format."""
    return exports.export(name).render(summary(room, audience), paper or Paper())


@cache
def fitting(room: str, audience: Audience) -> Document:
    """The document as long as it may be on paper."""
    return fitted(summary(room, audience).document)


@cache
def pdf(room: str, audience: Audience) -> bytes:
    """The pages, as the export sets them."""
    return set_pdf(fitting(room, audience)).pdf
