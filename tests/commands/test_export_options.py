"""Options of an export: one that would do nothing is refused, and nothing is written."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.calling import House

pytestmark = pytest.mark.slow

LIST, WORDS = ("--accept-findings", "list.json"), ("--needed-file", "needed.txt")
LETTER = ("--template", "letter.docx")

ALONE = "goes with --for"
OF_FORMATS = "ask for that format too"
LEAVE = "Leave out: "

REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    *(
        ((*words, *option, "--for", readers), f"{option[0]} {ALONE} donor alone; this is for")
        for words in (("md",), ("json", "--out", "-"))
        for option in (LIST, ("--named-quotes",), WORDS)
        for readers in ("participants", "organizer", "follow-up")
    ),
    *(
        (("md", "--back", "--for", readers), f"--back {ALONE} participants alone")
        for readers in ("organizer", "donor", "follow-up")
    ),
    (("json", "xlsx", "--back", "--for", "participants"), OF_FORMATS),
    (("ics", "phone", "--named-quotes", "--for", "donor"), "--named-quotes is for csv, docx"),
    (("ics", *WORDS, "--for", "donor"), OF_FORMATS),
    (("md", "--neutral"), "--neutral is for phone alone"),
    (("md", "--schema", "1"), "--schema is for json alone"),
    (("md", "--schema", "2"), "--schema is for json alone"),
    (("md", "--delimiter", ";"), "--delimiter is for csv alone"),
    (("md", "--delimiter", ","), "--delimiter is for csv alone"),
    (("md", *LETTER), "--template is for docx alone"),
    (("--review", "--replace"), f"{LEAVE}--replace"),
    (("--review", "--open"), f"{LEAVE}--open"),
    (("--review", "--for", "donor", *LIST), f"{LEAVE}--accept-findings"),
    (("--review", "--for", "donor", *WORDS), f"{LEAVE}--needed-file"),
    (("--review", "--out", "-", "--neutral"), "--neutral is for phone alone"),
    (("md", "--out", "-", "--replace"), f"{LEAVE}--replace"),
    (("md", "--out", "-", "--open"), "goes to standard output is none"),
    (("md", "html", "--out", "-"), "one format at a time"),
    *(
        (("--again", *option), LEAVE + option[0].replace("md", "FORMAT"))
        for option in (("md",), ("--back",), ("--neutral",), ("--named-quotes",), ("--replace",))
    ),
    *((("--again", *option), LEAVE + option[0]) for option in (("--review",), WORDS)),
    (("--again", "--for", "participants", *LIST), ALONE),
    (("--again", *LETTER), "leave --template"),
    (("pdf", "--out", "x.txt"), "pdf is written as a .pdf file: name it x.pdf."),
    (("pdf", "--out", "x.md"), "pdf is written as a .pdf file: name it x.pdf."),
    (("csv", "--out", "x.html"), "csv is written as a .zip file: name it x.zip."),
    (("phone", "--out", "x.json"), "phone is written as a .txt file: name it x.txt."),
    (("md", "html", "--out", "x.md"), "these formats are several: md, html"),
)


@pytest.fixture
def sent(umoja: House) -> House:
    """A workshop of which something was exported for those who took part."""
    umoja.note("Bread for all", share="donor")
    assert umoja.call("export", "md", "--for", "participants", "--out", "sent").status == 0
    (umoja.desk / "list.json").write_text("[]")
    (umoja.desk / "needed.txt").write_text("A stove")
    (umoja.desk / "letter.docx").write_bytes(b"")
    return umoja


def files(house: House) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in house.desk.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=lambda each: str(each)[:60])
def test_what_would_do_nothing_is_refused_and_nothing_is_written(
    sent: House, words: tuple[str, ...], told: str
) -> None:
    before = files(sent)
    refused = sent.call("export", *words)
    assert (refused.status, refused.out) == (2, ""), refused
    assert told in refused.err
    assert len(refused.err.splitlines()) == 1
    assert files(sent) == before


WORKS: tuple[tuple[str, ...], ...] = (
    ("json", "md", "--back", "--for", "participants"),
    ("phone", "json", "--named-quotes", "--for", "donor"),
    ("ics", "md", *WORDS, "--for", "donor"),
    ("md", *LIST, "--for", "donor"),
    ("md", "json", "--schema", "1"),
    ("md", "csv", "--delimiter", ";"),
    ("md", "phone", "--neutral"),
    ("--review", "--interim", "--yes", "--for", "donor"),
    ("md", "--out", "x.MD"),
    ("--again", "--yes"),
    ("--again", "--for", "participants", "--out", "sent"),
)


@pytest.mark.parametrize("words", WORKS, ids=" ".join)
def test_what_does_something_for_one_of_the_formats_is_taken(
    sent: House, words: tuple[str, ...]
) -> None:
    done = sent.call("export", *words)
    assert done.status == 0, done


def test_a_list_that_decided_nothing_is_told(sent: House) -> None:
    done = sent.call("export", "--again", *LIST)
    assert done.status == 0
    assert "--accept-findings decided nothing" in done.err


def test_a_file_whose_ending_is_in_capitals_is_a_file(sent: House) -> None:
    done = sent.call("export", "md", "--out", "Tonight.MD")
    assert (done.status, done.lines) == (0, ["Tonight.MD"])
    assert (sent.desk / "Tonight.MD").is_file()


def donors_file(house: House, *words: Any) -> str:
    done = house.call(*words, "export", "md", "--for", "donor", "--replace")
    assert done.status == 0, done
    return str(Path(done.lines[0]).name)


def test_a_donors_file_is_named_by_the_title_that_she_reads(sent: House) -> None:
    """Whoever names the file of a workshop may name somebody; so may its title."""
    assert donors_file(sent) == "umoja-donor.md"
    content = sent.workshop.read_bytes()
    for name, expected in (("agnes", "umoja"), ("umoja-2", "umoja-2"), ("umoja-agnes", "umoja")):
        copy = sent.desk / f"{name}.json"
        copy.write_bytes(content)
        assert donors_file(sent, "--file", copy) == f"{expected}-donor.md"
    others = sent.call("--file", sent.desk / "agnes.json", "export", "md", "--for", "follow-up")
    assert others.lines == ["agnes-follow-up.md"]
