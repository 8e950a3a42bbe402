"""An export holds only what consent allows: random states of consent, every audience and format.

Every text holds a word of its own, some hold names and telephone numbers, some a word that is
blacked out; lines are withdrawn. COALITION_CONSENT_STATES=1000 looks at so many states.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, get_args

import pypdf
import pytest

from coalition_cli import exports
from coalition_cli.app.file_scan import Format, forbidden_words, scanned
from coalition_cli.model.audience import LEVELS, Audience
from coalition_cli.model.entry import DETAILS, PEOPLE, SHARES, Fact, Share, share_level
from coalition_cli.model.gate_decisions import Did, Stretch
from coalition_cli.model.paper import USUAL
from coalition_cli.model.redaction import Spoken, outlook
from coalition_cli.model.summary import Summary
from coalition_cli.model.view import NEEDED
from coalition_cli.model.withdrawal import apply
from coalition_cli.model.workshop import Workshop
from coalition_cli.summary import build
from coalition_cli.summary.consent_gate import hits, passed, rest
from coalition_cli.summary.data import runs_of, view_of
from tests.summary.test_sections import MADE, a_full_day, find
from tests.support.summaries import words_in

STATES = int(os.environ.get("COALITION_CONSENT_STATES", "100"))
ALL_FORMATS = max(10, STATES // 10)
OF_TEXT = ("json", "md", "text")
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

SPOKEN = ("text", "learning", "commitment", "what", "helper", "first_step", "support", "measure")
NOT_OUTSIDE = ("helper", "first_step", "support", "concerns")
"""What readers outside are never told, whoever may read the rest of the line."""
NAMES = ("Kanarina Moja", "Kanarina Mbili", "Kanarina Tatu")
REDACTED = "Siriyetu"
CANARY = re.compile(r"kanari\d+z[a-z_]+q")
"""The last letter tells that a page did not cut it."""


@cache
def base() -> Workshop:
    day = a_full_day()
    day.record(Fact({"name": NEEDED, "text": "A stove"}), DETAILS, "donor")
    return day.workshop


@dataclass
class State:
    """A workshop by chance, and who may read each word."""

    workshop: Workshop
    shares: dict[str, tuple[str, Share, str]] = field(default_factory=dict)
    """By the word of its own: the line, the readers that its speaker allowed, the key."""
    gone: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)

    def readers(self, audience: Audience) -> set[str]:
        """The words that ``audience`` may read."""
        level = LEVELS[audience]
        adopted: dict[str, Share] = {}
        for run in runs_of(self.workshop):
            adopted |= view_of(self.workshop, run, find, level).adopted
        allowed = set()
        for word, (line, share, key) in self.shares.items():
            widest = max(share_level(share), share_level(adopted.get(line, "private")))
            is_told = share != "private" and widest >= share_level(level)
            if key == NEEDED:  # whatever its share is: it is told to readers outside
                is_told = audience == "donor"
            is_outside = audience == "donor" and key in NOT_OUTSIDE
            if is_told and not is_outside and line not in self.gone:
                allowed.add(word)
        return allowed


def a_state(seed: int) -> State:
    chance = Random(seed)
    numbers: dict[str, int] = {}
    shares: dict[str, Share] = {}
    state = State(Workshop(base().head))
    entries = []
    people = iter(NAMES)
    for entry in base().entries:
        line = entry.ref if entry.op == "edit" and entry.ref else entry.id
        if entry.place == PEOPLE:
            entries.append(entry._replace(body={**entry.body, "text": next(people)}))
            continue
        if entry.op not in ("add", "edit") or not entry.place.step:
            entries.append(entry)
            continue
        number = numbers.setdefault(line, len(numbers))
        body = dict(entry.body)
        if "consent" in body:
            body["consent"] = chance.choice(("none", "anonymous", "named"))
        share = shares.setdefault(line, chance.choice(SHARES))
        if body.get("consent") == "none":
            share = shares[line] = "private"
        said = list(_with_words(body, number, Random(seed * 1000 + number), state))
        for word, key in said:
            state.shares[word] = (line, share, NEEDED if entry.place == DETAILS else key)
        entries.append(entry._replace(body=body, share=share))
    # A later consent counts for what was said before it.
    entries = [
        entry._replace(share=shares[entry.id]) if entry.id in shares else entry for entry in entries
    ]
    state.shares = {
        word: (line, shares[line], key) for word, (line, _share, key) in state.shares.items()
    }
    for line in chance.sample(sorted(shares), 3):
        last = entries[-1]
        (said_there,) = (each for each in entries if each.id == line)
        entries.append(
            last._replace(
                id=f"{last.id[:-2]}{len(state.gone):02}",
                place=said_there.place,
                op="withdraw",
                ref=line,
                body={},
                n=0,
                code="",
            )
        )
        state.gone.add(line)
    entries = outlook(apply(entries), Spoken(REDACTED)).entries
    state.workshop = Workshop(state.workshop.head, entries)
    return state


def _with_words(
    body: dict[str, Any], number: int, chance: Random, state: State
) -> Iterator[tuple[str, str]]:
    """Put a word of its own, and by chance a name or a number, behind every text of ``body``."""
    for key in (*SPOKEN, "concerns"):
        value = body.get(key)
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) and text for text in texts):
            continue
        word = f"kanari{number}z{key}q"
        more = []
        if chance.random() < 0.2:
            more.append(f"like {chance.choice(NAMES)} said")
        if chance.random() < 0.2:
            phone = f"+255 700 {number:03} {chance.randrange(1000):03}"
            state.phones.add(phone)
            more.append(f"call {phone} tonight")
        if chance.random() < 0.2:
            more.append(REDACTED.lower())
        texts = [" ".join([word, text, *more]) for text in texts]
        body[key] = texts if isinstance(value, list) else texts[0]
        yield word, key


def summary_of(state: State, audience: Audience, chance: Random) -> tuple[Workshop, Summary]:
    """The summary that would be written; before a donor no name and no number is kept."""
    workshop = state.workshop
    summary = build(workshop, find, audience, MADE)
    if audience != "donor":
        return workshop, summary
    found = hits(workshop, summary)
    decided: dict[Stretch, Did] = {
        hit.stretch: chance.choice([did for did in hit.may if did != "keep"]) for hit in found
    }
    let_pass = passed(workshop, found, decided)
    summary = build(let_pass, find, audience, MADE)
    assert rest(summary, NAMES, found, decided) == []
    return workshop, summary


def read(content: bytes) -> str:
    """All words of a file, by other means than those of the program."""
    if content.startswith(b"%PDF"):
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return "".join(page.extract_text() for page in pages)
    return words_in(content)


def leaks(seed: int, formats: Mapping[str, Format]) -> list[str]:
    """What stands in a file of a random state though its readers may not have it."""
    state, chance = a_state(seed), Random(seed)
    found = []
    for audience in AUDIENCES:
        workshop, summary = summary_of(state, audience, chance)
        allowed = state.readers(audience)
        forbidden = forbidden_words(workshop, summary)
        for name, export in formats.items():
            text = re.sub(r"\s+", " ", read(scanned(name, export, summary, USUAL, forbidden)))
            words = set(CANARY.findall(text)) - allowed
            words |= {REDACTED} if REDACTED.casefold() in text.casefold() else set()
            if audience == "donor":
                words |= {name for name in (*NAMES, *state.phones) if name in text}
            found += [f"{audience} {name}: {word}" for word in sorted(words)]
    return found


@pytest.mark.parametrize("begin", range(0, STATES, 10))
def test_no_word_stands_where_nobody_allowed_it(begin: int) -> None:
    formats = {name: exports.export(name) for name in OF_TEXT}
    for seed in range(begin, min(begin + 10, STATES)):
        assert leaks(seed, formats) == [], seed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ALL_FORMATS))
def test_no_format_says_more_than_another(seed: int) -> None:
    formats = {name: exports.export(name) for name in exports.names()}
    assert leaks(seed + 5000, formats) == []


def test_states_are_as_different_as_they_are_meant() -> None:
    states = list(map(a_state, range(20)))
    for audience in AUDIENCES:
        told = [len(state.readers(audience)) for state in states]
        assert min(told) > 0
        assert max(told) < min(len(state.shares) for state in states)
    assert all(state.phones for state in states)


class Forgetful:
    """A format that writes what the whole workshop holds beside the summary."""

    SUFFIX = ".md"

    def __init__(self, seed: int) -> None:
        self._said = repr(a_state(seed).workshop.entries)

    def render(self, summary: Summary, paper: Any = USUAL) -> bytes:
        return exports.export("md").render(summary) + self._said.encode()


def test_a_planted_leak_is_seen_by_this_test() -> None:
    seed = 7
    state = a_state(seed)
    summary = build(state.workshop, find, "donor", MADE)
    text = Forgetful(seed).render(summary).decode()
    assert set(CANARY.findall(text)) - state.readers("donor")
