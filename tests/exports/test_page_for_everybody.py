"""The page for those who cannot see it, or see it with difficulty, and the page on paper."""

import re
from typing import Any

import pytest

from coalition_cli.exports.html.paper_style import STYLE
from coalition_cli.model.document import Cell, Document, Head, Lane, Part, Row, Rows, Section
from tests.exports.hard_summary import HARD
from tests.exports.in_a_browser import LONG, chromium, crowded, page_of, restyled, shown

COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{3,6})")
READABLE = 4.5
"""The contrast that letters of any size want."""


def colours() -> dict[str, str]:
    return dict(COLOUR.findall(STYLE.read_text()))


def contrast(one: str, other: str) -> float:
    lights = sorted((_light(one), _light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _light(colour: str) -> float:
    letters = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(letters[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("letters", ["ink", "accent", "grey"])
@pytest.mark.parametrize("ground", ["#fff", "tint"])
def test_all_letters_can_be_read_on_all_grounds(letters: str, ground: str) -> None:
    known = colours()
    assert contrast(known[letters], known.get(ground, ground)) >= READABLE


def test_there_are_no_colours_but_those_of_the_design() -> None:
    assert colours() == {
        "ink": "#000",
        "accent": "#0b5563",
        "tint": "#e9f0f1",
        "hairline": "#b9c6c9",
        "grey": "#4d5659",
    }
    assert set(re.findall("#[0-9a-f]{3,6}", STYLE.read_text())) <= {*colours().values(), "#fff"}


def complaints(page: Any) -> list[tuple[str, str]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe here")
    found = axe.Axe().run(page).response["violations"]
    return [(each["id"], node["html"][:120]) for each in found for node in each["nodes"]]


@pytest.mark.slow
def test_axe_has_nothing_to_complain_of() -> None:
    with chromium() as browser:
        for document in (HARD.document, crowded(), crowded("ar")):
            for width in (360, 1200):
                assert complaints(shown(browser, page_of(document), width)) == []


@pytest.mark.slow
def test_axe_would_complain() -> None:
    with chromium() as browser:
        pale = restyled(page_of(HARD.document), "--grey: #4d5659", "--grey: #b9c6c9")
        nameless = restyled(pale, '<html lang="en-GB"', "<html")
        assert {rule for rule, _html in complaints(shown(browser, nameless, 360))} >= {
            "color-contrast",
            "html-has-lang",
        }


def on_paper(browser: Any, page: str) -> Any:
    """What a printer would get of ``page``, read back."""
    import io

    pypdf = pytest.importorskip("pypdf", reason="no pypdf here")
    opened = shown(browser, page, 900)
    opened.evaluate("document.querySelectorAll('details').forEach((each) => each.open = false)")
    return pypdf.PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True)))


@pytest.mark.slow
def test_on_paper_the_head_of_a_table_repeats_and_no_row_is_split() -> None:
    lanes = (Lane("Code", is_code=True), Lane("What we do", 1), Lane("Who said yes"))
    rows = tuple(
        Row((Cell(f"A{number}"), Cell(f"row{number} {LONG * 4} end{number}"), Cell("Tatu")))
        for number in range(60)
    )
    part = Part("all", (Section("all", "", rows=Rows(lanes, rows, True)),))
    with chromium() as browser:
        read = on_paper(browser, page_of(Document("en", Head("T"), (part,))))
    texts = [sheet.extract_text() for sheet in read.pages]
    assert len(texts) > 3
    assert all(text.count("Who said yes") == 1 for text in texts)
    for text in texts:
        assert re.findall(r"row(\d+)", text) == re.findall(r"end(\d+)", text)


@pytest.mark.slow
def test_on_paper_pages_are_counted_what_was_folded_is_open_and_four_slips_share_a_page() -> None:
    with chromium() as browser:
        read = on_paper(browser, page_of(HARD.document))
    texts = [" ".join(sheet.extract_text().split()) for sheet in read.pages]
    count = len(texts)
    assert {
        (round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in read.pages
    } == {(595, 842)}
    assert f"Page 1 of {count}" in texts[0]
    assert "For <organizers> · The hard summary · 21 November 2026" in texts[0]
    (slips,) = [text for text in texts if text.count("Stuck") + text.count("let go") >= 3][-1:]
    assert "Page" not in slips
    assert "Mama [Joy]" in slips
    assert "unnamed" in texts[-1]
